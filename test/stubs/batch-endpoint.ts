import type { StubAnswer } from './model-scenarios.ts'
import { failure } from './model-scenarios.ts'

/**
 * What becomes of the next batches: each ends in its own state after having been seen in those before it. `share` of its lines
 * are answered where it does not complete; `lineFailures` of them fail by themselves.
 */
export type BatchPlay = {
  ends?: ('completed' | 'expired' | 'failed' | 'cancelled')[]
  share?: number
  /** Lines of the first batch that are answered with this status. */
  lineFailures?: { status: number; every: number }[]
  /** Whether a batch has ended when it is first looked at. */
  atOnce?: boolean
  /** Lines that a refused batch names; none: the whole file. */
  refusedLines?: number[]
}

type StubBatch = {
  id: string
  input_file_id: string
  metadata: Record<string, string> | null
  states: string[]
  at: number
  files: { output?: string; error?: string }
  refusedLines: number[]
}

type AnswerLine = (request: unknown) => Promise<StubAnswer>

/** Files and batches of an endpoint, in memory; each look at a batch takes it one state further. */
export function createBatchEndpoint() {
  const files = new Map<string, string>()
  const batches = new Map<string, StubBatch>()
  let play: BatchPlay = {}
  let lines = 0
  let ordered = 0

  async function carryOut(batch: StubBatch, end: string, answer: AnswerLine): Promise<void> {
    const input = (files.get(batch.input_file_id) ?? '').split('\n').filter((line) => line !== '')
    lines += input.length
    const failing = play.lineFailures?.shift()
    const share = end === 'completed' ? 1 : (play.share ?? 0.5)
    const [output, errors]: string[][] = [[], []]
    for (const [place, line] of input.entries()) {
      const { custom_id, body } = JSON.parse(line) as { custom_id: string; body: unknown }
      const id = `batch_req_${place}`
      if (place >= input.length * share) {
        if (end === 'expired')
          errors?.push(
            lineOf({ id, custom_id, response: null, error: { code: 'batch_expired', message: 'Too late.' } }),
          )
        continue
      }
      const made =
        failing !== undefined && place % failing.every === 0
          ? failure(failing.status, 'server_error', null, 'The server had an error.')
          : await answer(body)
      const response = { status_code: made.status ?? 200, request_id: `req_${place}`, body: made.body }
      const into = response.status_code === 200 ? output : errors
      into?.push(lineOf({ id, custom_id, response, error: null }))
    }
    // In another order than they were asked.
    batch.files = { ...kept('output', output?.reverse() ?? []), ...kept('error', errors ?? []) }
  }

  function kept(kind: 'output' | 'error', rows: string[]): StubBatch['files'] {
    if (rows.length === 0) return {}
    const id = `file-${kind}-${files.size}`
    files.set(id, rows.join(''))
    return { [kind]: id }
  }

  function shown({ id, input_file_id, metadata, states, at, files: made, refusedLines }: StubBatch) {
    const status = states[Math.min(at, states.length - 1)] ?? 'failed'
    const hasEnded = at >= states.length - 1
    const created = 1_790_000_000
    return {
      id,
      object: 'batch',
      endpoint: '/v1/chat/completions',
      input_file_id,
      completion_window: '24h',
      status,
      created_at: created,
      ...(metadata === null ? {} : { metadata }),
      ...(hasEnded && made.output !== undefined ? { output_file_id: made.output } : {}),
      ...(hasEnded && made.error !== undefined ? { error_file_id: made.error } : {}),
      ...(status === 'failed'
        ? {
            errors: {
              object: 'list',
              data:
                refusedLines.length === 0
                  ? [{ code: 'token_limit_exceeded', message: 'Enqueued token limit reached.' }]
                  : refusedLines.map((line) => ({ code: 'invalid_request', message: 'This line is none.', line })),
            },
          }
        : {}),
    }
  }

  return {
    play: (next: BatchPlay) => {
      play = { ...next }
    },
    /** Requests that batches were asked for, and the batches that there are. */
    counts: () => ({ lines, batches: batches.size, files: files.size }),
    upload: (content: string): StubAnswer => {
      const file = multipartFile(content)
      if (file === null || !/name="purpose"\r?\n\r?\nbatch\r?\n/.test(content))
        return failure(400, 'invalid_request_error', null, 'A file for purpose batch is wanted.')
      const id = `file-${files.size}`
      files.set(id, file)
      const bytes = Buffer.byteLength(file)
      const about = { bytes, created_at: 1_790_000_000, filename: 'batch.jsonl', purpose: 'batch', status: 'processed' }
      return { body: { id, object: 'file', ...about } }
    },
    create: async (body: Record<string, unknown>, answer: AnswerLine): Promise<StubAnswer> => {
      const end = play.ends?.shift() ?? 'completed'
      const on = end === 'failed' ? [] : ['in_progress', end === 'cancelled' ? 'cancelling' : 'finalizing']
      const batch: StubBatch = {
        id: `batch_${ordered++}`,
        input_file_id: String(body.input_file_id),
        metadata: (body.metadata as Record<string, string> | undefined) ?? null,
        states: play.atOnce === true ? [end] : ['validating', ...on, end],
        at: 0,
        files: {},
        refusedLines: end === 'failed' ? (play.refusedLines ?? []) : [],
      }
      // There when its answers are: each look takes it a state further.
      if (end !== 'failed') await carryOut(batch, end, answer)
      batches.set(batch.id, batch)
      return { body: shown(batch) }
    },
    retrieve: (id: string): StubAnswer => {
      const batch = batches.get(id)
      if (batch === undefined) return failure(404, 'invalid_request_error', null, 'No such batch.')
      batch.at += 1
      return { body: shown(batch) }
    },
    list: (): StubAnswer => ({
      body: { object: 'list', has_more: false, data: [...batches.values()].map(shown).reverse() },
    }),
    content: (id: string): StubAnswer =>
      files.has(id) ? { body: files.get(id) } : failure(404, 'invalid_request_error', null, 'No such file.'),
  }
}

function lineOf(row: object): string {
  return `${JSON.stringify(row)}\n`
}

/** The file of a form, which holds nothing else that begins like one. */
function multipartFile(content: string): string | null {
  const boundary = content.slice(0, content.indexOf('\r\n'))
  const part = content.split(boundary).find((each) => each.includes('filename='))
  const start = part?.indexOf('\r\n\r\n') ?? -1
  return part === undefined || start < 0 ? null : part.slice(start + 4).replace(/\r\n$/, '')
}

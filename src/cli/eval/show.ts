import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import pc from 'picocolors'
import { z } from 'zod'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { variantKey } from '../../domain/photo-keys.ts'
import { caseListingId, evalTenant } from '../../evals/run/digitize-case.ts'
import type { EvalRow } from '../../evals/run/eval-row.ts'
import { readRun, runAnswersFolder, runPhotosFolder, type StoredRun } from '../../evals/run/run-folder.ts'
import { outcomesOf } from '../../evals/score/judge-run.ts'
import type { EvalCase } from '../../evals/suite/read-dataset.ts'
import { printable } from '../printable.ts'
import { failureTable } from '../score-table.ts'
import { terminalWidth } from '../terminal-width.ts'
import { explainCalls } from './explain-calls.ts'
import { findRun } from './find-run.ts'

type ShowOptions = { repeat: number; json?: true }

/** `hangtag eval show`: all there is of one case: what was asked, claimed, decided and seen. */
export function showCommand(readConfig: () => Config): Command {
  return new Command('show')
    .description(
      'one case of a run: its words and photos, what each read claimed, the prompts as sent, the answers, the decision',
    )
    .argument('<run>', 'a run: its name or its folder')
    .argument('<case>', "the case's id")
    .option('--repeat <n>', 'which repeat, from 0', Number, 0)
    .option('--json', 'as JSON')
    .action(async (name: string, id: string, { repeat, json }: ShowOptions) => {
      const run = await readRun(findRun(readConfig(), name))
      const evalCase = run.cases.find((each) => each.id === id)
      const row = run.rows.find((each) => each.id === id && each.repeat === repeat)
      if (evalCase === undefined || row === undefined) throw missing(run, id, repeat)
      const exchanges = await exchangesOf(run.folder, id, repeat)
      const outcomes = outcomesOf(row, evalCase, run.about)
      const photos = row.photos.map((photo) => ({ ...photo, shown: photoFile(run.folder, id, photo.index) }))
      if (json === true) {
        const explained = explainCalls(row.calls, exchanges)
        console.log(JSON.stringify({ case: evalCase, outcomes, ...row, photos, exchanges, explained }))
      } else console.log(caseText(evalCase, row, { exchanges, outcomes, photos }))
    })
}

const exchangeSchema = z.looseObject({
  step: z.string(),
  prompt: z.string(),
  request: z.looseObject({ messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })) }),
  body: z.unknown(),
})
type Exchange = z.infer<typeof exchangeSchema>

/** What was asked for this case and what was answered, as the run kept it. */
async function exchangesOf(folder: string, id: string, repeat: number): Promise<Exchange[]> {
  const answers = join(runAnswersFolder(folder), `repeat-${repeat}`, evalTenant)
  const keys = await readdir(join(answers, '.listings', caseListingId(id))).catch(() => [])
  const texts = await Promise.all(keys.map((key) => readFile(join(answers, `${key}.json`), 'utf8').catch(() => null)))
  return texts.flatMap((text) => (text === null ? [] : (exchangeSchema.safeParse(JSON.parse(text)).data ?? [])))
}

function caseText(
  { id, text, hints, gold }: EvalCase,
  row: EvalRow,
  {
    exchanges,
    outcomes,
    photos,
  }: {
    exchanges: readonly Exchange[]
    outcomes: ReturnType<typeof outcomesOf>
    photos: readonly (EvalRow['photos'][number] & { shown: string })[]
  },
): string {
  const width = terminalWidth()
  const wrong = outcomes.filter(({ verdict }) => verdict === 'wrong' || verdict === 'missed')
  const hinted = Object.keys(hints).length === 0 ? [] : [`Hints: ${printable(JSON.stringify(hints))}`]
  return [
    pc.bold(printable(id)),
    text === '' ? 'No words.' : printable(text),
    ...hinted,
    ...photos.map(
      ({ index, file, code, shown }) =>
        `Photo ${index}: ${printable(file)}${code === null ? `, shown as ${shown}` : `, ${code}`}`,
    ),
    `Gold: ${printable(JSON.stringify(gold))}`,
    ...(row.problem === null ? [] : [pc.red(`No draft: ${row.problem.code}: ${printable(row.problem.message)}`)]),
    pc.bold('Claims'),
    row.reads.flatMap(claimLines).join('\n') || 'none',
    ...exchanges.flatMap((exchange) => [pc.bold(`${exchange.step}, ${exchange.prompt}`), exchangeText(exchange)]),
    pc.bold('Calls'),
    explainCalls(row.calls, exchanges).join('\n') || 'none',
    pc.bold('Decision'),
    decisionText(row) || 'none',
    pc.bold('Against gold'),
    failureTable(wrong, width),
  ].join('\n\n')
}

function claimLines({ run, claims }: EvalRow['reads'][number]): string[] {
  return claims.map(({ attribute, value, confidence, status }) => {
    const shown = value === null ? 'blank' : printable(JSON.stringify(value), 80)
    return `${run.read.padEnd(12)} ${attribute.padEnd(14)} ${shown} (${status}, ${confidence.toFixed(2)})`
  })
}

function decisionText({ draft }: EvalRow): string {
  const fields = Object.entries(draft?.fields ?? {}).filter(
    ([, { value, status }]) => value !== null || status !== 'not-applicable',
  )
  return fields
    .map(([name, { value, status, confidence, evidence }]) => {
      const shown = value === null ? 'blank' : printable(JSON.stringify(value), 80)
      const reads = [...new Set(evidence.map(({ read }) => read))].join(', ')
      return `${name.padEnd(16)} ${shown} (${[status, confidence.toFixed(2), reads].filter(Boolean).join(', ')})`
    })
    .join('\n')
}

function exchangeText({ request, body }: Exchange): string {
  const messages = request.messages.map(({ role, content }) => `${pc.dim(`@${role}`)}\n${contentText(content)}`)
  return [...messages, pc.dim('@answer'), JSON.stringify(body, null, 2)].join('\n')
}

function contentText(content: unknown): string {
  if (typeof content === 'string') return safe(content)
  if (!Array.isArray(content)) return safe(JSON.stringify(content))
  return content.map((part) => safe(typeof part?.text === 'string' ? part.text : JSON.stringify(part))).join('\n')
}

/** Lines stay lines; what would steer the terminal is left out. */
function safe(text: string): string {
  return text.replaceAll(/[\p{C}--\n]/gv, ' ')
}

function photoFile(folder: string, id: string, index: number): string {
  return join(runPhotosFolder(folder), variantKey(evalTenant, caseListingId(id), index, 'model'))
}

function missing({ about, cases }: StoredRun, id: string, repeat: number): HangtagError {
  const known = cases.some((each) => each.id === id)
  const like = cases.filter((each) => each.id.includes(id)).map((each) => each.id)
  const message = known
    ? `Case ${id} has not been run in repeat ${repeat}`
    : `The run ${about.name} has no case ${id}${like.length === 0 ? '' : `; there are ${like.slice(0, 5).join(', ')}`}`
  return new HangtagError(message, { code: 'input-unusable', disposition: 'give-up' })
}

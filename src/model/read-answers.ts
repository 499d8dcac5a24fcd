import type { Claim } from '../domain/claim.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Usage } from '../domain/record.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { answerToClaims, type Dropped } from './answer-to-claims.ts'
import type { ModelAnswer, ModelCall } from './model-call.ts'
import { parseAnswer } from './parse-answer.ts'
import { readCompletion } from './read-completion.ts'

/** One call with what came of it. `usage` null: the server counted nothing, or no answer came. */
export type Reading = {
  call: ModelCall
  ms: number
  usage: Usage | null
  /** The answer came from the store: nothing was sent. */
  cached: boolean
  outcome:
    | { kind: 'claims'; claims: Claim[]; dropped: Dropped[] }
    /** The text is no answer of the schema: asking once more, with the problem quoted, may help. */
    | { kind: 'repairable'; content: string; problem: string; error: HangtagError }
    | { kind: 'failed'; error: HangtagError }
}

/** Reads the answers of calls, in their order, into claims or failures. Throws nothing that an answer could cause. */
export function readAnswers(sent: readonly { call: ModelCall; answer: ModelAnswer }[], taxonomy: Taxonomy): Reading[] {
  return sent.map(({ call, answer }) => ({
    call,
    ms: answer.ms,
    cached: 'cached' in answer && answer.cached,
    ...readOne(call, answer, taxonomy),
  }))
}

function readOne(call: ModelCall, answer: ModelAnswer, taxonomy: Taxonomy): Pick<Reading, 'usage' | 'outcome'> {
  if ('error' in answer) return { usage: null, outcome: { kind: 'failed', error: answer.error } }
  const { usage, outcome } = readCompletion(answer.body)
  if ('error' in outcome) return { usage, outcome: { kind: 'failed', error: outcome.error } }
  const parsed = parseAnswer(outcome.content, call.wireSchema)
  if ('answer' in parsed)
    return { usage, outcome: { kind: 'claims', ...answerToClaims(parsed.answer, call.seen, taxonomy) } }
  const { content } = outcome
  const error = new HangtagError('The answer of the model does not fit the schema.', {
    code: parsed.code,
    disposition: 'give-up',
    evidence: { problem: parsed.problem, excerpt: content.slice(0, 200), characters: content.length },
  })
  return { usage, outcome: { kind: 'repairable', content, problem: parsed.problem, error } }
}

import type { Claim } from '../domain/claim.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Usage } from '../domain/record.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { interpretAnswer } from './interpret-answer.ts'
import type { ModelAnswer, ModelCall, ModelReadName } from './model-call.ts'
import { readCompletion } from './read-completion.ts'
import type { Dropped } from './said.ts'
import { saidToClaims } from './said-to-claims.ts'
import type { WireCopy } from './wire-forms.ts'

/** One call with what came of it. `usage` null: the server counted nothing, or no answer came. */
export type Reading = {
  call: ModelCall
  ms: number
  usage: Usage | null
  /** The answer came from the store: nothing was sent. */
  cached: boolean
  outcome:
    | {
        kind: 'claims'
        claims: Claim[]
        dropped: Dropped[]
        /** The category that was chosen; null where none was, or it was not asked for. */
        chosen: string | null
        /** Whether the item is of the category that was asked about; null where that was not asked. */
        fits: 'yes' | 'no' | 'cannot-tell' | null
        /** Texts as the model wrote them, for their own checks; null where none were asked for. */
        copies: WireCopy['copies'] | null
      }
    /** The text is no answer of the schema: asking once more, with the problem quoted, may help. */
    | { kind: 'repairable'; content: string; problem: string; error: HangtagError }
    | { kind: 'failed'; error: HangtagError }
}

/**
 * Reads the answers of calls, in their order, into claims or failures. Throws nothing that an answer could cause.
 *
 * What is done about each fault: text that is not JSON, another shape and a slot that was not offered get one repair (see
 * `planFollowUp`); after it the first two are given up, and the slot costs its field alone. Evidence that is not in the input
 * costs its claim confidence, or the claim where nothing is left, and is never sent back: a model asked to correct itself
 * gains nothing. A refusal, a filter and an empty answer fail at once with their own codes (see `readCompletion`).
 */
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
  const { content } = outcome
  const read = interpretAnswer(content, call, taxonomy)
  if ('problem' in read) return { usage, outcome: repairable(read.code, read.problem, content) }
  const slots = read.dropped.filter(({ code }) => code === 'slot-out-of-range')
  if (slots.length > 0 && call.attempt !== 'repair') {
    const problem = slots.map(({ attribute, reason }) => `${attribute}: ${reason}.`).join('\n')
    return { usage, outcome: repairable('model-slot-out-of-range', problem, content) }
  }
  const { claims, dropped } = saidToClaims(read.said, call.seen, taxonomy, readOf(call))
  const { chosen, fits, copies } = read
  return { usage, outcome: { kind: 'claims', claims, dropped: [...read.dropped, ...dropped], chosen, fits, copies } }
}

/** The first read chooses and fills in; the second describes and settles. */
function readOf({ form }: ModelCall): ModelReadName {
  return form === 'statements' || form === 'verdicts' ? 'model-second' : 'model'
}

function repairable(code: string, problem: string, content: string): Reading['outcome'] {
  const message =
    code === 'model-slot-out-of-range'
      ? 'The answer of the model names a slot that was not offered.'
      : 'The answer of the model does not fit the schema.'
  const evidence = { problem: problem.slice(0, 1_000), excerpt: content.slice(0, 200), characters: content.length }
  return {
    kind: 'repairable',
    content,
    problem,
    error: new HangtagError(message, { code, disposition: 'give-up', evidence }),
  }
}

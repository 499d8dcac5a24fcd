import type { EvalRow } from '../run/eval-row.ts'
import { outcomesOf } from '../score/judge-run.ts'
import type { EvalCase } from '../suite/read-dataset.ts'
import type { Suite } from '../suite/read-suite.ts'

/** What promptfoo takes from a provider (its `ProviderResponse`). */
export type ProviderAnswer = {
  output?: {
    /** Field → value, null where it is blank. */
    fields: Record<string, unknown>
    /** Field → how it compares with gold; what the generated assertions look at. */
    verdicts: Record<string, { verdict: string; got: unknown; gold: unknown }>
    copy: Record<string, string>
  }
  error?: string
  tokenUsage?: { prompt: number; completion: number; cached: number; total: number; numRequests: number }
  /** Dollars; not there where a price is not known. */
  cost?: number
  cached?: boolean
  latencyMs?: number
  metadata?: Record<string, unknown>
}

/** A case that was digitized, in promptfoo's words. */
export function providerAnswer(row: EvalRow, evalCase: EvalCase, suite: Suite): ProviderAnswer {
  const sum = (of: (call: EvalRow['calls'][number]) => number) => row.calls.reduce((total, call) => total + of(call), 0)
  const [prompt, completion] = [sum(({ usage }) => usage.input), sum(({ usage }) => usage.output)]
  const spent = {
    tokenUsage: {
      prompt,
      completion,
      cached: sum(({ usage }) => usage.cached),
      total: prompt + completion,
      numRequests: row.calls.filter(({ outcome }) => outcome !== 'cached').length,
    },
    ...(row.calls.some(({ costUsd }) => costUsd === null) ? {} : { cost: sum(({ costUsd }) => costUsd ?? 0) }),
    cached: row.calls.length > 0 && row.calls.every(({ outcome }) => outcome === 'cached'),
    latencyMs: row.ms,
  }
  if (row.draft === null) {
    const { code, message } = row.problem ?? { code: 'no-draft', message: 'nothing says why' }
    return { ...spent, error: `${code}: ${message}` }
  }
  const { fields, copy, review, provenance } = row.draft
  const outcomes = outcomesOf(row, evalCase, { fields: suite.fields ?? null, mode: 'listed' })
  return {
    ...spent,
    output: {
      fields: Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value])),
      verdicts: Object.fromEntries(outcomes.map(({ field, verdict, got, gold }) => [field, { verdict, got, gold }])),
      copy: Object.fromEntries(Object.entries(copy).map(([name, { text }]) => [name, text])),
    },
    metadata: {
      case: evalCase.id,
      text: evalCase.text,
      photos: row.photos,
      review: review.reasons,
      degraded: provenance.degraded,
      prompts: [...new Set(provenance.reads.flatMap(({ prompt: used }) => used ?? []))],
    },
  }
}

import { z } from 'zod'
import { draftSchema } from '../../domain/draft.ts'
import { ledgerRowSchema, readResultSchema } from '../../domain/internal-api.ts'

const keptPhotoSchema = z.object({
  index: z.int().min(0),
  /** As the dataset names it. */
  file: z.string(),
  sha256: z.string().nullable(),
  /** Why it could not be used; null where it could. */
  code: z.string().nullable(),
})

/** Who paid for a kept answer, when, and how long it took to come. */
export const paidSchema = z.object({ run: z.string(), at: z.iso.datetime(), ms: z.number() })

/** Why a call did not have to be sent: the name of what was asked, who paid for it, and what that had cost. */
const keptForSchema = z.object({
  key: z.string(),
  /** Null: it was kept before that was written down. */
  paid: paidSchema.nullable(),
  /** Null: its price is not known. */
  costUsd: z.number().nullable(),
})
export type KeptFor = z.infer<typeof keptForSchema>

const evalCallSchema = ledgerRowSchema.extend({ kept: keptForSchema.optional() })
export type EvalCall = z.infer<typeof evalCallSchema>

export const judgmentSchema = z.object({
  id: z.string(),
  repeat: z.int().min(0),
  field: z.string(),
  /** The draft's text that was judged. */
  got: z.string(),
  same: z.boolean(),
  reason: z.string(),
  /** Which prompt and model said so. */
  judge: z.string(),
  /** Null: the price is not known. */
  costUsd: z.number().nullable(),
})
export type TextJudgment = z.infer<typeof judgmentSchema>

/** One case digitized once: what came out, what it took, and what was asked. A line of a run's `rows.jsonl`. */
export const evalRowSchema = z.object({
  id: z.string(),
  /** From 0: the same case again, to see how stable the answers are. */
  repeat: z.int().min(0),
  /** Null where it could not be digitized. */
  draft: draftSchema.nullable(),
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
  photos: z.array(keptPhotoSchema),
  /** What each read claimed, before anything was decided. */
  reads: z.array(readResultSchema).default([]),
  calls: z.array(evalCallSchema),
  /** What a judge said of texts that differ from gold in their words; kept in a file of its own, since it comes later. */
  judgments: z.array(judgmentSchema).default([]),
  /** Milliseconds from start to draft, waits for the endpoint's pace included. */
  ms: z.number(),
})
export type EvalRow = z.infer<typeof evalRowSchema>

/** A case and a repeat of it, as one name. */
export function rowKey({ id, repeat }: Pick<EvalRow, 'id' | 'repeat'>): string {
  return `${id}#${repeat}`
}

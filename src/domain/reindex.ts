import { z } from 'zod'

// Filling a collection beside the one in use, and putting it in its place. A rollback does the same with the collection that
// was in use before, which then needs only what changed since.

const phases = ['starting', 'copying', 'verifying', 'switching', 'done', 'canceling', 'canceled', 'failed'] as const

/** What was found out when it began. `rows` are those to copy, as counted then. */
const reindexPlanSchema = z.object({
  from: z.string(),
  to: z.string(),
  /** Embedding spaces, as collections record them; one of an old version may record none. */
  fromSpace: z.string().nullable(),
  space: z.string(),
  rows: z.int().min(0),
})
export type ReindexPlan = z.infer<typeof reindexPlanSchema>

/** What was looked at before the switch. Empty `faults`: the new collection may be used. */
const reindexReportSchema = z.object({
  rows: z.object({ from: z.int().min(0), to: z.int().min(0) }),
  /** Random rows: their share that is as it was, in the right space, and found by its own vector. */
  sampled: z.int().min(0),
  sound: z.number().min(0).max(1),
  /** Random rows that were compared with each other by brute force, and the share of nearest ones that searches find. */
  compared: z.int().min(0),
  recall: z.number().min(0).max(1),
  faults: z.array(z.string()),
})
export type ReindexReport = z.infer<typeof reindexReportSchema>

const reindexProblemSchema = z.object({ code: z.string(), reason: z.string() })

export const reindexSchema = z.object({
  id: z.string(),
  kind: z.enum(['reindex', 'rollback']),
  /** As it was asked for: `auto`, a kind of embedding, or a space. A rollback asks for none. */
  embedding: z.string().nullable(),
  phase: z.enum(phases),
  /** Counts the jobs: each does one step, and one that comes late changes nothing. */
  step: z.int().min(1),
  plan: reindexPlanSchema.nullable(),
  /** All rows of buckets below it are in the new collection. */
  bucket: z.int().min(0),
  /** Share of the buckets that are copied, 0 to 1. */
  progress: z.number().min(0).max(1),
  /** Rows that the copy has written; those that others wrote meanwhile need no copy. */
  copied: z.int().min(0),
  /** Once more over all buckets, because the first count was off: what differs is written, what is too much goes. */
  mending: z.boolean(),
  report: reindexReportSchema.nullable(),
  /** Why it failed, or is being cleared away to end as failed. */
  problem: reindexProblemSchema.nullable(),
  /** Why it stands still: its job was given up. Asked for again, it goes on. */
  standstill: reindexProblemSchema.nullable(),
  startedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Reindex = z.infer<typeof reindexSchema>

/** POST /internal/reindexes/{id}/steps/{step}: what a job did. */
export const reindexResultSchema = z.discriminatedUnion('did', [
  z.object({ did: z.literal('begin'), plan: reindexPlanSchema }),
  /** `bucket` null: all are copied. */
  z.object({
    did: z.literal('copy'),
    bucket: z.int().min(0).nullable(),
    progress: z.number().min(0).max(1),
    copied: z.int().min(0),
  }),
  z.object({ did: z.literal('verify'), report: reindexReportSchema }),
  z.object({ did: z.literal('switch') }),
  z.object({ did: z.literal('cancel') }),
  /** It cannot be done, and trying again would not help. */
  z.object({ did: z.literal('refuse'), problem: reindexProblemSchema }),
])
export type ReindexResult = z.infer<typeof reindexResultSchema>

/** Whether nothing more is to be done. */
export function isOver({ phase }: Pick<Reindex, 'phase'>): boolean {
  return phase === 'done' || phase === 'canceled' || phase === 'failed'
}

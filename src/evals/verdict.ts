import type { z } from 'zod'

/** How a drafted field compares with gold. A blank that gold calls unknown is right: abstaining there is the answer. */
export const verdicts = ['right-value', 'right-abstention', 'wrong', 'missed'] as const
export type Verdict = (typeof verdicts)[number]

export type FieldRule = {
  /** What gold may say of the field. */
  gold: z.ZodType
  /** `got` is the draft's value, null where it is blank; `gold` is what its schema took. */
  judge(got: unknown, gold: unknown): Verdict
}

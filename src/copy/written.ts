import { z } from 'zod'

/** What a model wrote, as it is stored: checked anew for each draft, so that a stricter guard costs no call. */
export const writtenSchema = z.object({
  written: z.array(z.object({ target: z.string(), title: z.string().nullable(), description: z.string().nullable() })),
  /** The text of the instructions that it was given. */
  prompt: z.string(),
})
export type Written = z.infer<typeof writtenSchema>

import { z } from 'zod'
import { jsonAnswer } from './route-answers.ts'

/** What a list takes to go on from the page before. */
export const cursorQuery = z.object({
  cursor: z
    .string()
    .max(500)
    .regex(/^[\x21-\x7e]+$/, 'take the cursor of the page before as it is')
    .optional()
    .describe('`next` of the page before'),
})

/** The same for a list whose pages are as long as the caller likes. */
export const pageQuery = cursorQuery.extend({ limit: z.coerce.number().int().min(1).max(100).default(20) })

/** The answer of a list: one page of things under the name of what they are, and where to go on. */
export function pageAnswer<Name extends string, Item extends z.ZodType>(name: Name, item: Item) {
  const things = { [name]: z.array(item) } as Record<Name, z.ZodArray<Item>>
  return jsonAnswer('A page; `next` is null on the last one', z.object({ ...things, next: z.string().nullable() }))
}

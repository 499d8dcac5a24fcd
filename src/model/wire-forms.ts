import { z } from 'zod'

/**
 * The forms of answers. The order of the keys is the order in which a model writes: evidence and applicability come before the
 * value. Each is made twice: as the server is told it, with the ids it may use, and as it is checked, with any text in their
 * places: a server that does not enforce schemas may invent one id, and that costs the field, not the answer.
 */
export const wireForms = {
  /** Which category: an id or slot, `other` with words, or `none`. */
  category: (told?: readonly string[]) => z.object({ evidence, choice: ids(told), words: z.string().nullable() }),

  /**
   * The fields of one group of categories, in three lists by how their values are written. Lists of uniform entries and not
   * one property a field: 40 fields with four keys each pass what older models and Azure take (100 properties).
   */
  fields: (told: FieldsTold | null = null) =>
    z.object({
      /** Whether the item is of the category at all that the fields are those of. */
      category: z.object({ evidence, fits: applies }),
      chosen: z.array(entry(ids(told?.chosen), z.string())),
      slotted: z.array(
        entry(
          ids(told?.slotted),
          z.object({
            choice: ids(told === null ? undefined : slotChoices),
            percent: z.number().nullable(),
            words: z.string().nullable(),
          }),
        ),
      ),
      written: z.array(entry(ids(told?.written), z.string())),
    }),

  /** Everything that can be seen or read, in the model's own words. */
  statements: () => z.object({ statements: z.array(z.object({ evidence, about: z.string(), value: z.string() })) }),

  /** One verdict a dispute. */
  verdicts: (isTold = false) =>
    z.object({
      verdicts: z.array(
        z.object({
          dispute: ids(isTold ? disputeIds : undefined),
          evidence,
          choice: ids(isTold ? slotChoices : undefined),
          words: z.string().nullable(),
        }),
      ),
    }),

  /** One entry a target of copy; no title where the target has none. */
  copy: (told?: readonly string[]) =>
    z.object({
      copies: z.array(z.object({ target: ids(told), title: z.string().nullable(), description: z.string() })),
    }),
} as const

export type WireCategory = z.infer<ReturnType<typeof wireForms.category>>
export type WireFields = z.infer<ReturnType<typeof wireForms.fields>>
export type WireStatements = z.infer<ReturnType<typeof wireForms.statements>>
export type WireVerdicts = z.infer<ReturnType<typeof wireForms.verdicts>>
export type WireCopy = z.infer<ReturnType<typeof wireForms.copy>>
export type WireEvidence = WireFields['category']['evidence'][number]

/** The ids that a server is told: the fields of each list. */
export type FieldsTold = {
  readonly chosen: readonly string[]
  readonly slotted: readonly string[]
  readonly written: readonly string[]
}

/** How many candidates a field gets: enough for the values of nearly every field, few enough to be looked through. */
export const slotsMax = 20
/** `c1` … `c20`. */
export const slotNames: readonly string[] = Array.from({ length: slotsMax }, (_, place) => `c${place + 1}`)
/** A slot; `other`: a value that is not among the candidates, in words; `none`: no value. */
export const slotChoices: readonly string[] = [...slotNames, 'other', 'none']
/** More disputes than these are a listing for a person. */
export const disputeIds: readonly string[] = Array.from({ length: 12 }, (_, place) => `d${place + 1}`)

const evidence = z.array(z.object({ photo: z.int().nullable(), quote: z.string().nullable() }))
const applies = z.enum(['yes', 'no', 'cannot-tell'])

function entry<T extends z.ZodType>(field: z.ZodType<string>, value: T) {
  return z.object({ field, applies, evidence, values: z.array(value) })
}

/** An empty list of choices is no schema; its section stays empty by the rules. */
function ids(told: readonly string[] | undefined): z.ZodType<string> {
  return told === undefined || told.length === 0 ? z.string() : z.enum(told)
}

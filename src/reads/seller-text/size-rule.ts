import type { Place } from './size-place.ts'
import type { SizeContext, SizeValue } from './size-values.ts'

/** A form that a size is written in. What it finds is a candidate: the words around it are judged after. */
export type SizeRule = {
  form: RegExp
  confidence: number
  /** Sizes of this form can be without a digit: it is looked for in the whole text, others only near digits. */
  digitless?: true
  /** The form itself says that it is a size, so that no unit or neighbor makes it a measurement. */
  cued: boolean
  /** The size that the match says, or null where it is none for such an item in such a place. */
  value(groups: Readonly<Record<string, string | undefined>>, context: SizeContext, place: Place): SizeValue | null
}

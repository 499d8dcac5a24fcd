/** A place where the words name, or may name, a brand. */
export type BrandMention = {
  name: string
  first: number
  last: number
  /** How sure the words make it that this is a brand at all. */
  confidence: number
  /** A cue names it as the brand: "brand: X", "by X". */
  cued: boolean
  /** A cue that can mean nothing else ("brand: X", "the label says X"), not one that a shop or a person may follow ("from X"). */
  named: boolean
  /** The index holds it. */
  known: boolean
}

import { fenceData } from './fence-data.ts'
import type { ModelInput } from './model-input.ts'

/** The seller's words as the model is shown them: fenced, and no longer than is paid for. */
export function fenceListing(listing: Pick<ModelInput['listing'], 'text' | 'hints'>): string {
  const { text, hints } = shownListing(listing)
  return fenceData(Object.keys(hints).length === 0 ? { text } : { text, hints })
}

/** What of the seller's words is shown: of very long ones the beginning and the end, with a mark between them. */
export function shownListing({ text, hints }: Pick<ModelInput['listing'], 'text' | 'hints'>): {
  text: string
  hints: Readonly<Record<string, unknown>>
} {
  const isLong = JSON.stringify(hints).length > hintsCharactersMax
  const filled = Object.entries(hints).filter(([, hint]) => typeof hint === 'string')
  const shortened = Object.fromEntries(
    filled.slice(0, hintsMax).map(([name, hint]) => [name.slice(0, 60), shorten(String(hint), 200)]),
  )
  return { text: shorten(text, textCharactersMax), hints: isLong ? shortened : hints }
}

/** Most sellers write under 1,000 characters, and marketplaces take up to 5,000: about 1,000 tokens of English. */
const textCharactersMax = 4_000
const hintsCharactersMax = 2_000
const hintsMax = 10
const mark = ' […] '

/** Three quarters from the beginning, and the end: what is said of the sale stands there. */
function shorten(text: string, charactersMax: number): string {
  if (text.length <= charactersMax) return text
  const head = Math.floor(charactersMax * 0.75)
  // Half a pair of surrogates would be written as six characters, and means nothing.
  return `${text.slice(0, head).toWellFormed()}${mark}${text.slice(text.length - (charactersMax - head)).toWellFormed()}`
}

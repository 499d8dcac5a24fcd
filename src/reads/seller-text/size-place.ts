import type { Reading } from './reading.ts'

/** Where a candidate for a size stands, and what is around it. */
export type Place = {
  /** Up to 96 characters before and after; sentences that are orders to a computer are blank lines there. */
  before: string
  after: string
  /** Separators on both sides: nothing else is said in its breath. */
  alone: boolean
  /** The clause ends right after it. */
  ends: boolean
  /** Whether a word of the attribute (or a brand) stands right before, or right after. */
  follows(...attributes: readonly string[]): boolean
  /** A brand stands before it, with the name of a model between at most ("Birkenstock Arizona 38"). */
  followsName: boolean
  precedes(...attributes: readonly string[]): boolean
}

export type PlaceFinder = { text: string; at(start: number, end: number): Place }

/** The text that rules may look into, and what is around each place of it. */
export function placeFinder(reading: Reading): PlaceFinder {
  const text = visibleText(reading)
  const spans = new Map<string, readonly (readonly [number, number])[]>()
  const spansOf = (attribute: string) => {
    const known = spans.get(attribute)
    if (known !== undefined) return known
    const found = attribute === 'brand' ? namedSpans(reading) : mentionSpans(reading, attribute)
    spans.set(attribute, found)
    return found
  }
  return {
    text,
    at(start, end) {
      const before = text.slice(Math.max(0, start - 96), start)
      const after = text.slice(end, end + 96)
      const ends = separatorAfter.test(after)
      const near = (from: number, to: number) => /^[\s:'"“”-]*$/.test(text.slice(from, to))
      return {
        before: start <= 96 ? `\n${before}` : before,
        after: end + 96 >= text.length ? `${after}\n` : after,
        ends,
        alone: ends && separatorBefore.test(start === 0 ? '\n' : before),
        get followsName() {
          return spansOf('brand').some(([, last]) => last <= start && modelName.test(text.slice(last, start)))
        },
        follows: (...attributes) =>
          attributes.some((attribute) => spansOf(attribute).some(([, last]) => last <= start && near(last, start))),
        precedes: (...attributes) =>
          attributes.some((attribute) => spansOf(attribute).some(([first]) => first >= end && near(end, first))),
      }
    },
  }
}

const modelName = /^\s(?:\p{Lu}\p{L}+\s){1,2}$/u
const separatorBefore = /(?:[\n,;|•·*()[\]!?“”"]|[.:]\s|\s[-–/]\s?|—|\p{Extended_Pictographic})\s*$/u
const separatorAfter = /^\s*(?:$|[\n,;|•·*()[\]!“”"#]|\.(?:\s|$)|\s[-–/]\s|—|\p{Extended_Pictographic})/u

/** Blank lines where the words are not the seller's about the item; offsets stay as they are. */
function visibleText({ text, tokens }: Reading): string {
  let visible = ''
  for (const { gap, start, end } of tokens) {
    const from = start - gap.length
    if (from > visible.length) visible += '\n'.repeat(from - visible.length)
    visible += text.slice(visible.length, end)
  }
  return visible + text.slice(visible.length).replaceAll(/[\p{L}\p{N}]/gu, '\n')
}

function namedSpans({ tokens, named }: Reading): (readonly [number, number])[] {
  return tokens.flatMap(({ start, end }, index) => (named.has(index) ? [[start, end] as const] : []))
}

function mentionSpans(reading: Reading, attribute: string): (readonly [number, number])[] {
  return reading
    .mentions(attribute)
    .map(({ first, last }) => [reading.tokens[first]?.start ?? 0, reading.tokens[last]?.end ?? 0] as const)
}

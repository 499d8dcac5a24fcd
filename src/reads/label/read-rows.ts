import type { OcrLine, OcrWord } from './create-ocr.ts'
import type { RowPage } from './lay-out-rows.ts'

/** One row of a label as it was read. Heights in pixels of the cut; `confidence` is 0 to 100. */
export type LabelRow = {
  words: { text: string; confidence: number }[]
  text: string
  /** What the other ways of showing the row to the engine came to, where it differs. */
  others: string[]
  confidence: number
  left: number
  top: number
  right: number
  bottom: number
}

/** What was read on a page, by rows of the label: of the ways in which a row stands there, the one that was read most surely. */
export function readRows(page: RowPage, lines: readonly OcrLine[]): LabelRow[] {
  const words = lines.flatMap((line) => line.words)
  return page.rows.flatMap(({ left, top, right, bottom }, row): LabelRow[] => {
    const ways = page.placed
      .map((place, at) => ({ ...place, end: page.placed[at + 1]?.top ?? page.height }))
      .filter((place) => place.row === row)
      .map((place) =>
        onceOnly(
          words.filter((word) => isWithin(word, place)),
          place.times,
        ),
      )
      .filter((found) => found.length > 0)
      .map((found) => ({
        words: found,
        text: found.map((word) => word.text).join(' '),
        confidence: meanConfidence(found),
      }))
    const best = surest(ways)
    if (best === undefined) return []
    const others = [...new Set(ways.map(({ text }) => text))].filter((text) => text !== best.text)
    return [{ ...best, others, left, top, right, bottom }]
  })
}

/** Mean over letters; 0 for none. */
export function meanConfidence(words: readonly { text: string; confidence: number }[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0)
  return letters === 0 ? 0 : words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / letters
}

type Way = { words: LabelRow['words']; text: string; confidence: number }

/** What two ways agree on, else what was read most surely. */
function surest(ways: readonly Way[]): Way | undefined {
  const inOrder = [...ways].sort((a, b) => b.confidence - a.confidence)
  return inOrder.find(({ text }, at) => inOrder.slice(at + 1).some((other) => other.text === text)) ?? inOrder[0]
}

function isWithin({ box }: OcrWord, place: { top: number; end: number }): boolean {
  const middle = (box[1] + box[3]) / 2
  return middle >= place.top - 8 && middle < place.end - 8
}

/** A row that stands side by side several times is read once: what most of its words say, surer the more of them do. */
function onceOnly(words: readonly OcrWord[], times: number): { text: string; confidence: number }[] {
  const inOrder = [...words].sort((a, b) => a.box[0] - b.box[0])
  if (times === 1) return inOrder.map(({ text, confidence }) => ({ text, confidence }))
  const votes = new Map<string, number[]>()
  for (const { text, confidence } of words) votes.set(text, [...(votes.get(text) ?? []), confidence])
  const [text, confidences] = [...votes].sort((a, b) => b[1].length - a[1].length)[0] ?? ['', []]
  if (text === '') return []
  const share = Math.min(1, confidences.length / times)
  return [{ text, confidence: share * (confidences.reduce((sum, one) => sum + one, 0) / confidences.length) }]
}

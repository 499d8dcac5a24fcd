import type { OcrLine, OcrWord } from './create-ocr.ts'
import type { RowPage } from './lay-out-rows.ts'

/** One row of a label as it was read. Heights in pixels of the cut; `confidence` is 0 to 100. */
export type LabelRow = {
  words: { text: string; confidence: number }[]
  text: string
  /** What the other ways of showing the row to the engine came to, where it differs. */
  others: string[]
  /** What its last word came to by itself, where that is a letter or two. */
  end: string | null
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
      .map((place) => ({
        part: place.part,
        words: onceOnly(
          words.filter((word) => isWithin(word, place)),
          place.times,
        ),
      }))
      .filter((way) => way.words.length > 0)
      .map((way) => ({
        ...way,
        text: way.words.map((word) => word.text).join(' '),
        confidence: meanConfidence(way.words),
      }))
    const best = surest(ways.filter(({ part }) => !part))
    if (best === undefined) return []
    const seen = ways.filter(({ text, confidence }) => text !== best.text && confidence >= otherMin)
    const others = [...new Set(seen.filter(({ part }) => !part).map(({ text }) => text))]
    const end = seen.find(({ part }) => part)?.text ?? null
    return [{ words: best.words, text: best.text, confidence: best.confidence, others, end, left, top, right, bottom }]
  })
}

/** Mean over letters; 0 for none. */
export function meanConfidence(words: readonly { text: string; confidence: number }[]): number {
  const letters = words.reduce((sum, { text }) => sum + text.length, 0)
  return letters === 0 ? 0 : words.reduce((sum, { text, confidence }) => sum + confidence * text.length, 0) / letters
}

/** A way read less surely than this is no witness. */
const otherMin = 40

type Way = { words: LabelRow['words']; text: string; confidence: number }

/** What two ways agree on, unless both are guesses, else what was read most surely. */
function surest(ways: readonly Way[]): Way | undefined {
  const inOrder = [...ways].sort((a, b) => b.confidence - a.confidence)
  const agreed = inOrder.find(
    ({ text, confidence }, at) =>
      confidence >= guessMax && inOrder.slice(at + 1).some((other) => other.text === text && other.confidence > 0),
  )
  return agreed ?? inOrder[0]
}

/** Confidence below which words of labels are wrong more often than right. */
const guessMax = 60

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

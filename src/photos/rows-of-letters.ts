export type Box = { left: number; right: number; top: number; bottom: number }

/** Letters of one row; `even`: they stand on one line or hang from one, side by side, as patches of a pattern do not. */
export type LetterRow<Letter extends Box> = { letters: Letter[]; even: boolean }

/**
 * Rows of letters that run level: those that cover each other by half or more from top to bottom are in one. `stepMax`: how far
 * apart letters of an even row may be, in heights.
 */
export function rowsOfLetters<Letter extends Box>(letters: readonly Letter[], stepMax = 0.9): LetterRow<Letter>[] {
  const rows: Letter[][] = []
  for (const one of [...letters].sort((a, b) => heightOf(b) - heightOf(a))) {
    const own = rows.find(([first]) => first !== undefined && covers(first, one))
    if (own === undefined) rows.push([one])
    else own.push(one)
  }
  return rows.map((row) => ({ letters: row, even: isEven(row, stepMax) }))
}

/** How far off the line a letter may be, as a share of its height, and how far from its neighbor. */
const slackShare = 0.15
const stepMin = -0.2

function heightOf({ top, bottom }: Box): number {
  return bottom - top
}

function covers(first: Box, one: Box): boolean {
  const both = Math.min(first.bottom, one.bottom) - Math.max(first.top, one.top)
  return both >= 0.5 * Math.min(heightOf(first), heightOf(one))
}

function isEven(row: readonly Box[], stepMax: number): boolean {
  const height = middle(row.map(heightOf))
  const slack = slackShare * height + 1
  const [base, head] = [middle(row.map(({ bottom }) => bottom)), middle(row.map(({ top }) => top))]
  const onLine = row.filter(({ bottom }) => Math.abs(bottom - base) <= slack).length
  const fromLine = row.filter(({ top }) => Math.abs(top - head) <= slack).length
  if (Math.max(onLine, fromLine) < row.length * 0.6 || onLine + fromLine < row.length) return false
  const inOrder = [...row].sort((a, b) => a.left - b.left)
  const steps = inOrder.slice(1).map(({ left }, at) => left - (inOrder[at]?.right ?? 0))
  const regular = steps.filter((step) => step > stepMin * height && step < stepMax * height).length
  return regular >= 0.6 * steps.length
}

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

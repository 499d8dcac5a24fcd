import pc from 'picocolors'
import type { FieldChoice, MatrixComparison, MatrixRow } from '../../evals/matrix/compare-matrix.ts'
import { printable } from '../printable.ts'
import { type Column, textTable } from '../text-table.ts'

/** A matrix for a person at a terminal: every combination, and for each field the cheapest that will do. */
export function matrixReport(
  name: string,
  { rows, fields, margin }: MatrixComparison,
  { end, left, width }: { end: 'complete' | 'spent'; left: number; width: number },
): string {
  const missing = rows.filter((row) => row.missing > 0)
  return [
    pc.bold(`${printable(name)}: ${rows.length} combinations`),
    ...(end === 'spent'
      ? [pc.yellow('The ceiling of --max-cost is reached; --resume with a higher one goes on.')]
      : []),
    ...(left > 0 ? [pc.yellow(`${left} combinations have not been begun.`)] : []),
    ...missing.map((row) => pc.yellow(`${printable(row.name)}: ${row.missing} cases have not been run.`)),
    textTable(columns, rows.map(cells), width),
    pc.dim('% of all fields, with exact 95 % intervals; verdict: against the first'),
    pc.bold('The cheapest for each field'),
    textTable(fieldColumns, fields.map(fieldCells), width),
    pc.dim(
      [
        `not worse: a loss of more than ${points(margin)} points against the best is ruled out`,
        '(95 %; "loss": the most that is left); cannot tell: a cheaper one may do as',
        'well, these cases leave it open',
      ].join('\n'),
    ),
  ].join('\n\n')
}

const right = (head: string, width: number): Column => ({ head: head.padStart(width), width })
const columns: Column[] = [
  { head: 'combination', width: { share: 1 } },
  right('right %', 12),
  right('wrong', 5),
  right('F1', 5),
  right('$ a case', 8),
  right('p50 ms', 6),
  { head: 'verdict', width: 11 },
]

function cells({ name, all, usdPerCase, p50Ms, againstFirst }: MatrixRow): string[] {
  const { share, low, high, of } = all.right
  const interval = of === 0 ? '–' : `${points(share)} (${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)})`
  return [
    inWords(name),
    interval.padStart(12),
    (of === 0 ? '–' : points(all.wrong.share)).padStart(5),
    all.extraction.f1.toFixed(1).padStart(5),
    (usdPerCase === null ? 'unknown' : usdPerCase.toPrecision(2)).padStart(8),
    String(p50Ms).padStart(6),
    againstFirst?.verdict ?? '(first)',
  ]
}

const fieldColumns: Column[] = [
  { head: 'field', width: 14 },
  { head: 'cheapest that will do', width: { share: 1 } },
  right('right %', 7),
  right('best %', 6),
  right('loss', 5),
  { head: 'why', width: 17 },
]

function fieldCells({ field, chosen, chosenRight, bestRight, lossMax, reason }: FieldChoice): string[] {
  return [
    printable(field),
    inWords(chosen),
    points(chosenRight).padStart(7),
    points(bestRight).padStart(6),
    (lossMax === 0 ? '–' : points(lossMax)).padStart(5),
    reason === 'cannot tell' ? pc.yellow(reason) : reason,
  ]
}

/** With room to break the line between its parts. */
function inWords(name: string): string {
  return printable(name).replaceAll('+', ' + ')
}

function points(share: number): string {
  return share === 1 ? '100' : (share * 100).toFixed(1)
}

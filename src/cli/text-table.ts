import Table from 'cli-table3'
import pc from 'picocolors'

export type Column = {
  head: string
  /** Fixed, or what is left of the width: the share that this column takes of it. */
  width: number | { share: number }
}

const gap = 2
/** Columns of a share at least: words that wrap need room, and what is cut is not to break the line. */
const narrowest = { wrap: 20, cut: 5 }

/** A table without a frame in at most `width` columns; long cells wrap between words, or are cut to one line each. */
export function textTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
  long: 'wrap' | 'cut' = 'wrap',
): string {
  const fixed = columns.reduce((sum, column) => sum + (typeof column.width === 'number' ? column.width : 0), 0)
  const shares = columns.reduce((sum, column) => sum + (typeof column.width === 'number' ? 0 : column.width.share), 0)
  const left = Math.max(width - fixed - gap * columns.length, narrowest[long] * shares)
  const table = new Table({
    head: columns.map(({ head }) => pc.bold(head)),
    colWidths: columns.map((column) =>
      typeof column.width === 'number' ? column.width + gap : Math.floor((left * column.width.share) / shares) + gap,
    ),
    wordWrap: long === 'wrap',
    chars: frameless,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': gap },
  })
  table.push(...rows.map((row) => [...row]))
  return (
    table
      .toString()
      .split('\n')
      // A cut may leave half a character behind.
      .map((line) => line.replaceAll(/\p{Surrogate}/gu, ' ').trimEnd())
      .join('\n')
  )
}

const frameless = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    [side, `${side}-mid`, `${side}-left`, `${side}-right`, 'middle'].map((name) => [name, '']),
  ),
)

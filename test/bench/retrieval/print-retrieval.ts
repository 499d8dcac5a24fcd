import type { RetrievalReport } from './measure-retrieval.ts'

/** The report as tables in Markdown. */
export function printRetrieval({ items, queries, rows, gains }: RetrievalReport): void {
  const kinds = Object.keys(rows[0]?.kinds ?? {})
  console.log(`nDCG@10: ${items} items, ${queries.dev} queries to choose settings by, ${queries.test} to report\n`)
  const heads = ['embedding', 'mode', 'test', 'dev', 'all', ...kinds]
  printRow(heads)
  printRow(heads.map((_, place) => (place < 2 ? '---' : '---:')))
  for (const { embedding, mode, halves, kinds: means } of rows)
    printRow([
      embedding,
      mode,
      ...['test', 'dev', 'all'].map((half) => shown(halves[half])),
      ...kinds.map((kind) => shown(means[kind])),
    ])
  console.log('\nWhat hybrid gains, with the interval of 95 % from resampled queries\n')
  printRow(['embedding', 'over', 'queries', 'gain', 'interval', 'p'])
  printRow(['---', '---', '---:', '---:', '---', '---:'])
  for (const { embedding, over, comparison } of gains) {
    const { rows: count, gain, interval, p } = comparison
    printRow([
      embedding,
      over,
      String(count),
      signed(gain),
      `${signed(interval.low)} to ${signed(interval.high)}`,
      p.toFixed(4),
    ])
  }
}

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`)
}

function shown(mean: number | undefined): string {
  return (mean ?? Number.NaN).toFixed(3)
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
}

import { exactInterval } from '../../../src/evals/exact-interval.ts'
import type { JudgedVote, NeighborsReport, TitleRow } from './measure-neighbors.ts'

/** The report as tables in Markdown. Intervals are exact, of 95 %. */
export function printNeighbors({ titles, votes, skipped }: NeighborsReport): void {
  for (const text of skipped) console.log(`${text}\n`)
  if (titles.length > 0) printTitles(titles)
  const { items, listings, judged } = votes
  console.log(
    `\nVotes on ${listings} sellers' texts, ${items} items as the catalog: what they said, and how often they were right\n`,
  )
  const attributes = [...new Set(judged.map(({ attribute }) => attribute))].sort()
  printRow(['embedding', 'attribute', ...bands.map(({ name }) => name)])
  printRow(['---', '---', ...bands.map(() => '---')])
  for (const embedding of new Set(judged.map((vote) => vote.embedding)))
    for (const attribute of attributes) {
      const own = judged.filter((vote) => vote.embedding === embedding && vote.attribute === attribute)
      if (own.length > 0) printRow([embedding, attribute, ...bands.map((band) => reliability(own, band))])
    }
}

function printTitles(rows: readonly TitleRow[]): void {
  console.log('Product titles: the train split as the catalog, the test split as listings\n')
  printRow([
    'embedding',
    'category',
    'listings',
    'category by neighbors',
    'brand in the catalog',
    'brand among 20 by neighbors',
    'by the taxonomy',
    'by both',
  ])
  printRow(['---', '---', '---:', '---', '---', '---', '---', '---'])
  for (const embedding of new Set(rows.map((row) => row.embedding))) {
    const own = rows.filter((row) => row.embedding === embedding)
    const others = own.filter(({ category }) => category !== 'shoes')
    const shown = [...own.filter(({ category }) => category === 'shoes'), ...others]
    for (const row of [...shown, sumOf('all but shoes', others), sumOf('all', own)]) printTitleRow(row)
  }
}

function printTitleRow(row: TitleRow): void {
  const { embedding, category, listings, categoryRight, branded } = row
  const brand = (hits: number) => share(hits, branded)
  printRow([
    embedding,
    category,
    String(listings),
    share(categoryRight, listings),
    ...[row.brandInCatalog, row.brandByNeighbors, row.brandByTaxonomy, row.brandByBoth].map(brand),
  ])
}

function sumOf(category: string, rows: readonly TitleRow[]): TitleRow {
  const sum = (of: (row: TitleRow) => number) => rows.reduce((total, row) => total + of(row), 0)
  return {
    embedding: rows[0]?.embedding ?? '',
    category,
    listings: sum((row) => row.listings),
    categoryRight: sum((row) => row.categoryRight),
    branded: sum((row) => row.branded),
    brandInCatalog: sum((row) => row.brandInCatalog),
    brandByNeighbors: sum((row) => row.brandByNeighbors),
    brandByTaxonomy: sum((row) => row.brandByTaxonomy),
    brandByBoth: sum((row) => row.brandByBoth),
  }
}

/** Of stated confidence. */
const bands = [
  { name: 'below 0.4', from: 0, to: 0.4 },
  { name: '0.4–0.5', from: 0.4, to: 0.5 },
  { name: '0.5–0.6', from: 0.5, to: 0.6 },
  { name: '0.6 and above', from: 0.6, to: Number.POSITIVE_INFINITY },
  { name: 'all', from: 0, to: Number.POSITIVE_INFINITY },
]

function reliability(votes: readonly JudgedVote[], { from, to }: (typeof bands)[number]): string {
  const own = votes.filter(({ confidence }) => confidence >= from && confidence < to)
  if (own.length === 0) return '–'
  const said = own.reduce((sum, { confidence }) => sum + confidence, 0) / own.length
  return `${said.toFixed(2)} → ${share(own.filter(({ isRight }) => isRight).length, own.length)}`
}

function share(count: number, of: number): string {
  if (of === 0) return '–'
  const { share: part, low, high } = exactInterval(count, of)
  const percent = (value: number) => (value * 100).toFixed(0)
  return `${(part * 100).toFixed(1)} % (${percent(low)}–${percent(high)}; ${count} of ${of})`
}

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.join(' | ')} |`)
}

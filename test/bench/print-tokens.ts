import Table from 'cli-table3'
import type { TokenRow } from './measure-tokens.ts'

/** Input tokens of a listing as a table for a person. */
export function printTokens(rows: readonly TokenRow[]): void {
  const head = [
    'model',
    'photos',
    'naive',
    'with brands',
    'first read',
    'of it words',
    'calls',
    'of naive',
    'with brands',
    'cacheable',
    'second read',
  ]
  const table = new Table({ head, style: { head: [], border: [] } })
  for (const { model, photos, naive, naiveWithBrands, first, words, calls, cacheable, second } of rows)
    table.push([
      ...[
        model,
        photos,
        Math.round(naive),
        Math.round(naiveWithBrands),
        Math.round(first),
        Math.round(words),
        calls.toFixed(2),
      ],
      ...[percent(first / naive), percent(first / naiveWithBrands), percent(cacheable), Math.round(second)],
    ])
  console.log(table.toString())
  console.log(
    'Input tokens of one listing on average. naive: all photos at full size, the whole taxonomy inlined; with its\nbrands too. cacheable: what of the first read a prompt cache can serve. second read: its description, where one is made.',
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`
}

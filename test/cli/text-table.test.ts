import { stripVTControlCharacters } from 'node:util'
import { expect, it } from 'vitest'
import { textTable } from '../../src/cli/text-table.ts'

const columns = [
  { head: 'id', width: { share: 1 } },
  { head: 'title', width: { share: 2 } },
]
const long = ['sku-1', '日本製のデニムジャケット、とても良い状態です 👗👗👗👗👗👗👗👗👗👗 and more and more'] as const

/** As a terminal shows it: these letters and pictures take two columns. */
function shownWidth(line: string): number {
  const isWide = (character: string) => /[\u3000-\u9fff\uff00-\uffef]|\p{Extended_Pictographic}/u.test(character)
  return [...line].reduce((width, character) => width + (isWide(character) ? 2 : 1), 0)
}

it.each([24, 40, 61, 80])('cells that are cut stay on one line within %i columns of the terminal', (width) => {
  const lines = stripVTControlCharacters(textTable(columns, [long, long], width, 'cut')).split('\n')
  expect(lines).toHaveLength(3)
  for (const line of lines) {
    expect(shownWidth(line)).toBeLessThanOrEqual(width)
    expect(line.isWellFormed()).toBe(true)
  }
  expect(lines[1]).toContain('…')
})

it('cells that wrap show all of their words', () => {
  const table = stripVTControlCharacters(textTable(columns, [['a', 'one two three four five six seven']], 30))
  expect(table.replaceAll(/\s+/g, ' ')).toContain('one two three four five six seven')
})

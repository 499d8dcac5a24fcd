import pc from 'picocolors'
import { expect, test } from 'vitest'
import { compareTexts } from '../../../src/cli/prompts/compare-texts.ts'

const lines = Array.from({ length: 12 }, (_, at) => `line ${at + 1}`)
const before = { name: 'a@one', text: `${lines.join('\n')}\n` }
const after = (from: string, to: string) => ({ name: 'a@two', text: before.text.replace(from, to) })

test('without colors it is a unified diff: three lines around a change, and where it is', () => {
  expect(compareTexts(before, after('line 6', 'line six'), pc.createColors(false)).split('\n')).toEqual([
    '--- a@one',
    '+++ a@two',
    '@@ -3,7 +3,7 @@',
    ' line 3',
    ' line 4',
    ' line 5',
    '-line 6',
    '+line six',
    ' line 7',
    ' line 8',
    ' line 9',
  ])
})

test('in colors the changed words stand out, and no color runs over the end of a line', () => {
  const colors = pc.createColors(true)
  const shown = compareTexts(before, after('line 6\nline 7', 'line six\nline seven'), colors).split('\n')
  const marked = (text: string, color: (text: string) => string) => colors.inverse(color(text))
  expect(shown).toContain(`${colors.red('-')}${colors.red('line ')}${marked('6', colors.red)}`)
  expect(shown).toContain(`${colors.green('+')}${colors.green('line ')}${marked('seven', colors.green)}`)
})

test('in colors, lines that only came or only went are whole in their color', () => {
  const colors = pc.createColors(true)
  expect(compareTexts(before, after('line 6\n', ''), colors)).toContain(colors.red('-line 6'))
  expect(compareTexts(before, after('line 6\n', 'line 6\nnew\n'), colors)).toContain(colors.green('+new'))
})

test('two variants of the same text are said to be the same', () => {
  expect(compareTexts(before, { ...before, name: 'b' })).toBe('a@one and b are the same text')
})

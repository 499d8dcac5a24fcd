import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conditionForms } from '../../../src/reads/seller-text/condition-forms.ts'
import { flawForms } from '../../../src/reads/seller-text/flaw-forms.ts'
import { hints, signs } from '../../../src/reads/seller-text/order-signs.ts'
import { possibleForms } from '../../../src/reads/seller-text/possible-forms.ts'
import { requiredWords } from '../../../src/reads/seller-text/required-words.ts'
import { sizeRules } from '../../../src/reads/seller-text/size-rules.ts'

const spoken = [
  ...[...conditionForms, ...flawForms, ...hints].map(
    ({ form }) => new RegExp(form.source, form.flags.replace('g', '')),
  ),
  ...signs,
  /(?<!\p{L})(?:Größe|pointure)\s?\d+(?!\p{L})/iu,
  /^(?:x{2,3}|[2-6]x)-?(?:small|large)$/i,
  /\b(?<n>\d{1,3})(?: \w+)*? pairs?\b|colou?rs?[a-c]/,
]

const sizes = sizeRules.map(({ form }) => new RegExp(form.source, form.flags.replace('g', '')))
const forms = [...spoken, ...sizes]

/** What some form matches, letter by letter, in a line of other words. */
const lines = fc
  .tuple(
    fc.constantFrom(...spoken).chain((form) => fc.stringMatching(new RegExp(plain(form.source)), { size: 'small' })),
    fc.array(
      fc.constantFrom(
        'worn',
        'the',
        'zip',
        'is',
        'une',
        'neuf',
        'S',
        ',',
        '.',
        '1',
        'TAILLE M',
        'Größe 38',
        'UK 8',
        'U.S. 9',
        'x-large',
        'W32 L34',
        '_us',
      ),
      { maxLength: 4 },
    ),
  )
  .map(([match, words]) => [...words, match, ...words].join(' '))

/** Without what the generator does not know: looking around, groups with names, and words' edges, which the space beside is. */
function plain(source: string): string {
  const bare = source
    .replaceAll('\\b', '')
    .replaceAll(/\(\?<\w+>/g, '(')
    .replaceAll(/\\p\{\w+\}/g, '[a-zß]')
  const without = bare.replaceAll(/\(\?<?[=!](?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)/g, '')
  return without.replaceAll('.', '[a-z ]')
}

describe('requiredWords', () => {
  test('no form is passed over in a line that it matches', () => {
    possible('')
    fc.assert(
      fc.property(lines, (line) => {
        const found = possible(line)
        for (const [index, form] of forms.entries())
          if (form.test(line)) expect(found[index], `${form} in ${line}`).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  test('most forms are passed over in a line of other words', () => {
    possible('')
    const found = possible('blue linen shirt by tannenruh , worn to one wedding , pit to pit 19 in')
    expect(found.slice(0, spoken.length).filter(Boolean).length).toBeLessThan(spoken.length / 5)
  })

  test.each([
    [/\b(?:never|nie) (?:worn|getragen)\b/, [['never worn', 'never getr', 'nie worn', 'nie getrag']]],
    [/\bzip(?: \w+){0,3} broken\b/, [['zip'], [' broken']]],
    [
      /pre-?owned|un ?used/,
      [
        ['pre-owned', 'preowned'],
        ['un used', 'unused'],
      ],
    ],
    [/(?:lot|set) of \d+/i, [['lot of ', 'set of ']]],
  ])('%s requires what its alternatives have in common', (form, expected) => {
    const texts = requiredWords(form)?.flatMap((sets) => sets.map((pieces) => pieces.map(({ text }) => text)))
    expect(texts).toEqual(expected)
  })

  test.each([[/\d+ ?m/], [/(?!a)\w+/], [/[^\s]*x?/], [/(?:foo)?/], [/worn|\d/]])('%s requires no word', (form) => {
    expect(
      requiredWords(form)
        ?.flat(2)
        .filter(({ text }) => text.length > 2) ?? [],
    ).toEqual([])
  })
})

function possible(line: string): boolean[] {
  const isPossible = possibleForms(line)
  return forms.map((form) => isPossible(form))
}

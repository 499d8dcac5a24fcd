import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { copyTargets } from '../../src/copy/copy-targets.ts'
import { splitWords } from '../../src/copy/split-words.ts'
import { wordsOfValue } from '../../src/copy/words-of-value.ts'
import { writeCopy } from '../../src/copy/write-copy.ts'
import type { Field } from '../../src/domain/record.ts'
import { disputed, field, shirt, target, taxonomy, tell } from './copy-case.ts'

const write = (fields: Record<string, Field>, text = '', id = 'generic') =>
  writeCopy(tell(fields, text), target(id), taxonomy)

test("the title names what the fields hold, with the seller's own word for the color", () => {
  expect(write(shirt).title).toBe("COS Men's Burnt orange Linen Shirts Size EU 48")
})

test('the description says each known field once and nothing of the unknown ones', () => {
  expect(write(shirt).description?.split('\n').sort()).toEqual(
    [
      'Brand: COS',
      'Category: Shirts',
      'Color: burnt orange',
      'Condition: Good',
      'Department: Men',
      'Flaws: None',
      'Material: 100% Linen',
      'Size: EU 48',
    ].sort(),
  )
})

describe('nothing is invented', () => {
  test('without a category and a brand there is no title', () => {
    expect(write({ size: shirt.size }).title).toBeNull()
  })

  test('a color that is not sure is not said to buyers', () => {
    const copy = write({ ...shirt, color: { ...shirt.color, confidence: 0.4 } })
    expect(JSON.stringify(copy)).not.toContain('orange')
  })

  test('of a disputed size neither side is said', () => {
    const copy = write({ ...shirt, size: disputed(shirt.size, { system: 'eu', label: '50' }, '50') })
    expect(JSON.stringify(copy)).not.toMatch(/48|50|Size/)
  })

  test('without any value there is no copy, whatever else the seller says', () => {
    expect(write({ brand: field(null), size: field(null) }, 'No returns.')).toEqual({ title: null, description: null })
  })
})

describe('lengths', () => {
  const long = field('A Very Long Name of a Brand That Nobody Can Say in One Breath', null)

  test('a title keeps whole parts within 80 characters, and the category is the last to go', () => {
    const { title } = write({ ...shirt, brand: long })
    expect(title?.length).toBeLessThanOrEqual(80)
    expect(title).toContain('Shirts')
    expect(title).not.toContain('Linen')
  })

  test('a target with a longer limit says more', () => {
    expect(write({ ...shirt, brand: long }, '', 'google').title).toContain('Linen')
  })

  test('a part that cannot fit is left out, never cut', () => {
    const { title } = write({ ...shirt, brand: field('𝓐'.repeat(60)) })
    expect(title).toBe("Men's Burnt orange Linen Shirts Size EU 48")
    expect(write({ brand: field('𝓐'.repeat(60)) }).title).toBeNull()
  })
})

test('a target without titles opens its description with one, and ends it with at most five hashtags', () => {
  const { title, description } = write({ ...shirt, pattern: field('striped', 'Striped') }, '', 'depop')
  expect(title).toBeNull()
  expect(description).toMatch(/^COS Men's Burnt orange/)
  expect(description?.split('\n').at(-1)).toBe('#shirts #cos #burntorange #linen #striped')
})

test("the seller's words on the sale end every description word for word", () => {
  const { description } = write(shirt, 'Nice shirt. Smoke-free home, NO returns!! Colour may differ.')
  expect(description?.split('\n\n')[1]).toBe('Smoke-free home, NO returns\nColour may differ')
})

test('a lot says how many', () => {
  expect(write({ ...shirt, quantity: field(3, '3') }).title).toMatch(/^3 × COS/)
})

test('a material that the category names already is not said twice', () => {
  const jacket = {
    category: field('denim-jackets', 'Denim jackets'),
    material: field([{ id: 'denim', percent: null }], 'Denim'),
  }
  expect(write(jacket).title).toBe('Denim jackets')
})

describe('for any fields and any text', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ maxLength: 120 }),
    fc.constantFrom('no returns', '𝓐'.repeat(90), '<b>bold</b> ', 'a\u0000b\ud800', 'Smoke-free home. '.repeat(200)),
  )
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.string()), fc.object())
  const anyField = fc.record({ value, label: fc.option(words), confidence: fc.double({ min: 0, max: 1, noNaN: true }) })
  const anyFields = fc.dictionary(fc.constantFrom(...taxonomy.attributes.map(({ id }) => id)), anyField)

  test('lengths hold, no character is cut, no control character or tag passes, nothing throws', () => {
    fc.assert(
      fc.property(anyFields, words, (given, text) => {
        const fields = Object.fromEntries(
          Object.entries(given).map(([id, { value: v, label, confidence }]) => [id, field(v, label, confidence)]),
        )
        for (const one of copyTargets()) {
          const { title, description } = writeCopy(tell(fields, text), one, taxonomy)
          expect(title?.length ?? 0).toBeLessThanOrEqual(one.title?.charactersMax ?? 0)
          expect(description?.length ?? 0).toBeLessThanOrEqual(one.description.charactersMax)
          const all = `${title ?? ''}${description ?? ''}`
          expect(all.isWellFormed()).toBe(true)
          // biome-ignore lint/suspicious/noControlCharactersInRegex: those are looked for
          expect(all).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f<>]/)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('no word is from nowhere: each is of a field, of its name, or of what the seller said', () => {
    // Two fields side by side may make a number and a percent sign into one word.
    const wordsIn = (said: string) => splitWords(said.replaceAll('%', ' '))
    const frame = ['size', 'one', 'women', 'men', 'unisex', 'girls', 'boys', 'kids', 'baby', 'eu', 'us', 'uk', 'none']
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(shirt)), fc.string({ maxLength: 60 })),
        words,
        (given, text) => {
          const fields = Object.fromEntries(
            Object.entries(given).map(([id, label]) => [id, { ...shirt[id as keyof typeof shirt], label }]),
          )
          const told = tell(fields, text)
          const known = new Set(
            [
              ...frame,
              ...told.facts.flatMap((fact) => [
                fact.name,
                fact.words,
                ...wordsOfValue(taxonomy, fact.field, fact.value),
              ]),
              told.words,
            ].flatMap((phrase) => wordsIn(phrase).map(({ folded }) => folded)),
          )
          for (const one of copyTargets().filter(({ hashtagsMax }) => hashtagsMax === 0)) {
            const { title, description } = writeCopy(told, one, taxonomy)
            const said = wordsIn(`${title ?? ''}\n${description ?? ''}`).map(({ folded }) => folded)
            expect(said.filter((word) => !known.has(word))).toEqual([])
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})

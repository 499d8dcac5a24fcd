import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { createLabelWords, type LabelWords } from '../../../src/reads/label/label-words.ts'
import { type ParsedRow, parseLabel } from '../../../src/reads/label/parse-label.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'

let words: LabelWords
beforeAll(async () => {
  words = createLabelWords(await loadTaxonomy())
})

/** Rows of one height, read well; `^` before a row makes it large. */
function parse(...rows: string[]): Record<string, unknown> {
  const parsed = rows.map((row) => ({
    text: row.replace(/^\^/, ''),
    others: [],
    end: null,
    confidence: 94,
    height: row.startsWith('^') ? 40 : 20,
  }))
  return Object.fromEntries(parseLabel(parsed, words).map(({ attribute, value }) => [attribute, value]))
}

const alpha = (label: string) => ({ system: 'alpha', label })

describe('composition', () => {
  it.each([
    [
      ['80% COTTON 20% POLYESTER'],
      [
        ['cotton', 80],
        ['polyester', 20],
      ],
    ],
    [
      ['COTONE 60% LINO 40%'],
      [
        ['cotton', 60],
        ['linen', 40],
      ],
    ],
    [['100% Baumwolle'], [['cotton', 100]]],
    [
      ['80% COTTON', 'COTON / BAUMWOLLE / ALGODON', '20% NYLON', 'POLYAMIDE / POLYAMID'],
      [
        ['cotton', 80],
        ['nylon', 20],
      ],
    ],
    [
      ['LAINE 70%', 'ACRYLIQUE 30%', 'WOLLE 70%', 'POLYACRYL 30%'],
      [
        ['wool', 70],
        ['acrylic', 30],
      ],
    ],
    [['6O% C0TTON', '4O% POLYESTER'], null],
    [['60% COTTON', '30% POLYESTER'], null],
    [['I00% COTTON'], [['cotton', 100]]],
    [['100% UNO'], [['linen', 100]]],
    [
      ['65% POUESTER', '35% COTTON'],
      [
        ['polyester', 65],
        ['cotton', 35],
      ],
    ],
    [
      ['65% POLVESTER 35% COTTON'],
      [
        ['polyester', 65],
        ['cotton', 35],
      ],
    ],
  ])('%j', (rows, parts) => {
    const value = parse(...rows).material as { id: string; percent: number }[] | undefined
    // A letter for a digit in a short word is not guessed: the sum decides whether anything is said.
    if (parts === null) expect(value ?? []).not.toContainEqual(expect.objectContaining({ percent: 30 }))
    else expect(value?.map(({ id, percent }) => [id, percent])).toEqual(parts)
  })

  it('the lining is apart, fillings and trims are neither', () => {
    const said = parse('SHELL: 100% WOOL', 'LINING: 100% VISCOSE', 'FILLING: 100% POLYESTER')
    expect(said.material).toEqual([{ id: 'wool', percent: 100 }])
    expect(said.lining).toEqual([{ id: 'viscose', percent: 100 }])
    expect(parse('OBERSTOFF 100% NYLON', 'FUTTER 100% POLYESTER', 'FÜLLUNG 90% DAUNEN 10% FEDERN')).toMatchObject({
      material: [{ id: 'nylon', percent: 100 }],
      lining: [{ id: 'polyester', percent: 100 }],
    })
  })

  it('percentages that do not sum to 100 say nothing, unless another reading of a row makes them', () => {
    const rows = [
      { text: '55% LIN', others: [], end: null, confidence: 90, height: 20 },
      { text: '15% COTON', others: ['45% COTON'], end: null, confidence: 93, height: 20 },
    ]
    const material = parseLabel(rows, words).find(({ attribute }) => attribute === 'material')
    expect(material?.value).toEqual([
      { id: 'linen', percent: 55 },
      { id: 'cotton', percent: 45 },
    ])
    expect(parse('55% LIN', '15% COTON').material).toBeUndefined()
  })
})

describe('size', () => {
  const print = '100% COTTON'
  it.each([
    [['^M'], alpha('M')],
    [['SIZE XL'], alpha('XL')],
    [['S/M'], alpha('S/M')],
    [['SIM'], alpha('S/M')],
    [['TAILLE 38'], { system: 'number', label: '38' }],
    [['GR. 44'], { system: 'number', label: '44' }],
    [['^40'], { system: 'number', label: '40' }],
    [['EU 38 UK 10 US 6'], { system: 'eu', label: '38' }],
    [['EUR M USA M MEX 28'], alpha('M')],
    [['D 40 F 42 GB 14 I 46'], { system: 'de', label: '40' }],
    [['EU UK US', '38 10 6'], { system: 'eu', label: '38' }],
    [['W32 L34'], { system: 'waist-inseam', label: 'W32 L34' }],
    [['34/32'], { system: 'waist-inseam', label: 'W34 L32' }],
    [['8-9 YRS', '134 CM'], { system: 'kids', label: '8-9Y' }],
    [['56 YEARS 116 CM'], { system: 'kids', label: '5-6Y' }],
    [['4T'], { system: 'kids', label: '4T' }],
    [['146/152'], { system: 'kids', label: '146/152' }],
    [['12-18 MONTHS'], { system: 'baby', label: '12-18M' }],
    [['36 M'], undefined],
    [['74/80'], { system: 'baby', label: '74/80' }],
    [['75 B'], { system: 'bra', label: '75B' }],
    [['TAGLIA UNICA'], { system: 'one-size', label: 'OS' }],
    [['RN 54023 CA 17730'], undefined],
    [['WASH AT 40 MAX'], undefined],
    [['$38.00'], undefined],
    [['^47'], undefined],
    [['GR. 4'], undefined],
    [['EU3BUK10US6'], { system: 'eu', label: '38' }],
    [['UX 12 EUR 40'], { system: 'uk', label: '12' }],
    [['^m'], undefined],
    [['^S', '^XL'], undefined],
  ])('%j', (rows, size) => expect(parse(...rows, print).size).toEqual(size))
})

describe('a second look at a row', () => {
  const parseRow = (row: Partial<ParsedRow> & { text: string }) =>
    parseLabel(
      [
        { others: [], end: null, confidence: 94, height: 30, ...row },
        { text: '100% COTTON', others: [], end: null, confidence: 94, height: 20 },
      ],
      words,
    ).find(({ attribute }) => attribute === 'size')?.value

  it('finds the letter that the first one lost, and never a number', () => {
    expect(parseRow({ text: 'SIZE [', end: 'L' })).toEqual(alpha('L'))
    expect(parseRow({ text: 'SIZE [', others: ['SIZE L'] })).toEqual(alpha('L'))
    expect(parseRow({ text: '36M', others: ['3-6 M'] })).toEqual({ system: 'baby', label: '3-6M' })
    expect(parseRow({ text: 'x8', others: ['38'] })).toBeUndefined()
    expect(parseRow({ text: '[', end: 'L' })).toBeUndefined()
  })

  it('two others that differ are no answer', () => {
    expect(parseRow({ text: 'SIZE [', others: ['SIZE L', 'SIZE M'] })).toBeUndefined()
  })

  it('a bad look counts where its last word comes to the same alone', () => {
    expect(parseRow({ text: 'SIZE XL', end: 'XL', confidence: 55 })).toEqual(alpha('XL'))
    expect(parseRow({ text: 'SIZE XL', end: 'L', confidence: 55 })).toBeUndefined()
  })
})

describe('brand', () => {
  it.each([
    ["^Levi's", "Levi's"],
    ['^MARKS & SPENCER', 'Marks & Spencer'],
    ['^H&M', 'H&M'],
    ['^PATAG0NIA', 'Patagonia'],
    ['^ZARA BASIC', 'Zara'],
    ['^NEXT', 'Next'],
    ['next', undefined],
    ['Distributed by Zara and friends', undefined],
    ['^XXL', undefined],
  ])('%s', (row, brand) => expect(parse('^XY', row, '100% COTTON', '20 x', 'line').brand).toBe(brand))

  it('two names of one height are no answer', () => {
    expect(parse('^ZARA', '^MANGO', '100% COTTON').brand).toBeUndefined()
  })
})

describe('origin and care', () => {
  it('may go over the end of a row; two countries are no answer', () => {
    expect(parse('MADE IN', 'PORTUGAL')['country-of-origin']).toBe('portugal')
    expect(parse('MADE IN ITALY', 'MADE IN CHINA')['country-of-origin']).toBeUndefined()
  })

  it('what is not to be done is no care', () => {
    expect(parse('DRY CLEAN ONLY').care).toEqual(['dry-clean'])
    expect((parse('HAND WASH', 'DO NOT DRY CLEAN').care as string[]).includes('dry-clean')).toBe(false)
  })
})

describe('print that is no label', () => {
  it.each([[['^NIKE']], [['^BOSS']], [['^L']], [['^PARIS', '^1987']], [['SURF CLUB', 'XL']]])('%j', (rows) => {
    expect(parse(...rows)).toEqual({})
  })

  it('what was read badly says nothing', () => {
    const rows = ['ZARA', 'M', '100% COTTON'].map((text) => ({
      text,
      others: [],
      end: null,
      confidence: 40,
      height: 20,
    }))
    expect(parseLabel(rows, words)).toEqual([])
  })

  it('any rows at all never throw, and every claim names rows that are there', () => {
    const row = fc.record({
      text: fc.oneof(fc.string(), fc.constantFrom('100% COTTON', '%', 'SIZE', 'M', 'MADE IN ITALY', '20%', 'ZARA')),
      others: fc.array(fc.string(), { maxLength: 2 }),
      end: fc.option(fc.string({ maxLength: 2 })),
      confidence: fc.double({ min: 0, max: 100, noNaN: true }),
      height: fc.integer({ min: 1, max: 200 }),
    })
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) =>
        parseLabel(rows, words).every(
          ({ rows: saying, confidence }) =>
            saying.length > 0 && saying.every((at) => rows[at] !== undefined) && confidence > 0 && confidence <= 1,
        ),
      ),
      { numRuns: 200 },
    )
  })
})

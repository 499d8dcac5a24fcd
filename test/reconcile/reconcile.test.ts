import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Claim } from '../../src/domain/claim.ts'
import { type Evidence, type Field, fieldSchema } from '../../src/domain/record.ts'
import { type ReconcileInput, reconcile } from '../../src/reconcile/reconcile.ts'
import { valueKey } from '../../src/reconcile/value-key.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()
const text = 'size M cotton t-shirt, blue, small stain'
const photos = [
  { index: 0, notes: [] },
  { index: 2, notes: ['label'] },
]

const said = (quote: string, read = 'seller-text'): Evidence => {
  const start = text.indexOf(quote)
  return { read, kind: 'text', start, end: start + quote.length, quote }
}
const seen: Evidence = { read: 'model', kind: 'photo', photo: 0 }
const tag = (quote: string): Evidence => ({ read: 'model', kind: 'label', photo: 2, quote })
const near: Evidence = { read: 'neighbors', kind: 'neighbor', neighbor: 't/1', score: 0.8 }

const claim = (
  attribute: string,
  value: unknown,
  status: Claim['status'],
  confidence: number,
  evidence: Evidence[],
): Claim => ({
  attribute,
  value,
  label: null,
  status,
  confidence,
  evidence,
})

function decide(reads: Record<string, Claim[]>, more: Partial<ReconcileInput> = {}) {
  return reconcile({
    results: Object.entries(reads).map(([read, claims]) => ({ claims, run: { read } })),
    corrections: [],
    listing: { text, hints: {}, photos },
    taxonomy,
    thresholds: { review: 0.5 },
    degraded: [],
    ...more,
  })
}

const shirt = claim('category', 't-shirts', 'stated', 0.9, [said('t-shirt')])
const sizeM = claim('size', { system: 'alpha', label: 'M' }, 'stated', 0.9, [said('size M')])

describe("the seller's words are protected", () => {
  test('a stated value that the label contradicts stays, with the conflict shown and less confidence', () => {
    const labelL = claim('size', { system: 'alpha', label: 'L' }, 'observed', 0.9, [tag('L')])
    const { fields, review } = decide({ 'seller-text': [shirt, sizeM], model: [labelL] })
    expect(fields.size).toMatchObject({
      value: { system: 'alpha', label: 'M' },
      label: 'M',
      status: 'stated',
      conflicts: [{ value: { system: 'alpha', label: 'L' }, label: 'L', evidence: [tag('L')] }],
    })
    expect(fields.size?.confidence).toBeLessThan(0.9)
    expect(review.reasons).toContain('size: the seller says M, the label says L')
  })

  test('two stated values: the surer one is the value, the other is shown', () => {
    const other = claim('size', { system: 'us', label: '8' }, 'stated', 0.6, [said('size')])
    const { fields, review } = decide({ 'seller-text': [shirt, sizeM], model: [other] })
    expect(fields.size?.value).toEqual({ system: 'alpha', label: 'M' })
    expect(fields.size?.conflicts).toHaveLength(1)
    expect(review.reasons).toContain('size: the seller says both M and US 8')
  })

  test('what similar items have is no word against it', () => {
    const brand = claim('brand', 'COS', 'stated', 0.9, [said('cotton')])
    const similar = claim('brand', 'Zara', 'inferred', 0.6, [near])
    expect(decide({ 'seller-text': [brand], neighbors: [similar] }).fields.brand).toMatchObject({
      value: 'COS',
      conflicts: [],
    })
  })

  test('a cloth and the fibers on its label are no conflict; two fibers, and leather beside a fiber, are', () => {
    const parts = (...ids: string[]) => ids.map((id) => ({ id, percent: null }))
    const conflicts = (stating: unknown, reading: unknown) => {
      const stated = claim('material', stating, 'stated', 0.9, [said('cotton')])
      const label = claim('material', reading, 'observed', 0.9, [tag('100% Cotton')])
      return decide({ 'seller-text': [shirt, stated], label: [label] }).fields.material?.conflicts
    }
    expect(conflicts(parts('denim'), parts('cotton', 'elastane'))).toEqual([])
    expect(conflicts(parts('denim', 'cotton'), parts('cotton', 'elastane'))).toEqual([])
    expect(conflicts(parts('wool'), parts('cotton'))).toHaveLength(1)
    expect(conflicts(parts('tweed', 'wool'), parts('polyester'))).toHaveLength(1)
    expect(conflicts(parts('leather'), parts('polyester'))).toHaveLength(1)
    expect(conflicts(parts('denim'), parts('corduroy'))).toHaveLength(1)
  })

  test('a near color in the photo is no conflict; a far one is, when it is seen plainly', () => {
    const blue = claim('color', ['blue'], 'stated', 0.9, [said('blue')])
    const photo = (color: string) => claim('color', [color], 'observed', 0.6, [seen])
    expect(decide({ 'seller-text': [blue], model: [photo('navy')] }).fields.color?.conflicts).toEqual([])
    expect(decide({ 'seller-text': [blue], model: [photo('red')] }).fields.color?.conflicts).toHaveLength(1)
  })
})

describe('order of belief', () => {
  test('label before photo before neighbors, however sure they are', () => {
    const byLabel = claim('brand', 'COS', 'observed', 0.5, [tag('COS')])
    const byPhoto = claim('brand', 'Zara', 'observed', 0.9, [seen])
    const byNeighbor = claim('brand', 'Mango', 'inferred', 0.99, [near])
    expect(decide({ a: [byNeighbor], b: [byPhoto], c: [byLabel] }).fields.brand).toMatchObject({
      value: 'COS',
      status: 'observed',
    })
    expect(decide({ a: [byNeighbor], b: [byPhoto] }).fields.brand?.value).toBe('Zara')
    expect(decide({ a: [byNeighbor] }).fields.brand).toMatchObject({ value: 'Mango', status: 'inferred' })
  })

  test("a person's correction wins over all, and a correction to blank stays blank", () => {
    const corrections = [
      { field: 'size', after: { system: 'alpha', label: 'S' } },
      { field: 'brand', after: { status: 'not-applicable' } },
      { field: 'color', after: null },
    ]
    const brand = claim('brand', 'COS', 'stated', 0.9, [said('cotton')])
    const { fields, review } = decide({ 'seller-text': [shirt, sizeM, brand] }, { corrections })
    expect(fields.size).toMatchObject({
      value: { system: 'alpha', label: 'S' },
      label: 'S',
      status: 'corrected',
      confidence: 1,
    })
    expect(fields.brand).toMatchObject({ value: null, status: 'not-applicable', evidence: [{ kind: 'person' }] })
    expect(fields.color).toMatchObject({ value: null, status: 'unknown', evidence: [{ kind: 'person' }] })
    expect(review.reasons.join()).not.toMatch(/size|brand|color/)
  })

  test('a corrected category decides which fields apply', () => {
    const { fields } = decide({ 'seller-text': [shirt] }, { corrections: [{ field: 'category', after: 'earrings' }] })
    expect(fields.size?.status).toBe('not-applicable')
    expect(fields['sleeve-length']).toBeUndefined()
  })
})

describe('evidence or it did not happen', () => {
  test('a span that does not say what is quoted drops the value', () => {
    const wrong = { ...said('size M'), start: 1, end: 7 }
    expect(decide({ 'seller-text': [{ ...sizeM, evidence: [wrong] }] }).fields.size?.status).toBe('unknown')
  })

  test('a photo that is not there drops the value', () => {
    const claims = [claim('color', ['red'], 'observed', 0.9, [{ read: 'model', kind: 'photo', photo: 1 }])]
    expect(decide({ model: claims }).fields.color?.value).toBeNull()
  })

  test('evidence that is lost in part lowers the value', () => {
    const half = { ...sizeM, evidence: [said('size M'), { ...said('size M'), quote: 'size L' }] }
    const whole = decide({ 'seller-text': [sizeM] }).fields.size?.confidence ?? 0
    expect(decide({ 'seller-text': [half] }).fields.size?.confidence).toBeLessThan(whole)
  })

  test('a value that the taxonomy does not take is dropped', () => {
    expect(
      decide({ model: [claim('condition', 'superb', 'observed', 0.9, [seen])] }).fields.condition?.value,
    ).toBeNull()
  })
})

describe('agreement and applicability', () => {
  test('independent reads that agree are surer than one; one read twice is not', () => {
    const observed = claim('size', { system: 'alpha', label: 'M' }, 'observed', 0.7, [tag('M')])
    const alone = decide({ 'seller-text': [sizeM] }).fields.size?.confidence ?? 0
    expect(decide({ 'seller-text': [sizeM], model: [observed] }).fields.size?.confidence).toBeGreaterThan(alone)
    expect(decide({ 'seller-text': [sizeM, { ...sizeM, evidence: [said('M')] }] }).fields.size?.confidence).toBe(alone)
  })

  test('a field that the category does not take is not applicable; what the seller stated of it is shown', () => {
    const rings = claim('category', 'earrings', 'stated', 0.9, [said('t-shirt')])
    const { fields, review } = decide({ 'seller-text': [rings, sizeM] })
    expect(fields.size).toMatchObject({ value: null, status: 'not-applicable', conflicts: [{ label: 'M' }] })
    expect(review.reasons).toContain('size: stated, but such items have none')
  })

  test('fields that apply and that nobody knows are unknown, not absent', () => {
    const { fields } = decide({ 'seller-text': [shirt] })
    expect(fields.neckline).toMatchObject({ value: null, status: 'unknown' })
    expect(fields['heel-height']).toBeUndefined()
    for (const { id, always } of taxonomy.attributes) if (always) expect(fields[id]).toBeDefined()
  })

  test('flaws of several reads are put together, each with its evidence', () => {
    const stain = claim('flaws', [{ id: 'stain', evidence: [said('stain')] }], 'stated', 0.9, [said('stain')])
    const hole = claim('flaws', [{ id: 'hole', evidence: [seen] }], 'observed', 0.6, [seen])
    const field = decide({ 'seller-text': [stain], model: [hole] }).fields.flaws
    expect(field).toMatchObject({
      value: [
        { id: 'stain', evidence: [said('stain')] },
        { id: 'hole', evidence: [seen] },
      ],
      label: 'Stain, Hole',
      conflicts: [],
    })
    expect(field?.evidence).toEqual([said('stain'), seen])
  })

  test('"no flaws" beside a flaw that is seen is a conflict', () => {
    const none = claim('flaws', [], 'stated', 0.9, [said('small')])
    const hole = claim('flaws', [{ id: 'hole', evidence: [seen] }], 'observed', 0.6, [seen])
    const { fields, review } = decide({ 'seller-text': [none], model: [hole] })
    expect(fields.flaws).toMatchObject({ value: [], status: 'stated' })
    expect(fields.flaws?.conflicts).toHaveLength(1)
    expect(review.reasons).toContain('flaws: the seller says None, the photo shows Hole')
  })
})

describe('hints', () => {
  const hinted = (hints: Record<string, unknown>) => decide({}, { listing: { text, hints, photos } }).fields

  test('a hint is stated; its words are quoted where they stand in the text, else a person entered them', () => {
    const fields = hinted({
      category: 't-shirt',
      brand: 'm&s',
      size: 'M',
      color: 'blue',
      material: ['cotton'],
      quantity: '2',
    })
    expect(fields.category).toMatchObject({ value: 't-shirts', status: 'stated', evidence: [said('t-shirt', 'hint')] })
    expect(fields.brand).toMatchObject({
      value: 'Marks & Spencer',
      status: 'stated',
      evidence: [{ read: 'hint', kind: 'person' }],
    })
    expect(fields.size?.value).toEqual({ system: 'alpha', label: 'M' })
    expect(fields.color?.value).toEqual(['blue'])
    expect(fields.material?.value).toEqual([{ id: 'cotton', percent: null }])
    expect(fields.quantity?.value).toBe(2)
  })

  test('a hint is quoted only where it stands by itself: the M of a name is no size', () => {
    const words = 'Marlowe shirt, M'
    const { fields } = decide({}, { listing: { text: words, hints: { size: 'M' }, photos } })
    expect(fields.size?.evidence).toEqual([{ read: 'hint', kind: 'text', start: 15, end: 16, quote: 'M' }])
    const inside = decide({}, { listing: { text: 'Marlowe', hints: { size: 'M' }, photos } })
    expect(inside.fields.size?.evidence).toEqual([{ read: 'hint', kind: 'person' }])
  })

  test('a composition and two colors may be filled in as one line', () => {
    const fields = hinted({ material: 'Baumwolle 95%, Elastan 5 %', color: 'blue/white' })
    const parts = [
      { id: 'cotton', percent: 95 },
      { id: 'elastane', percent: 5 },
    ]
    expect(fields.material?.value).toEqual(parts)
    expect(fields.color?.value).toEqual(['blue', 'white'])
    expect(hinted({ material: 'cotton, unobtainium' }).material?.status).toBe('unknown')
  })

  test.each(['n/a', 'N.A.', '-', '?', 'none', 'No brand', 'Unbranded', 'ohne Marke', 'sans marque', 'altro'])(
    'what fills a field that must not be empty (%s) is no brand and no size',
    (words) => {
      const { brand, size } = hinted({ brand: words, size: words })
      expect([brand?.status, size?.status]).toEqual(['unknown', 'unknown'])
    },
  )

  test('a hint that the taxonomy does not take is left out', () => {
    const fields = hinted({
      category: 'spaceship',
      nonsense: 1,
      color: { red: true },
      quantity: 'many',
      __proto__: null,
    })
    expect(fields.category?.status).toBe('unknown')
    expect(fields.color?.status).toBe('unknown')
    expect(fields.nonsense).toBeUndefined()
  })

  test('a hint that is not understood is said, with its words; one that stands for nothing is not', () => {
    const reasons = (hints: Record<string, unknown>, corrections: ReconcileInput['corrections'] = []) =>
      decide({ 'seller-text': [shirt] }, { listing: { text, hints, photos }, corrections }).review.reasons
    const said = 'material: the seller filled in "unobtainium", which is not understood'
    expect(reasons({ material: 'unobtainium', brand: 'n/a', color: [], shelf: 'B7' })).toContain(said)
    expect(reasons({ brand: 'n/a', color: [], shelf: 'B7' }).join()).not.toContain('filled in')
    expect(reasons({ pattern: { a: 1 } }).join()).toContain('pattern: the seller filled in "{"a":1}"')
    for (const after of [[{ id: 'silk', percent: null }], null])
      expect(reasons({ material: 'unobtainium' }, [{ field: 'material', after }]).join()).not.toContain('unobtainium')
  })

  test('a hint and the text that disagree are shown, neither is lost', () => {
    const { fields } = decide({ 'seller-text': [sizeM] }, { listing: { text, hints: { size: 'L' }, photos } })
    const labels = [fields.size?.label, ...(fields.size?.conflicts ?? []).map(({ label }) => label)]
    expect(labels.sort()).toEqual(['L', 'M'])
  })
})

describe('review', () => {
  test('what a buyer needs and nobody knows is asked for, with the one photo that would settle most', () => {
    const { review } = decide(
      { 'seller-text': [shirt] },
      { listing: { text, hints: {}, photos: [{ index: 0, notes: [] }] } },
    )
    expect(review).toMatchObject({ needed: true, missingShots: ['size label'] })
    expect(review.reasons).toEqual(expect.arrayContaining(['size: not known', 'condition: not known']))
  })

  test('a photo is asked for only where it settles something: not of a label that has spoken, nor where no photo helps', () => {
    const good = claim('condition', 'good', 'stated', 0.9, [said('small')])
    const labelL = claim('size', { system: 'alpha', label: 'L' }, 'observed', 0.9, [tag('L')])
    const { review } = decide({ 'seller-text': [shirt, sizeM, good], label: [labelL] })
    expect(review).toMatchObject({ needed: true, missingShots: [] })
    expect(decide({ 'seller-text': [shirt, sizeM] }).review.missingShots).toEqual(['close-up of any wear'])
    expect(
      decide({ 'seller-text': [shirt] }, { listing: { text, hints: {}, photos: [] } }).review.missingShots,
    ).toEqual(['front of the item'])
  })

  test('a listing that says it all needs no one', () => {
    const good = claim('condition', 'good', 'stated', 0.9, [said('small')])
    expect(decide({ 'seller-text': [shirt, sizeM, good] }).review).toEqual({
      needed: false,
      reasons: [],
      missingShots: [],
    })
  })

  test('sizes that disagree are told with their country: 8 and 8 may be two sizes', () => {
    const us = claim('size', { system: 'us', label: '8' }, 'stated', 0.9, [said('size M')])
    const uk = claim('size', { system: 'uk', label: '8' }, 'observed', 0.9, [tag('UK 8')])
    expect(decide({ 'seller-text': [shirt, us], label: [uk] }).review.reasons).toContain(
      'size: the seller says US 8, the label says UK 8',
    )
  })

  test('a value below the threshold is not sure', () => {
    const unsure = claim('color', ['red'], 'observed', 0.3, [seen])
    expect(decide({ model: [unsure] }).review.reasons).toContain('color: not sure')
  })

  test('words that were left out as an order to a computer are said', () => {
    const left = { claims: [shirt], run: { read: 'seller-text' }, extra: { orders: true } }
    expect(decide({}, { results: [left] }).review.reasons[0]).toContain('text: ')
  })

  test('photos of which none could be used are said', () => {
    expect(decide({}, { degraded: ['photos'] }).review.reasons[0]).toBe('photos: none could be used')
  })
})

describe('whatever the claims', () => {
  const values: Record<string, unknown[]> = {
    category: ['t-shirts', 'earrings', 'jeans', 'nonsense'],
    brand: ['COS', 'cos', 'Zara', ''],
    size: [{ system: 'alpha', label: 'M' }, { system: 'eu', label: '38' }, { system: 'number', label: '38' }, 'M'],
    color: [['blue'], ['navy', 'white'], ['white', 'navy'], []],
    material: [
      [
        { id: 'cotton', percent: 60 },
        { id: 'silk', percent: 40 },
      ],
      [{ id: 'cotton', percent: null }],
      7,
    ],
    flaws: [
      [],
      [{ id: 'stain', evidence: [] }],
      [
        { id: 'hole', evidence: [seen] },
        { id: 'stain', evidence: [] },
      ],
    ],
    closure: [['zip'], ['button', 'zip']],
    neckline: ['crew', 'v-neck'],
    quantity: [1, 3, 0],
    other: ['x'],
  }
  const evidence = fc.constantFrom<Evidence>(
    said('size M'),
    said('blue'),
    { ...said('blue'), quote: 'red' },
    seen,
    tag('M'),
    near,
    { read: 'model', kind: 'photo', photo: 9 },
  )
  const anyClaim = fc.constantFrom(...Object.keys(values)).chain((attribute) =>
    fc.record({
      attribute: fc.constant(attribute),
      value: fc.constantFrom<unknown>(...(values[attribute] ?? []), null),
      label: fc.constantFrom('a label', null),
      status: fc.constantFrom<Claim['status']>('stated', 'observed', 'inferred', 'unknown', 'not-applicable'),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
      evidence: fc.array(evidence, { maxLength: 3 }),
    }),
  )
  const anyResults = fc.array(
    fc.record({
      claims: fc.array(anyClaim, { maxLength: 8 }),
      run: fc.record({ read: fc.constantFrom('seller-text', 'model', 'neighbors') }),
    }),
    { maxLength: 5 },
  )
  const run = (results: ReconcileInput['results'], corrections: ReconcileInput['corrections'] = []) =>
    decide({}, { results, corrections })

  test('every field is one that the record takes', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        for (const field of Object.values(run(results).fields)) fieldSchema.parse(field)
      }),
    )
  })

  test('the order of reads and claims makes no difference', () => {
    fc.assert(
      fc.property(anyResults, fc.integer(), (results, seed) => {
        const turn = <T>(list: readonly T[]) => {
          const at = list.length === 0 ? 0 : Math.abs(seed) % list.length
          return [...list.slice(at), ...list.slice(0, at)].reverse()
        }
        expect(run(turn(results.map(({ claims, run: by }) => ({ claims: turn(claims), run: by }))))).toEqual(
          run(results),
        )
      }),
    )
  })

  test('a person always wins', () => {
    fc.assert(
      fc.property(anyResults, (results) => {
        const corrected = run(results, [{ field: 'color', after: ['pink'] }]).fields.color as Field
        expect(corrected).toMatchObject({ value: ['pink'], status: 'corrected', confidence: 1, conflicts: [] })
      }),
    )
  })

  test('a stated value never vanishes: it is the value, a part of it, or a conflict', () => {
    const stated = fc.constantFrom<[string, unknown]>(
      ...Object.entries({
        brand: 'Mango',
        size: { system: 'uk', label: '12' },
        neckline: 'boat',
        color: ['green'],
        closure: ['snap'],
      }),
    )
    fc.assert(
      fc.property(anyResults, stated, (results, [attribute, value]) => {
        const extra = { claims: [claim(attribute, value, 'stated', 0.3, [said('blue')])], run: { read: 'seller-text' } }
        const field = run([...results, extra]).fields[attribute] as Field
        const definition = taxonomy.attributes.find(({ id }) => id === attribute)
        const shown = [field.value, ...field.conflicts.map((conflict) => conflict.value)]
        const isPart = (other: unknown) =>
          Array.isArray(value) && Array.isArray(other) && value.every((item) => other.includes(item))
        expect(
          shown.some((other) => valueKey(definition, other) === valueKey(definition, value) || isPart(other)),
        ).toBe(true)
      }),
    )
  })
})

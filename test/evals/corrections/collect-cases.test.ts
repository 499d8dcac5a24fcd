import { expect, test } from 'vitest'
import { type Correction, type ListingRecord, recordSchema } from '../../../src/domain/record.ts'
import { collectCases } from '../../../src/evals/corrections/collect-cases.ts'
import { fieldRule } from '../../../src/evals/field-rule.ts'
import { evalCaseSchema } from '../../../src/evals/suite/read-dataset.ts'
import { field } from '../eval-case.ts'

const options = { sellerHint: 'seller', withPhotos: true, testShare: 0.3 }
const size = { system: 'alpha', label: 'M' }

function correction(name: string, after: Correction['after'], consent = true): Correction {
  return { field: name, before: field('x'), after, by: 'key_1', at: '2026-01-01T00:00:00Z', revision: 1, consent }
}

function record(id: string, more: Partial<ListingRecord> = {}): ListingRecord {
  return recordSchema.parse({
    listingId: `lst_${id}`,
    sku: null,
    tenant: 'closet-9',
    revision: 1,
    run: 1,
    version: 3,
    publishedVersion: null,
    state: 'accepted',
    text: `Zara dress ${id}`,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-02T00:00:00Z',
    acceptedAt: '2026-01-02T00:00:00Z',
    problem: null,
    photos: [],
    fields: { brand: field('Zara'), pattern: field('solid'), 'sleeve-length': field(null) },
    corrections: [correction('pattern', 'floral')],
    copy: {},
    review: { needed: false, reasons: [], missingShots: [] },
    provenance: { taxonomy: 't', degraded: [], neighbors: [], reads: [] },
    ...more,
  })
}

function photo(index: number, phash: string, state: 'normalized' | 'rejected' = 'normalized') {
  return { index, state, code: null, sha256: 'a'.repeat(64), phash, width: 10, height: 10, notes: [] }
}

function allOf(records: readonly ListingRecord[], more: Partial<typeof options> = {}) {
  const { dev, test: tested } = collectCases(records, { ...options, ...more })
  return [...dev, ...tested]
}

test('gold is what the person put and what was let stand, never a blank that no one looked at', () => {
  const corrections = [
    correction('pattern', 'floral'),
    correction('pattern', 'striped'),
    correction('size', size),
    correction('material', [{ id: 'cotton', percent: 60 }]),
    correction('brand', { status: 'unknown' }),
  ]
  const [made] = allOf([record('a', { corrections })])
  expect(made?.case.gold).toEqual({ brand: 'unknown', pattern: 'striped', size, material: ['cotton'] })
  expect(evalCaseSchema.parse(made?.case)).toEqual(made?.case)
  for (const [name, value] of Object.entries(made?.case.gold ?? {}))
    expect(fieldRule(name).gold.safeParse(value).success, name).toBe(true)
})

test('one correction without consent, or none at all, and the listing is left out and counted', () => {
  const some = [correction('pattern', 'floral'), correction('brand', 'Mango', false)]
  const {
    dev,
    test: tested,
    leftOut,
  } = collectCases(
    [
      record('a', { corrections: some }),
      record('b', { corrections: [] }),
      record('c', { state: 'draft' }),
      record('d', { text: ' ', photos: [photo(0, 'f0', 'rejected')] }),
    ],
    options,
  )
  expect([...dev, ...tested]).toEqual([])
  expect(leftOut).toEqual({ 'without-consent': 1, uncorrected: 1, 'not-accepted': 1, 'nothing-to-read': 1 })
})

test('a seller is in dev or in test with every case, the same on every run, and both sides get some', () => {
  const records = Array.from({ length: 300 }, (_, index) =>
    record(String(index), { hints: { seller: `s${index % 60}`, note: 'x' } }),
  )
  const sidesOf = (some: readonly ListingRecord[]) => {
    const { dev, test: tested } = collectCases(some, options)
    return { dev: new Set(dev.map((each) => each.case.seller)), test: new Set(tested.map((each) => each.case.seller)) }
  }
  const whole = sidesOf(records)
  expect([...whole.dev].filter((seller) => whole.test.has(seller))).toEqual([])
  expect(whole.dev.size + whole.test.size).toBe(60)
  expect(whole.test.size).toBeGreaterThan(8)
  expect(whole.test.size).toBeLessThan(30)
  const part = sidesOf(records.slice(0, 100).reverse())
  for (const side of ['dev', 'test'] as const)
    expect([...part[side]].filter((seller) => !whole[side].has(seller))).toEqual([])
})

test('sellers of one name in two tenants are two, and no name is in the dataset', () => {
  const hints = { seller: 'Anna Berg' }
  const made = allOf([record('a', { hints }), record('b', { hints, tenant: 'other' })])
  expect(new Set(made.map((each) => each.case.seller)).size).toBe(2)
  expect(JSON.stringify(made.map((each) => each.case))).not.toContain('Anna')
})

test('of the same words with the same photos the newest stays, also across sellers', () => {
  const photos = [photo(0, 'f0f0')]
  const older = record('a', { text: 'Zara Dréss', photos, hints: { seller: 'one' } })
  const newer = record('b', {
    text: ' zara  dress',
    photos,
    hints: { seller: 'two' },
    updatedAt: '2026-02-01T00:00:00Z',
  })
  const others = [record('c', { text: 'zara dress' }), record('d', { text: 'zara dress', photos: [photo(0, 'aaaa')] })]
  const collected = collectCases([newer, older, ...others], options)
  expect(collected.duplicates).toBe(1)
  const ids = [...collected.dev, ...collected.test].map(({ listingId }) => listingId).sort()
  expect(ids).toEqual(['lst_b', 'lst_c', 'lst_d'])
})

test('what shares a photo with a case in test is not in dev', () => {
  const records = Array.from({ length: 40 }, (_, index) =>
    record(String(index), { hints: { seller: `s${index}` }, photos: [photo(0, `p${index % 20}`)] }),
  )
  const { dev, test: tested, shared } = collectCases(records, options)
  const printsOf = (some: typeof dev) => new Set(some.flatMap(({ fingerprints }) => fingerprints))
  expect([...printsOf(dev)].filter((print) => printsOf(tested).has(print))).toEqual([])
  expect(shared).toBeGreaterThan(0)
  expect(dev.length + tested.length + shared).toBe(40)
})

test('contacts are masked in texts and hints, and only normalized photos are named', () => {
  const [made] = allOf([
    record('a', {
      text: 'call 0171 2345678',
      hints: { note: 'a@b.example' },
      photos: [photo(0, 'f0', 'rejected'), photo(1, 'f1')],
    }),
  ])
  expect(made?.case).toMatchObject({
    text: 'call [phone]',
    hints: { note: '[e-mail]' },
    photos: ['photos/lst_a-1.jpg'],
  })
})

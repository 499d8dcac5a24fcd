import { existsSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recordSchema } from '../../src/domain/record.ts'

// The contract is a JSON Schema; the code speaks zod. Both must say yes and no to the same things.
const contractFile = new URL('./record.schema.json', import.meta.url)
const contract = JSON.parse(readFileSync(contractFile, 'utf8'))
const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats.default(ajv)
const fitsContract = ajv.compile(contract)

const verdicts = (value: unknown) => ({ zod: recordSchema.safeParse(value).success, contract: fitsContract(value) })

describe('the record', () => {
  test('the example of the design is accepted by both', () => {
    expect(verdicts(example())).toEqual({ zod: true, contract: true })
  })

  test('what zod gives out is what the contract takes: nothing is added, renamed or dropped', () => {
    expect(recordSchema.parse(example())).toEqual(example())
    expect(fitsContract(recordSchema.parse(example()))).toBe(true)
  })

  test('every single change of the example gets the same verdict from both', () => {
    const disagreements = changes(example()).flatMap(({ what, value }) => {
      const { zod, contract: fits } = verdicts(value)
      return zod === fits ? [] : [`${what}: zod ${zod}, contract ${fits}`]
    })
    expect(disagreements).toEqual([])
    expect(changes(example()).length).toBeGreaterThan(1_000)
  })

  test('two changes at once get the same verdict from both', () => {
    const first = changes(example())
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (a, b) => {
        const once = first[a % first.length]?.value
        const second = changes(once)
        const twice = second.length === 0 ? once : second[b % second.length]?.value
        const { zod, contract: fits } = verdicts(twice)
        expect(zod).toBe(fits)
      }),
      { numRuns: 500, seed: 7 },
    )
  })

  test.runIf(existsSync(sharedContract()))('the contract of this repository is the one that everything shares', () => {
    expect(contract).toEqual(JSON.parse(readFileSync(sharedContract(), 'utf8')))
  })
})

function sharedContract(): URL {
  return new URL('../../../shared/record.schema.json', import.meta.url)
}

type Change = { what: string; value: unknown }

const otherValues = [null, 0, 1, 17, -1, 0.5, 2, '', 'x', 'lst_1', '2026-11-20T10:00:00Z', true, [], ['a'], {}, [{}]]
const otherWords = ['stated', 'unknown', 'not-applicable', 'corrected', 'text', 'label', 'neighbor', 'person', 'failed']

/** The value with each part in turn left out or replaced, and each object with one more key. */
function changes(value: unknown, path = ''): Change[] {
  if (Array.isArray(value)) return changesOfList(value, path)
  if (typeof value === 'object' && value !== null) return changesOfObject(value as Record<string, unknown>, path)
  return []
}

function changesOfObject(value: Record<string, unknown>, path: string): Change[] {
  const keys = Object.keys(value)
  return [
    { what: `${path}: one more key`, value: { ...value, somethingNew: 1 } },
    ...keys.map((key) => ({ what: `${path}.${key} left out`, value: without(value, key) })),
    ...keys.flatMap((key) =>
      [...otherValues, ...otherWords].map((other) => ({
        what: `${path}.${key} = ${JSON.stringify(other)}`,
        value: { ...value, [key]: other },
      })),
    ),
    ...keys.flatMap((key) =>
      changes(value[key], `${path}.${key}`).map(({ what, value: inner }) => ({
        what,
        value: { ...value, [key]: inner },
      })),
    ),
  ]
}

function changesOfList(value: unknown[], path: string): Change[] {
  const grown = Array.from({ length: 17 }, () => value[0])
  return [
    { what: `${path}: 17 entries`, value: grown },
    ...value.flatMap((entry, index) =>
      changes(entry, `${path}[${index}]`).map(({ what, value: inner }) => ({ what, value: value.with(index, inner) })),
    ),
  ]
}

function without(value: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
}

function example() {
  return {
    id: 'row-1',
    listingId: 'lst_01JABC',
    sku: 'A-17',
    tenant: 'closet-9',
    revision: 2,
    run: 3,
    version: 7,
    publishedVersion: null,
    state: 'needs-review',
    text: 'size M cotton t-shirt',
    hints: {},
    createdAt: '2026-11-20T10:00:00Z',
    updatedAt: '2026-11-20T10:00:05.120Z',
    acceptedAt: null,
    problem: null,
    photos: [
      {
        index: 0,
        state: 'normalized',
        code: null,
        sha256: 'ab',
        phash: 'cd',
        width: 3024,
        height: 4032,
        notes: ['label'],
      },
      {
        index: 1,
        state: 'rejected',
        code: 'photo-truncated',
        sha256: 'ef',
        phash: null,
        width: null,
        height: null,
        notes: [],
      },
    ],
    fields: {
      category: {
        value: 't-shirts',
        label: 'T-shirts',
        status: 'stated',
        confidence: 0.94,
        evidence: [
          { read: 'seller-text', kind: 'text', start: 14, end: 21, quote: 't-shirt' },
          { read: 'model', kind: 'photo', photo: 0, region: [0, 0, 0.5, 1] },
        ],
        conflicts: [],
      },
      size: {
        value: { system: 'alpha', label: 'M' },
        label: 'M',
        status: 'stated',
        confidence: 0.55,
        derived: [],
        evidence: [{ read: 'seller-text', kind: 'text', start: 0, end: 6, quote: 'size M' }],
        conflicts: [
          {
            value: { system: 'alpha', label: 'L' },
            label: 'L',
            evidence: [{ read: 'label', kind: 'label', photo: 2, quote: 'L' }],
          },
        ],
      },
      style: {
        value: 'casual',
        label: 'Casual',
        status: 'inferred',
        confidence: 0.4,
        evidence: [{ read: 'neighbors', kind: 'neighbor', neighbor: 'closet-9/77', score: 0.8 }],
        conflicts: [],
      },
      brand: { value: null, label: null, status: 'unknown', confidence: 0.8, evidence: [], conflicts: [] },
    },
    corrections: [
      {
        field: 'color',
        before: { value: ['blue'], status: 'observed', confidence: 0.6 },
        after: ['navy'],
        by: 'key_1',
        at: '2026-11-20T10:01:00Z',
        revision: 2,
        consent: true,
      },
    ],
    copy: { title: { text: 'T-shirt, M', aiWritten: true } },
    review: { needed: true, reasons: ['size: seller and label disagree'], missingShots: ['size label'] },
    provenance: {
      taxonomy: 'apparel@3f2a',
      settings: 'aa',
      neighbors: [{ id: 'closet-9/77', score: 0.83 }],
      degraded: ['catalog'],
      reads: [
        {
          read: 'model',
          version: '1',
          ms: 1830,
          cached: false,
          model: 'm',
          endpoint: 'e',
          prompt: 'extract-attributes@9c1e',
          usage: { input: 2210, cached: 1408, cacheWrite: 0, output: 190, tier: 'default' },
          costUsd: 0.0004,
        },
      ],
    },
  }
}

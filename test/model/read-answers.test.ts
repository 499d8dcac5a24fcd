import { describe, expect, it } from 'vitest'
import type { ModelAnswer, ModelCall } from '../../src/model/model-call.ts'

import { planChooseCategory } from '../../src/model/plan-choose-category.ts'
import { planExtractAttributes } from '../../src/model/plan-extract-attributes.ts'
import { planFollowUp } from '../../src/model/plan-follow-up.ts'
import { type Reading, readAnswers } from '../../src/model/read-answers.ts'
import { modelCase } from './model-case.ts'

const input = modelCase()
const extract = await planExtractAttributes(input, 'dresses')
const choose = await planChooseCategory(input, null)
const slotOf = (field: string, value: string) =>
  Object.entries(extract.slots[field] ?? {}).find(([, one]) => one === value)?.[0] ?? 'not offered'
const photo = [{ photo: 0, quote: null }]
const slot = (choice: string, more: { percent?: number; words?: string } = {}) => ({
  choice,
  percent: more.percent ?? null,
  words: more.words ?? null,
})
type Entry = { field: string; applies?: string; evidence?: unknown[]; values: unknown[] }
const entry = (one: Entry) => ({ applies: 'yes', evidence: photo, ...one })
function fields(lists: { chosen?: Entry[]; slotted?: Entry[]; written?: Entry[] }, fits = 'yes') {
  const { chosen = [], slotted = [], written = [] } = lists
  return {
    category: { evidence: photo, fits },
    chosen: chosen.map(entry),
    slotted: slotted.map(entry),
    written: written.map(entry),
  }
}
function read(call: ModelCall, content: unknown): Reading {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const body = {
    choices: [{ finish_reason: 'stop', message: { content: text } }],
    usage: { prompt_tokens: 100, completion_tokens: 10 },
  }
  return readBody(call, { body, ms: 5, cached: false })
}
function readBody(call: ModelCall, answer: ModelAnswer): Reading {
  const [reading] = readAnswers([{ call, answer }], input.taxonomy)
  if (reading === undefined) throw new Error('one answer gives one reading')
  return reading
}
function understood(call: ModelCall, content: unknown) {
  const { outcome } = read(call, content)
  if (outcome.kind !== 'claims') throw new Error(`not understood: ${outcome.error.message}`)
  const claim = (id: string) => outcome.claims.find(({ attribute }) => attribute === id)
  return { ...outcome, claim, codes: outcome.dropped.map(({ attribute, code }) => `${attribute} ${code}`) }
}

describe('an answer about fields', () => {
  it('means the values that its slots stand for, with percentages where they are given', () => {
    const { claim } = understood(
      extract,
      fields({
        slotted: [
          {
            field: 'material',
            values: [
              slot(slotOf('material', 'cotton'), { percent: 60 }),
              slot('other', { words: 'linen', percent: 40 }),
            ],
          },
          { field: 'brand', values: [slot(slotOf('brand', 'Marlowe'))], evidence: [{ photo: 0, quote: 'MARLOWE' }] },
        ],
      }),
    )
    expect(claim('material')?.value).toEqual([
      { id: 'cotton', percent: 60 },
      { id: 'linen', percent: 40 },
    ])
    expect(claim('brand')).toMatchObject({ value: 'Marlowe', status: 'observed' })
  })

  it('may give words for what is not among the candidates: they are looked up in the taxonomy', () => {
    const other = (field: string, words: string) => ({ field, values: [slot('other', { words })] })
    const { claim, codes } = understood(
      extract,
      fields({ slotted: [other('material', 'Baumwolle'), other('brand', 'levis'), other('dress-type', 'moon dress')] }),
    )
    expect(claim('material')?.value).toEqual([{ id: 'cotton', percent: null }])
    expect(claim('brand')?.value).toBe("Levi's")
    expect(claim('dress-type')).toBeUndefined()
    expect(codes).toEqual(['dress-type value-unknown'])
  })

  it('may give words for a field that was only named, and a label for an id', () => {
    const { claim } = understood(
      extract,
      fields({
        chosen: [
          { field: 'neckline', values: ['V-neck'] },
          { field: 'country-of-origin', values: ['Italy'], evidence: [{ photo: 0, quote: 'MADE IN ITALY' }] },
          { field: 'style', values: ['Boho', 'vintage'] },
          { field: 'handmade', values: ['yes'] },
          { field: 'season', values: ['whenever'] },
        ],
        written: [{ field: 'measurements', values: ['chest: 50cm'] }],
      }),
    )
    expect(claim('neckline')?.value).toBe('v-neck')
    expect(claim('country-of-origin')?.value).toBe('italy')
    expect(claim('style')?.value).toEqual(['boho', 'vintage'])
    expect(claim('handmade')?.value).toBe(true)
    expect(claim('season')).toBeUndefined()
    expect(claim('measurements')?.value).toEqual([{ name: 'chest', value: 50, unit: 'cm' }])
  })

  it('takes a brand that the taxonomy has never heard of, in its own words', () => {
    const values = [slot('other', { words: 'Cobalt & Clay' })]
    expect(understood(extract, fields({ slotted: [{ field: 'brand', values }] })).claim('brand')?.value).toBe(
      'Cobalt & Clay',
    )
  })

  it('says "cannot tell" with the slot for no value', () => {
    const { claim } = understood(extract, fields({ slotted: [{ field: 'brand', values: [slot('none')] }] }))
    expect(claim('brand')).toMatchObject({ value: null, status: 'unknown' })
  })

  it('claims the category where it says that the item is one of it', () => {
    expect(understood(extract, fields({})).claim('category')).toMatchObject({ value: 'dresses', status: 'observed' })
    const rejected = understood(extract, fields({}, 'no'))
    expect(rejected.claim('category')).toBeUndefined()
    expect(rejected.codes).toEqual(['category category-rejected'])
  })

  it('loses what it says of fields that the category has not, and nothing else', () => {
    const { claim, codes } = understood(
      extract,
      fields({
        chosen: [
          { field: 'toe-shape', values: ['pointed'] },
          { field: 'pattern', values: ['solid'] },
          { field: 'colour', values: ['blue'] },
        ],
      }),
    )
    expect(claim('pattern')?.value).toBe('solid')
    expect(codes).toEqual(['toe-shape field-not-asked', 'colour field-unknown'])
  })

  it('counts in whichever list it stands, by label as by id: servers that hold to no schema mix them up', () => {
    const { claim } = understood(
      extract,
      fields({
        written: [{ field: 'neckline', values: ['V-neck'] }],
        chosen: [{ field: 'size', values: ['alpha M'], evidence: [{ photo: null, quote: 'size M' }] }],
      }),
    )
    expect(claim('neckline')?.value).toBe('v-neck')
    expect(claim('size')?.value).toEqual({ system: 'alpha', label: 'M' })
  })

  it('counts once where a field comes twice; flaws are put together', () => {
    const { claims } = understood(
      extract,
      fields({
        chosen: [
          { field: 'color', values: ['navy'] },
          { field: 'color', values: ['red'] },
          { field: 'flaws', values: ['stain'] },
          { field: 'flaws', values: ['hole'], evidence: [{ photo: 2, quote: null }] },
        ],
      }),
    )
    expect(claims.filter(({ attribute }) => attribute === 'color').map(({ value }) => value)).toEqual([['navy']])
    const [flaws] = claims.filter(({ attribute }) => attribute === 'flaws')
    expect(flaws?.value).toMatchObject([{ id: 'stain' }, { id: 'hole' }])
  })

  it('with evidence that is not in the input is taken as far as it goes, and not sent back', () => {
    const evidence = [
      { photo: 15, quote: null },
      { photo: null, quote: 'words that nobody wrote' },
    ]
    const { claims, codes } = understood(extract, {
      ...fields({
        chosen: [
          { field: 'neckline', values: ['v-neck'], evidence },
          { field: 'pattern', values: ['solid'] },
        ],
      }),
    })
    expect(claims.map(({ attribute }) => attribute)).toEqual(['category', 'pattern'])
    expect(codes).toEqual(['neckline photo-not-shown', 'neckline quote-not-in-text', 'neckline no-evidence'])
  })
})

describe('an answer about the category', () => {
  it('is an id, or words that the taxonomy knows, or none', () => {
    const answer = (choice: string, words: string | null = null) =>
      understood(choose, { evidence: photo, choice, words })
    expect(answer('dresses')).toMatchObject({ chosen: 'dresses', claims: [{ value: 'dresses', status: 'observed' }] })
    expect(answer('other', 'Turnschuhe')).toMatchObject({ chosen: 'sneakers' })
    expect(answer('none')).toMatchObject({ chosen: null, claims: [{ value: null, status: 'unknown' }] })
    expect(answer('other', 'a moon rock')).toMatchObject({
      chosen: null,
      claims: [],
      codes: ['category value-unknown'],
    })
  })
})

describe('what may follow an answer', () => {
  const outOfRange = fields({
    slotted: [{ field: 'brand', values: [slot('c19')] }],
    chosen: [{ field: 'pattern', values: ['solid'] }],
  })

  it('that names a slot which was not offered: one repair that says so; then it costs the field alone', async () => {
    const reading = read(extract, outOfRange)
    expect(reading.outcome).toMatchObject({
      kind: 'repairable',
      problem: 'brand: there is no slot "c19": only c1 to c1 were offered, beside "other" and "none".',
      error: { code: 'model-slot-out-of-range', disposition: 'give-up' },
    })
    const [repair] = await planFollowUp(reading, input)
    expect(repair).toMatchObject({ step: 'repair-answer', attempt: 'repair', form: 'fields', slots: extract.slots })
    expect(String(repair?.request.messages.at(-1)?.content)).toContain('no slot "c19"')
    const { claim, codes } = understood(repair ?? expect.unreachable(), outOfRange)
    expect(claim('pattern')?.value).toBe('solid')
    expect(claim('brand')).toBeUndefined()
    expect(codes).toEqual(['brand slot-out-of-range'])
  })

  it('about a category that was not offered: the same', async () => {
    const reading = read(choose, { evidence: photo, choice: 'moon-rocks', words: null })
    expect(reading.outcome).toMatchObject({ kind: 'repairable', error: { code: 'model-slot-out-of-range' } })
    const [repair] = await planFollowUp(reading, input)
    const settled = understood(repair ?? expect.unreachable(), { evidence: photo, choice: 'moon-rocks', words: null })
    expect(settled).toMatchObject({ chosen: null, claims: [], codes: ['category slot-out-of-range'] })
  })

  it.each([
    ['is no JSON', '{"category":', 'model-text-not-json'],
    ['has another shape', { category: 'a dress' }, 'model-wrong-shape'],
  ])('that %s: one repair, then the end', async (_, content, code) => {
    const reading = read(extract, content)
    expect(reading.outcome).toMatchObject({ kind: 'repairable', error: { code, disposition: 'give-up' } })
    const [repair] = await planFollowUp(reading, input)
    const again = read(repair ?? expect.unreachable(), content)
    expect(again.outcome).toMatchObject({ kind: 'repairable', error: { code } })
    expect(await planFollowUp(again, input)).toEqual([])
  })

  it('that was cut off at the cap: the same call with twice the room, once', async () => {
    const body = { choices: [{ finish_reason: 'length', message: { content: '{' } }] }
    const reading = readBody(extract, { body, ms: 1, cached: false })
    const [longer, ...others] = await planFollowUp(reading, input)
    expect(others).toEqual([])
    expect(longer?.request).toEqual({ ...extract.request, max_completion_tokens: 4_000 })
    const again = readBody(longer ?? expect.unreachable(), { body, ms: 1, cached: false })
    expect(again.outcome).toMatchObject({ kind: 'failed', error: { code: 'model-length' } })
    expect(await planFollowUp(again, input)).toEqual([])
  })

  it('that may only come again, or is the queue’s to try again: nothing', async () => {
    const bodies = [
      { choices: [{ finish_reason: 'stop', message: { content: null, refusal: 'No.' } }] },
      { choices: [{ finish_reason: 'content_filter', message: { content: null } }] },
      { choices: [] },
      { error: { message: 'upstream' } },
    ]
    for (const body of bodies)
      expect(await planFollowUp(readBody(extract, { body, ms: 1, cached: false }), input)).toEqual([])
  })
})

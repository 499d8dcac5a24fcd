import { beforeAll, expect, test } from 'vitest'
import type { Claim } from '../../src/domain/claim.ts'
import { draftSchema } from '../../src/domain/draft.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { ReadResult, WorkItem, WorkPhoto } from '../../src/domain/internal-api.ts'
import { type Settings, settingsSchema } from '../../src/domain/settings.ts'
import { type DigitizeDeps, digitizeListing } from '../../src/pipeline/digitize-listing.ts'
import type { RunnableRead } from '../../src/pipeline/run-read.ts'
import type { Read } from '../../src/reads/read.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import type { Taxonomy } from '../../src/taxonomy/taxonomy.ts'

let taxonomy: Taxonomy
beforeAll(async () => {
  taxonomy = await loadTaxonomy()
})

const model = {
  name: 'a-model',
  endpoint: 'api.example',
  strong: null,
  routes: {},
  outputTokensMax: 2_000,
  photosMax: 6,
  photoSide: 768,
}
const settingsWith = (over: { model?: Settings['model']; reads?: Partial<Settings['reads']> } = {}): Settings =>
  settingsSchema.parse({
    reads: { model: 'single', ...over.reads },
    model: over.model ?? null,
    neighbors: {},
    thresholds: {},
  })
const photo = (index: number, state: WorkPhoto['state']): WorkPhoto => ({
  index,
  state,
  code: state === 'rejected' ? 'photo-truncated' : null,
  url: null,
  sha256: `${index}`.repeat(64),
  phash: null,
  width: null,
  height: null,
  notes: [],
})
const claim = (attribute: string, value: unknown, start: number, quote: string): Claim => ({
  attribute,
  value,
  label: quote,
  status: 'stated',
  confidence: 0.9,
  evidence: [{ read: 'seller-text', kind: 'text', start, end: start + quote.length, quote }],
})
const seen: Claim = {
  attribute: 'pattern',
  value: 'striped',
  label: 'Striped',
  status: 'observed',
  confidence: 0.8,
  evidence: [{ read: 'model', kind: 'photo', photo: 0 }],
}
const neighbor = {
  ...{ id: 'closet-9/77', score: 0.8, relevance: 0.03, title: 'Dress' },
  ...{ category: 'dresses', brand: null, attributes: {} },
}
const away = (code: string) => new HangtagError('away', { code, disposition: 'retry' })

function bench(over: Partial<DigitizeDeps> & { settings?: Settings; work?: Partial<WorkItem> } = {}) {
  const stored = new Map<string, ReadResult>()
  const ran: string[] = []
  const settings = over.settings ?? settingsWith()
  const read = (name: string, claims: Claim[], extra?: unknown): Read => ({
    name,
    version: '1',
    input: ({ text, photos }) => ({ text, photos: photos.map(({ sha256 }) => sha256) }),
    run: async () => {
      ran.push(name)
      return { claims, ...(extra === undefined ? {} : { extra }) }
    },
  })
  const deps: DigitizeDeps = {
    taxonomy,
    sellerTextRead: read('seller-text', [claim('category', 'dresses', 4, 'dress')]),
    labelRead: read('label', []),
    photoColorRead: read('photo-color', []),
    neighborsRead: () => read('neighbors', [], { neighbors: [neighbor] }),
    modelRead: null,
    secondModelRead: null,
    copyRead: null,
    photo: async () => Buffer.from('jpeg'),
    readResult: async (id, key) => stored.get(`${id}/${key}`) ?? null,
    putReadResult: async (id, key, result) => stored.set(`${id}/${key}`, result),
    mayRetry: () => true,
    ...over,
  }
  const work: WorkItem = {
    listingId: 'lst_a',
    tenant: 'closet-9',
    lane: 'seller',
    state: 'digitizing',
    revision: 2,
    run: 3,
    text: 'red dress',
    hints: {},
    photos: [photo(0, 'normalized')],
    corrections: [],
    settings,
    ...over.work,
  }
  const run = (signal = new AbortController().signal) => digitizeListing(work, settings, deps, signal)
  /** A model read: says what it is given to say, or throws. */
  const modelRead = (outcome: () => Claim[], name = 'model'): DigitizeDeps['modelRead'] => {
    const asModel: RunnableRead = {
      ...read(name, []),
      run: async () => {
        ran.push(name)
        return { claims: outcome(), run: { model: 'a-model', endpoint: 'api.example', costUsd: 0.001 } }
      },
    }
    return () => asModel
  }
  return { run, ran, stored, deps, modelRead }
}

test('the calibration of the settings is applied to every field, and another one makes other settings', async () => {
  const of = async (always: number) => {
    const value = { all: { rawLogOdds: 1, always }, kinds: {}, fields: {} }
    const calibration = { version: `logistic@${always}`, value, blank: { fields: { brand: { always: 2 } } } }
    return await bench({ settings: { ...settingsWith(), calibration } }).run()
  }
  const [raw, draft, other] = [await bench().run(), await of(-1), await of(-2)]
  expect(raw.fields.category).toMatchObject({ confidence: 0.9 })
  expect(raw.fields.category).not.toHaveProperty('rawConfidence')
  expect(draft.fields.category).toMatchObject({ value: 'dresses', confidence: 0.768, rawConfidence: 0.9 })
  expect(draft.fields.brand).toMatchObject({ value: null, confidence: 0.881, rawConfidence: 0.5 })
  expect(raw.provenance).not.toHaveProperty('calibration')
  expect(draft.provenance.calibration).toBe('logistic@-1')
  expect(draftSchema.safeParse(draft).error).toBeUndefined()
  expect(new Set([raw, draft, other].map(({ provenance }) => provenance.settings)).size).toBe(3)
})

test('free reads alone give a draft that says that no model was asked', async () => {
  const draft = await bench().run()
  expect(draftSchema.safeParse(draft).error).toBeUndefined()
  expect(draft).toMatchObject({ revision: 2, run: 3 })
  expect(draft.fields.category).toMatchObject({ value: 'dresses', status: 'stated' })
  expect(draft.provenance.degraded).toEqual(['model'])
  expect(draft.provenance.reads.map(({ read }) => read)).toEqual(['seller-text', 'label', 'photo-color', 'neighbors'])
})

test('the model is asked with what the free reads found, and its run is recorded with its cost', async () => {
  const settings = settingsWith({ model })
  const { deps, run, modelRead } = bench({ settings })
  let known: unknown = null
  const read = modelRead(() => [seen])
  deps.modelRead = (given, asked) => {
    known = { neighbors: given.neighbors, category: given.fields.category?.value }
    return read?.(given, asked) ?? expect.unreachable()
  }
  const draft = await run()
  expect(known).toEqual({ neighbors: [neighbor], category: 'dresses' })
  expect(draft.fields.pattern).toMatchObject({ value: 'striped', status: 'observed' })
  expect(draft.provenance).toMatchObject({
    taxonomy: taxonomy.version,
    settings: expect.stringMatching(/^[0-9a-f]{64}$/),
    neighbors: [{ id: 'closet-9/77', score: 0.8 }],
    degraded: [],
  })
  expect(draft.provenance.reads.at(-1)).toMatchObject({
    read: 'model',
    cached: false,
    model: 'a-model',
    costUsd: 0.001,
  })
})

test('a retried job repeats no read that has a result, and is paid for once', async () => {
  const { deps, ran, run, modelRead } = bench({ settings: settingsWith({ model }) })
  let outages = 1
  deps.modelRead = modelRead(() => {
    if (outages-- > 0) throw away('model-unavailable')
    return [seen]
  })
  await expect(run()).rejects.toMatchObject({ code: 'model-unavailable' })
  await run()
  const again = await run()
  expect(ran.slice(0, 4).sort()).toEqual(['label', 'neighbors', 'photo-color', 'seller-text'])
  expect(ran.slice(4)).toEqual(['model', 'model'])
  expect(again.provenance.reads.every(({ cached }) => cached)).toBe(true)
  expect(again.fields.pattern?.value).toBe('striped')
})

test('the same input digitized twice gives the same draft', async () => {
  const { run } = bench()
  const [one, other] = [await run(), await run()]
  const { reads: _, ...provenance } = one.provenance
  expect(other).toMatchObject({ fields: one.fields, copy: one.copy, review: one.review, provenance })
})

test('new input runs the reads again', async () => {
  const { run, ran, stored } = bench()
  await run()
  const other = bench({ work: { text: 'blue dress' } })
  for (const [key, result] of stored) other.stored.set(key, result)
  await other.run()
  expect([ran.length, other.ran.length]).toEqual([4, 4])
})

test('a catalog that cannot be reached costs the neighbors, not the draft', async () => {
  const { deps, run, stored } = bench()
  const broken = deps.neighborsRead?.(8) ?? expect.unreachable()
  deps.neighborsRead = () => ({ ...broken, run: () => Promise.reject(away('catalog-unavailable')) })
  const draft = await run()
  expect(draft.provenance.degraded).toEqual(['catalog', 'model'])
  expect(draft.provenance.reads).toContainEqual(
    expect.objectContaining({ read: 'neighbors', error: 'catalog-unavailable' }),
  )
  expect([...stored.keys()].filter((key) => key.includes('neighbors'))).toEqual([])
})

test('an engine for labels that fails costs what the label says, not the draft', async () => {
  const { deps, run, stored } = bench()
  deps.labelRead = { ...deps.labelRead, run: () => Promise.reject(away('label-engine-failed')) }
  const draft = await run()
  expect(draft.fields.category?.value).toBe('dresses')
  expect(draft.provenance.degraded).toEqual(['label', 'model'])
  expect(draft.provenance.reads).toContainEqual(
    expect.objectContaining({ read: 'label', error: 'label-engine-failed' }),
  )
  expect([...stored.keys()].filter((key) => key.includes('label'))).toEqual([])
})

test('a read that left a photo out says so on the draft, and is run again where another time may do better', async () => {
  const { deps, run, stored } = bench()
  const reason = 'photo 2: Reading a label took longer than 15000 ms'
  const late = { claims: [], extra: { labels: [] }, run: { error: 'label-engine-failed', reason }, incomplete: true }
  deps.labelRead = { ...deps.labelRead, run: async () => late }
  const draft = await run()
  expect(draft.provenance.degraded).toEqual(['label', 'model'])
  expect(draft.provenance.reads).toContainEqual(
    expect.objectContaining({ read: 'label', error: 'label-engine-failed', reason }),
  )
  expect([...stored.keys()].filter((key) => key.includes('label'))).toEqual([])
})

test('a photo that shows a label is none of the garment to the read of color', async () => {
  const { deps, run } = bench({ work: { photos: [photo(0, 'normalized'), photo(1, 'normalized')] } })
  deps.labelRead = { ...deps.labelRead, run: async () => ({ claims: [], extra: { labels: [1] } }) }
  const seenNotes: string[][] = []
  deps.photoColorRead = {
    ...deps.photoColorRead,
    run: async ({ photos }) => {
      seenNotes.push(...photos.map(({ notes }) => notes))
      return { claims: [] }
    },
  }
  await run()
  expect(seenNotes).toEqual([[], ['label']])
})

test('without a vector index the draft says so', async () => {
  const draft = await bench({ neighborsRead: null }).run()
  expect(draft.provenance.degraded).toEqual(['catalog', 'model'])
})

test('an outage of the model waits while the job has attempts; the last one writes the free draft', async () => {
  const { deps, run, modelRead } = bench({ settings: settingsWith({ model }) })
  deps.modelRead = modelRead(() => {
    throw away('model-unavailable')
  })
  await expect(run()).rejects.toMatchObject({ code: 'model-unavailable' })
  deps.mayRetry = () => false
  const draft = await run()
  expect(draft.fields.category?.value).toBe('dresses')
  expect(draft.provenance.degraded).toEqual(['model'])
  const why = { error: 'model-unavailable', reason: expect.stringMatching(/./) }
  expect(draft.provenance.reads.at(-1)).toMatchObject({ read: 'model', ...why })
})

const onLabel = (label: string, read: string): Claim => ({
  attribute: 'size',
  value: { system: 'alpha', label },
  label,
  status: 'observed',
  confidence: 0.75,
  evidence: [{ read, kind: 'label', photo: 0, quote: label }],
})
/** The seller says M, the model reads L on the label. */
function disagreement(reads: Settings['reads']['model'] = 'auto') {
  const over = { settings: settingsWith({ model, reads: { model: reads } }), work: { text: 'red dress, size M' } }
  const made = bench(over)
  const { run: readText } = made.deps.sellerTextRead
  made.deps.sellerTextRead = {
    ...made.deps.sellerTextRead,
    run: async (...given) => {
      const { claims } = await readText(...given)
      return { claims: [...claims, claim('size', { system: 'alpha', label: 'M' }, 11, 'size M')] }
    },
  }
  made.deps.modelRead = made.modelRead(() => [onLabel('L', 'model')])
  made.deps.secondModelRead = made.modelRead(() => [onLabel('L', 'model-second')], 'model-second')
  return made
}

test('where the model and the free reads disagree, the record shows both with what each has seen', async () => {
  const draft = await disagreement('single').run()
  expect(draft.fields.size).toMatchObject({
    value: { system: 'alpha', label: 'M' },
    status: 'stated',
    evidence: [{ read: 'seller-text', kind: 'text', start: 11, end: 17, quote: 'size M' }],
    conflicts: [
      {
        value: { system: 'alpha', label: 'L' },
        label: 'L',
        evidence: [{ read: 'model', kind: 'label', photo: 0, quote: 'L' }],
      },
    ],
  })
  expect(draft.review).toMatchObject({ needed: true })
  expect(draft.review.reasons).toContain('size: the seller says size M, the label says L')
  expect(draftSchema.safeParse(draft).error).toBeUndefined()
})

test('what is disputed after the first model read is looked at a second time, and that look is one more voice', async () => {
  const { run, ran } = disagreement()
  const draft = await run()
  expect(ran.slice(-2)).toEqual(['model', 'model-second'])
  expect(draft.fields.size?.value).toEqual({ system: 'alpha', label: 'M' })
  expect(draft.fields.size?.conflicts[0]?.evidence.map(({ read }) => read).toSorted()).toEqual([
    'model',
    'model-second',
  ])
  expect(draft.fields.size?.confidence).toBeLessThan((await disagreement('single').run()).fields.size?.confidence ?? 0)
  expect(draft.provenance.reads.slice(-2).map(({ read }) => read)).toEqual(['model', 'model-second'])
  expect(draft.provenance.degraded).toEqual([])
})

test('the second read sees what the first one came to', async () => {
  const { deps, run } = disagreement()
  const { secondModelRead } = deps
  let size: unknown = null
  deps.secondModelRead = (known, settings) => {
    size = known.fields.size?.conflicts[0]?.value
    return secondModelRead?.(known, settings) ?? expect.unreachable()
  }
  await run()
  expect(size).toEqual({ system: 'alpha', label: 'L' })
})

test('an outage of the second read repeats nothing of the first, and at the end costs only what it would have said', async () => {
  const { deps, run, ran, modelRead } = disagreement()
  let outages = 2
  deps.secondModelRead = modelRead(() => {
    if (outages-- > 0) throw away('model-unavailable')
    return []
  }, 'model-second')
  await expect(run()).rejects.toMatchObject({ code: 'model-unavailable' })
  deps.mayRetry = () => false
  const draft = await run()
  expect(ran.filter((name) => name === 'model')).toHaveLength(1)
  expect(draft.fields.size?.conflicts).toHaveLength(1)
  expect(draft.provenance.degraded).toEqual(['model'])
  expect(draft.provenance.reads.at(-1)).toMatchObject({ read: 'model-second', error: 'model-unavailable' })
})

test('a draft whose model could not be reached is not looked at a second time', async () => {
  const { deps, run, ran, modelRead } = disagreement('double')
  deps.modelRead = modelRead(() => {
    throw new HangtagError('refused', { code: 'model-refused', disposition: 'give-up' })
  })
  deps.mayRetry = () => false
  expect((await run()).provenance.degraded).toEqual(['model'])
  expect(ran).not.toContain('model-second')
})

test('a bug in a read is not taken for an outage', async () => {
  const { deps, run, modelRead } = bench({ settings: settingsWith({ model }), mayRetry: () => false })
  deps.modelRead = modelRead(() => {
    throw new TypeError('undefined')
  })
  await expect(run()).rejects.toThrow(TypeError)
})

test('reads that the settings leave out are not run, and not counted as missing', async () => {
  const settings = settingsWith({ reads: { label: false, photoColor: false, neighbors: false, model: 'off' } })
  const { ran, run } = bench({ settings })
  expect((await run()).provenance.degraded).toEqual([])
  expect(ran).toEqual(['seller-text'])
})

test('photos of which none can be used are said; one of several is not', async () => {
  const none = await bench({ work: { photos: [photo(0, 'rejected'), photo(1, 'rejected')] } }).run()
  expect(none.provenance.degraded).toContain('photos')
  const some = await bench({ work: { photos: [photo(0, 'normalized'), photo(1, 'rejected')] } }).run()
  expect(some.provenance.degraded).not.toContain('photos')
})

test('a person’s correction wins over every read', async () => {
  const corrections = [{ field: 'category', after: 'skirts', by: 'key_1', at: '2026-11-21T10:00:00Z' }]
  const draft = await bench({ work: { corrections } }).run()
  expect(draft.fields.category).toMatchObject({ value: 'skirts', status: 'corrected' })
})

test('a stop is a stop, not a degraded draft', async () => {
  const stop = new AbortController()
  const { deps, run, modelRead } = bench({ settings: settingsWith({ model }), mayRetry: () => false })
  deps.modelRead = modelRead(() => {
    stop.abort(new Error('stopping'))
    throw away('model-unavailable')
  })
  await expect(run(stop.signal)).rejects.toThrow('stopping')
})

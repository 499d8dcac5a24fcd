import sharp from 'sharp'
import { expect, test } from 'vitest'
import { recordSchema } from '../../src/domain/record.ts'
import { until } from '../stubs/until.ts'
import { modelPlatform } from './model-platform.ts'

// The model wave on the real queue and store, against an OpenAI-compatible endpoint that is a process of its own.

const on = modelPlatform({ JOB_ATTEMPTS: '3' })
const photo = () =>
  sharp({ create: { width: 600, height: 600, channels: 3, background: '#c01818' } })
    .jpeg()
    .toBuffer()
const send = async (text: string): Promise<string> => {
  const { body } = await on.platform.call('POST', '/v1/listings', { text })
  return body.listingId
}

test('a configured model is asked once, and the draft says which, with what prompt and usage', async () => {
  await on.model.play([])
  await on.start()
  const record = await on.platform.listing(await send('blue cotton dress, size M'), 'draft', 'needs-review')
  expect(record.provenance.degraded).toEqual(['catalog'])
  expect(record.provenance.reads.find(({ read }) => read === 'model')).toMatchObject({
    cached: false,
    model: 'a-model',
    prompt: expect.stringMatching(/^extract-attributes@/),
    usage: { input: expect.any(Number), output: expect.any(Number) },
  })
  expect((await on.model.seen()).count).toBe(1)
})

test('where model and free reads disagree, it is looked at again, a stronger model judges, and the record shows both', async () => {
  const label = [{ photo: 0, quote: 'L' }]
  await on.model.play([
    JSON.stringify({
      category: { evidence: [{ photo: 0, quote: null }], fits: 'yes' },
      chosen: [],
      slotted: [],
      written: [{ field: 'size', applies: 'yes', evidence: label, values: ['alpha L'] }],
    }),
    JSON.stringify({ statements: [{ evidence: label, about: 'size label', value: 'L' }] }),
    JSON.stringify({ verdicts: [{ dispute: 'd1', evidence: label, choice: 'c1', words: null }] }),
  ])
  await on.start({ MODEL_STRONG: 'a-larger-model' })
  const form = new FormData()
  form.append('photos', new Blob([await photo()], { type: 'image/jpeg' }), 'front.jpg')
  form.append('text', 'red cotton dress, size M')
  const { body } = await on.platform.call('POST', '/v1/listings', form)
  const record = await on.platform.listing(body.listingId, 'draft', 'needs-review')

  expect(recordSchema.safeParse(record).error).toBeUndefined()
  const { size } = record.fields
  expect(size).toMatchObject({ value: { system: 'alpha', label: 'M' }, status: 'stated' })
  expect(size?.evidence).toContainEqual(expect.objectContaining({ read: 'seller-text', quote: 'size M' }))
  expect(size?.conflicts).toMatchObject([{ value: { system: 'alpha', label: 'L' }, label: 'L' }])
  expect(size?.conflicts[0]?.evidence).toEqual(
    expect.arrayContaining([
      { read: 'model', kind: 'label', photo: 0, quote: 'L' },
      { read: 'model-second', kind: 'label', photo: 0, quote: 'L' },
    ]),
  )
  expect(record.review.reasons).toContain('size: the seller says M, the label says L')
  expect(record.provenance.degraded).toEqual(['catalog'])

  const steps = record.provenance.reads.flatMap(({ read, steps: taken = [] }) =>
    (taken as { prompt: string; model: string; photos: unknown }[]).map((step) => ({ read, ...step })),
  )
  expect(steps.map(({ read, prompt, model: asked }) => [read, prompt.split('@')[0], asked])).toEqual([
    ['model', 'extract-attributes', 'a-model'],
    ['model-second', 'describe-evidence', 'a-model'],
    ['model-second', 'resolve-conflict', 'a-larger-model'],
  ])
  for (const { photos } of steps) expect(photos).toMatchObject([{ index: 0, kind: 'photo' }])
})

test('what words do not say is asked first: the category by its photos, then the fields that it has and no others', async () => {
  const evidence = [{ photo: 0, quote: null }]
  await on.model.play([JSON.stringify({ evidence, choice: 'skirts', words: null })])
  await on.start({ MODEL_READS: 'single' })
  const form = new FormData()
  form.append('photos', new Blob([await photo()], { type: 'image/jpeg' }), 'front.jpg')
  form.append('text', 'worn once, size M')
  const { body } = await on.platform.call('POST', '/v1/listings', form)
  const record = await on.platform.listing(body.listingId, 'draft', 'needs-review')
  expect(record.fields.category).toMatchObject({
    value: 'skirts',
    status: 'observed',
    evidence: [{ read: 'model', kind: 'photo', photo: 0 }],
  })
  const { seen } = await on.model.seen()
  const [choosing, extracting] = seen.map(({ body: asked }) => asked.response_format?.json_schema)
  expect(seen).toHaveLength(2)
  expect(choosing?.name).toBe('category')
  expect(JSON.stringify(extracting?.schema)).toContain('skirt-type')
  expect(JSON.stringify(extracting?.schema)).not.toContain('heel-type')
})

test('an outage is ridden out, and the free reads are not repeated meanwhile', async () => {
  await on.model.play(['server-error', 'overloaded'])
  await on.start()
  const record = await on.platform.listing(await send('blue cotton dress'), 'draft', 'needs-review')
  expect(record.provenance.degraded).toEqual(['catalog'])
  expect(record.provenance.reads.map(({ read, cached }) => `${read} ${cached}`)).toEqual([
    'seller-text true',
    'label true',
    'photo-color true',
    'model false',
  ])
})

test('an outage that does not end gives the free draft, marked', async () => {
  await on.model.play([], { otherwise: 'server-error' })
  await on.start()
  const record = await on.platform.listing(await send('blue cotton dress'), 'draft', 'needs-review')
  expect(record.provenance.degraded).toEqual(['catalog', 'model'])
  expect(record.fields.category?.value).toBe('dresses')
  expect((await on.model.seen()).count).toBe(3)
})

test('a model that refuses gives the free draft at once', async () => {
  await on.model.play([], { otherwise: 'refusal' })
  await on.start()
  const record = await on.platform.listing(await send('blue cotton dress'), 'draft', 'needs-review')
  expect(record.provenance.degraded).toEqual(['catalog', 'model'])
  expect((await on.model.seen()).count).toBe(1)
})

test('a draft that could not be written is written later without asking the model again', async () => {
  await on.model.play([])
  await on.start()
  const { writeDraft } = on.platform.parts.api
  let refusals = 1
  on.platform.parts.api.writeDraft = (...given) => {
    if (refusals-- > 0) throw new Error('the API went away')
    return writeDraft(...given)
  }
  const record = await on.platform.listing(await send('blue cotton dress'), 'draft', 'needs-review')
  expect(record.provenance.reads.find(({ read }) => read === 'model')?.cached).toBe(true)
  expect((await on.model.seen()).count).toBe(1)
})

test('a stop while the model thinks gives the job back, and it is done after the restart', async () => {
  await on.model.play([], { otherwise: 'hang' })
  await on.start({ STOP_DEADLINE_MS: '100' })
  const id = await send('blue cotton dress')
  await until('the model to be asked', async () => (await on.model.seen()).count === 1)
  await on.platform.stopWorkers()
  await on.model.play([])
  on.platform.runWorkers()
  const record = await on.platform.listing(id, 'draft', 'needs-review')
  expect(record.provenance.degraded).toEqual(['catalog'])
})

import { describe, expect, test } from 'vitest'
import { recordSchema } from '../../src/domain/record.ts'
import { modelPlatform } from './model-platform.ts'

// Copy by a model on the real queue and store, against an OpenAI-compatible endpoint that is a process of its own.

const on = modelPlatform({ MODEL_READS: 'single', COPY_WRITER: 'model' })

const text = 'Blue cotton dress, size M, worn twice. Sold as is, NO returns.'
const written = (title: string | null, description: string, target = 'generic') =>
  JSON.stringify({ copies: [{ target, title, description }] })

/** The record of a listing whose reads are answered well, and its copy by the script. */
async function digitized(script: string[], over: Record<string, string> = {}) {
  await on.model.play(['ok', ...script])
  await on.start(over)
  const { body } = await on.platform.call('POST', '/v1/listings', { text })
  return recordSchema.parse(await on.platform.listing(body.listingId, 'draft', 'needs-review'))
}
const copyRun = ({ provenance }: Awaited<ReturnType<typeof digitized>>) =>
  provenance.reads.find(({ read }) => read === 'copy')

test('titles and descriptions for every target come from one call, booked and marked', async () => {
  const record = await digitized(['ok'], { COPY_TARGETS: 'generic,ebay,google,shopify,depop,vinted' })
  expect(record.copy.title).toMatchObject({ aiWritten: true, text: expect.stringContaining('Dress') })
  expect(record.copy['google.description']).toMatchObject({ aiWritten: true, attribute: 'structured_description' })
  expect(record.copy['depop.title']).toBeUndefined()
  expect(Object.values(record.copy).filter(({ aiWritten }) => !aiWritten)).toEqual([])
  expect(record.copy.description?.text).toContain('Sold as is, NO returns')
  expect(copyRun(record)).toMatchObject({
    prompt: expect.stringMatching(/^write-copy@/),
    usage: { input: expect.any(Number) },
  })
  const { seen } = await on.model.seen()
  expect(seen).toHaveLength(2)
  expect(seen[1]?.body.response_format?.json_schema).toMatchObject({ name: 'copy', strict: true })
})

test('an answer that does not fit is repaired in one turn', async () => {
  const record = await digitized(['wrong-shape', 'ok'])
  expect(record.copy.title?.aiWritten).toBe(true)
  expect((await on.model.seen()).count).toBe(3)
})

describe('the fields speak instead, and the record says why,', () => {
  test.each([
    ['a brand from nowhere', written('Gucci blue cotton dress', 'A dress.'), 'title', 'brand'],
    ['a refusal inside the answer', written('Blue dress', 'I cannot help with that.'), 'description', 'refusal'],
    ['a gap', written('Blue dress', 'A dress by [brand].'), 'description', 'placeholder'],
    ['another size', written('Blue dress', 'A blue dress in size XL.'), 'description', 'number'],
    ['another target', written('Blue dress', 'A blue dress.', 'ebay'), 'title', 'missing'],
  ])('for %s', async (_, said, piece, code) => {
    const record = await digitized([said])
    expect(record.copy[piece]?.aiWritten).toBe(false)
    expect(copyRun(record)?.refused).toContainEqual(expect.objectContaining({ piece, code }))
    expect(JSON.stringify(record.copy)).not.toMatch(/gucci|cannot|\[brand|XL/i)
  })

  test.each([
    ['refusal', 'model-refused'],
    ['length', 'model-length'],
    ['content-filter', 'model-content-filter'],
    ['server-error', 'model-unavailable'],
    ['insufficient-quota', 'model-quota'],
  ])('for a call that ends in %s', async (scenario, code) => {
    const record = await digitized([scenario, scenario])
    expect(record.copy.title).toMatchObject({ aiWritten: false, text: expect.stringContaining('Dresses') })
    expect(copyRun(record)).toMatchObject({ error: code })
    expect(record.provenance.degraded).toEqual(['catalog'])
  })
})

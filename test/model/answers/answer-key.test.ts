import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { answerKey, readableRequest } from '../../../src/model/answers/answer-key.ts'
import { planCalls } from '../../../src/model/plan-calls.ts'
import { modelCase } from '../model-case.ts'

async function keyOf(more: Parameters<typeof modelCase>[0] = {}): Promise<string> {
  const input = modelCase(more)
  const [call] = await planCalls(input)
  if (call === undefined) throw new Error('nothing is asked about this case')
  return answerKey(call, input)
}
const { listing, photos, settings } = modelCase()
const otherJpeg = await sharp({ create: { width: 32, height: 32, channels: 3, background: 'red' } })
  .jpeg()
  .toBuffer()

describe('the key of an answer', () => {
  it('is the same for the same question, whichever listing of the tenant asks it', async () => {
    expect(await keyOf()).toMatch(/^[a-z-]+\.[0-9a-f]{64}$/)
    expect(await keyOf()).toBe(await keyOf())
    expect(await keyOf({ listing: { ...listing, listingId: 'lst_2' } })).toBe(await keyOf())
  })

  it.each([
    ['tenant', { listing: { ...listing, tenant: 'closet-10' } }],
    ['endpoint', { endpoint: 'api.openai.com' }],
    ['model', { model: 'large' }],
    ['text', { listing: { ...listing, text: `${listing.text}.` } }],
    ['photo', { photos: photos.map((photo) => ({ ...photo, bytes: otherJpeg })) }],
    ['order of photos', { photos: photos.toReversed() }],
    ['photo left out', { photos: photos.slice(1) }],
    [
      'output limit',
      { settings: { ...settings, model: { ...settings.model, outputTokensMax: 99 } } as typeof settings },
    ],
  ])('is another one for another %s', async (_, more) => {
    expect(await keyOf(more)).not.toBe(await keyOf())
  })
})

describe('a request for a person to read', () => {
  it('holds all of it, and each photo by its hash', async () => {
    const [call] = await planCalls(modelCase())
    const text = JSON.stringify(readableRequest(call?.request as never))
    expect(text).not.toContain('base64')
    const sha256 = createHash('sha256')
      .update(photos[0]?.bytes ?? '')
      .digest('hex')
    expect(text).toContain(`image/jpeg, ${photos[0]?.bytes.length} bytes, sha256 ${sha256}`)
    expect(text).toContain('Blue cotton dress')
    expect(text.length).toBeLessThan(JSON.stringify(call?.request).length)
  })

  it('leaves a stranger’s words as they are, also where they look like a photo', () => {
    const content = 'see data:image/jpeg;base64,AAAA'
    expect(readableRequest({ model: 'm', messages: [{ role: 'user', content }] })).toMatchObject({
      messages: [{ content }],
    })
  })
})

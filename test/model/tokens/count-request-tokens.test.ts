import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { ModelRequest } from '../../../src/model/model-call.ts'
import { chooseProfile } from '../../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../../src/model/profiles/load-profiles.ts'
import { countRequestTokens } from '../../../src/model/tokens/count-request-tokens.ts'
import { requestTokens } from '../../../src/model/tokens/request-tokens.ts'

const profiles = await loadProfiles()
const openai = chooseProfile(profiles, { baseUrl: 'https://api.openai.com/v1', profile: null })
const generic = chooseProfile(profiles, { baseUrl: 'http://127.0.0.1:9/v1', profile: null })

const photo = async (width: number, height: number) => {
  const bytes = await sharp({ create: { width, height, channels: 3, background: 'navy' } })
    .jpeg()
    .toBuffer()
  return `data:image/jpeg;base64,${bytes.toString('base64')}`
}
const asking = (parts: unknown[], more: Partial<ModelRequest> = {}): ModelRequest => ({
  model: 'gpt-4.1-mini',
  messages: [{ role: 'user', content: parts as never }],
  ...more,
})

describe('input tokens of a request', () => {
  it('are its words by the tokenizer, raised to what they can be at most', () => {
    const words = asking([{ type: 'text', text: 'a blue cotton dress' }])
    const counted = countRequestTokens(words, openai)
    // Four words, four tokens; the message and the answer's beginning cost seven more.
    expect(counted).toBeGreaterThanOrEqual(11)
    expect(counted).toBeLessThan(20)
    expect(countRequestTokens(words, generic)).toBeGreaterThan(counted)
  })

  it('take in the schema, which is sent beside the messages', () => {
    const schema = { type: 'object', properties: { color: { type: 'string', enum: ['blue', 'navy', 'gray'] } } }
    const format = { type: 'json_schema' as const, json_schema: { name: 'x', schema, strict: true } }
    const without = countRequestTokens(asking([]), openai)
    expect(countRequestTokens(asking([], { response_format: format }), openai)).toBeGreaterThan(without + 20)
  })

  it('take in each photo by its size and the rule of the model', async () => {
    const image = { type: 'image_url', image_url: { url: await photo(768, 1_024) } }
    expect(requestTokens(asking([image]), openai).images).toBe(Math.ceil(768 * 1.62))
    expect(requestTokens(asking([image, image]), openai).images).toBe(2 * Math.ceil(768 * 1.62))
    expect(requestTokens(asking([image], { model: 'gpt-4o' }), openai).images).toBe(765)
  })

  it('count a photo that cannot be measured as the largest there is', () => {
    const image = { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,AAAA' } }
    expect(requestTokens(asking([image]), openai).images).toBeGreaterThan(1_400 * 1.62)
  })
})

import { describe, expect, it } from 'vitest'
import type { ModelRequest } from '../../../src/model/model-call.ts'
import { adaptRequest } from '../../../src/model/profiles/adapt-request.ts'
import { chooseProfile } from '../../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../../src/model/profiles/load-profiles.ts'
import type { Profile } from '../../../src/model/profiles/profile.ts'

const profiles = await loadProfiles()
const profile = (name: string): Profile => chooseProfile(profiles, { baseUrl: 'http://127.0.0.1:9/v1', profile: name })
const names = Object.keys(profiles.endpoints)

const schema = { type: 'object', properties: {}, required: [], additionalProperties: false }
const planned = (more: Partial<ModelRequest> = {}): ModelRequest => ({
  model: 'some-model',
  messages: [
    { role: 'system', content: 'Rules.' },
    {
      role: 'user',
      content: [
        { type: 'text', text: 'Photo 0:' },
        { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,AAAA' } },
      ],
    },
  ],
  response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema } },
  max_completion_tokens: 2_000,
  ...more,
})
const everything = planned({
  temperature: 0.2,
  logprobs: true,
  top_logprobs: 2,
  reasoning_effort: 'medium',
  service_tier: 'flex',
  prompt_cache_key: 'fields-1',
  store: false,
})

describe('a request adapted to an endpoint', () => {
  it.each([
    ['openai', 'max_completion_tokens'],
    ['azure', 'max_completion_tokens'],
    ['vllm', 'max_completion_tokens'],
    ['ollama', 'max_tokens'],
    ['llama.cpp', 'max_tokens'],
    ['litellm', 'max_tokens'],
    ['openrouter', 'max_tokens'],
    ['generic', 'max_completion_tokens'],
  ])('%s: the output cap goes under the name that is read there, and under no other', (name, parameter) => {
    const { max_tokens, max_completion_tokens } = adaptRequest(planned(), profile(name))
    expect({ max_tokens, max_completion_tokens }).toEqual({ [parameter]: 2_000 })
  })

  it.each([
    [
      'openai',
      ['logprobs', 'prompt_cache_key', 'reasoning_effort', 'service_tier', 'store', 'temperature', 'top_logprobs'],
    ],
    ['azure', ['logprobs', 'prompt_cache_key', 'reasoning_effort', 'temperature', 'top_logprobs']],
    ['vllm', ['logprobs', 'temperature', 'top_logprobs']],
    ['ollama', ['temperature']],
    ['llama.cpp', ['logprobs', 'temperature', 'top_logprobs']],
    ['litellm', ['logprobs', 'prompt_cache_key', 'reasoning_effort', 'temperature', 'top_logprobs']],
    ['openrouter', ['logprobs', 'reasoning_effort', 'temperature', 'top_logprobs']],
    ['generic', []],
  ])('%s: parameters that it does not take are left out', (name, kept) => {
    const common = ['max_completion_tokens', 'max_tokens', 'messages', 'model', 'response_format']
    const sent = Object.keys(adaptRequest(everything, profile(name))).filter((key) => !common.includes(key))
    expect(sent.sort()).toEqual(kept)
  })

  it('a model that refuses any temperature but its own is sent none, wherever it is served', () => {
    for (const [name, model] of [
      ['openai', 'gpt-6-luna'],
      ['azure', 'gpt-5-mini'],
      ['openrouter', 'openai/o4-mini'],
    ] as const) {
      const sent = adaptRequest({ ...everything, model }, profile(name))
      expect(sent).not.toHaveProperty('temperature')
      expect(sent).not.toHaveProperty('logprobs')
      expect(sent).not.toHaveProperty('top_logprobs')
      expect(sent.reasoning_effort).toBe('medium')
    }
  })

  it('what the profile sends by itself gives way to what the request says', () => {
    expect(adaptRequest(planned(), profile('ollama')).temperature).toBe(0)
    expect(adaptRequest(planned({ temperature: 0.7 }), profile('ollama')).temperature).toBe(0.7)
    expect(adaptRequest(planned({ model: 'gpt-6-luna' }), profile('openai')).reasoning_effort).toBe('low')
    expect(adaptRequest(planned({ model: 'gpt-5-mini' }), profile('vllm'))).not.toHaveProperty('reasoning_effort')
    expect(adaptRequest(planned(), profile('openai')).store).toBe(false)
  })

  it('photos stay JPEG data URLs everywhere, with `detail` only where it is known', () => {
    const images = (name: string) => {
      const { messages } = adaptRequest(planned(), profile(name))
      return JSON.parse(JSON.stringify(messages[1]?.content))[1].image_url
    }
    const url = 'data:image/jpeg;base64,AAAA'
    expect(images('openai')).toEqual({ url, detail: 'high' })
    expect(images('azure')).toEqual({ url, detail: 'high' })
    for (const name of ['vllm', 'ollama', 'llama.cpp', 'litellm', 'openrouter', 'generic'])
      expect(images(name)).toEqual({ url })
  })

  it('an endpoint that holds to no schema is told it in the rules, and the strangers’ turn stays as it was', () => {
    const loose: Profile = { ...profile('generic'), structuredOutput: 'json_object' }
    const sent = adaptRequest(planned(), loose)
    expect(sent.response_format).toEqual({ type: 'json_object' })
    expect(sent.messages[0]?.content).toContain('Rules.')
    expect(sent.messages[0]?.content).toContain(JSON.stringify(schema))
    expect(sent.messages[1]).toEqual(planned().messages[1])
    const bare = adaptRequest(planned(), { ...loose, structuredOutput: 'text' })
    expect(bare).not.toHaveProperty('response_format')
    expect(bare.messages[0]?.content).toContain(JSON.stringify(schema))
  })

  it('adapted twice is adapted once', () => {
    const loose: Profile = { ...profile('generic'), structuredOutput: 'json_object' }
    for (const each of [...names.map(profile), loose]) {
      const once = adaptRequest(everything, each)
      expect(adaptRequest(once, each)).toEqual(once)
    }
  })

  it('leaves the planned request as it was', () => {
    const before = structuredClone(everything)
    adaptRequest(everything, profile('ollama'))
    expect(everything).toEqual(before)
  })
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chooseProfile } from '../../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../../src/model/profiles/load-profiles.ts'
import { modelRules } from '../../../src/model/profiles/model-rules.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-profiles-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

const shipped = await loadProfiles()
const nameFor = (baseUrl: string) => chooseProfile(shipped, { baseUrl, profile: null }).name

describe('the profile of an endpoint', () => {
  it('is guessed from its address', () => {
    const expected = {
      'https://api.openai.com/v1': 'openai',
      'https://eu.api.openai.com/v1': 'openai',
      'https://closet.openai.azure.com/openai/v1': 'azure',
      'https://openrouter.ai/api/v1': 'openrouter',
      'http://127.0.0.1:11434/v1': 'ollama',
      'http://gpu-3:8000/v1': 'vllm',
      'http://localhost:8080/v1': 'llama.cpp',
      'http://proxy:4000': 'litellm',
      'https://models.example.com/v1': 'generic',
      // A name that only begins like a known one is someone else's.
      'https://api.openai.com.example.net/v1': 'generic',
    }
    expect(Object.fromEntries(Object.keys(expected).map((url) => [url, nameFor(url)]))).toEqual(expected)
  })

  it('is the named one where one is named, and a wrong name is refused with those that there are', () => {
    const baseUrl = 'https://models.example.com/v1'
    expect(chooseProfile(shipped, { baseUrl, profile: 'vllm' }).name).toBe('vllm')
    expect(() => chooseProfile(shipped, { baseUrl, profile: 'vlm' })).toThrow(
      expect.objectContaining({
        code: 'profile-unknown',
        evidence: expect.objectContaining({ known: expect.arrayContaining(['vllm', 'generic']) }),
      }),
    )
  })
})

describe("a user's file", () => {
  it('replaces the parts of an endpoint that it names and leaves the rest', async () => {
    const profiles = await file('own.yaml', 'endpoints: { ollama: { structuredOutput: json_object } }')
    const own = chooseProfile(await loadProfiles({ profiles, prices: null }), {
      baseUrl: 'http://127.0.0.1:11434/v1',
      profile: null,
    })
    expect(own.name).toBe('ollama')
    expect(own.structuredOutput).toBe('json_object')
    expect(own.outputTokens).toBe('max_tokens')
  })

  it('adds an endpoint, whose hosts are asked first', async () => {
    const profiles = await file('new.json', '{"endpoints":{"ours":{"hosts":["*:8000"],"outputTokens":"max_tokens"}}}')
    const loaded = await loadProfiles({ profiles, prices: null })
    const ours = chooseProfile(loaded, { baseUrl: 'http://gpu:8000/v1', profile: null })
    expect(ours.name).toBe('ours')
    expect(ours.outputTokens).toBe('max_tokens')
    expect(ours.takes).toEqual([])
  })

  it('gives a model an image rule and a price that go before the shipped ones', async () => {
    const profiles = await file(
      'models.yaml',
      'models: [{ match: [gpt-4o], image: { kind: flat, tokens: 7, side: 512 }, shutdownOn: "2030-01-01" }]',
    )
    const prices = await file(
      'prices.yaml',
      'prices: [{ endpoint: api.openai.com, model: gpt-4o, input: 2, cached: 1, cacheWrite: 2, output: 8 }]',
    )
    const loaded = await loadProfiles({ profiles, prices })
    const rules = modelRules(chooseProfile(loaded, { baseUrl: 'https://api.openai.com/v1', profile: null }), 'gpt-4o')
    expect(rules.image).toEqual({ kind: 'flat', tokens: 7, side: 512 })
    expect(rules.shutdownOn).toBe('2030-01-01')
    expect(rules.price?.output).toBe(8)
  })

  it('with mistakes is refused with each of them by name', async () => {
    const profiles = await file('bad.yaml', 'endpoints: { ollama: { outputToken: max_tokens } }\nmodel: []')
    await expect(loadProfiles({ profiles, prices: null })).rejects.toMatchObject({
      code: 'profiles-invalid',
      message: expect.stringMatching(/endpoints\.ollama.*outputToken[\s\S]*model/),
    })
    await expect(loadProfiles({ profiles: join(folder, 'nowhere.yaml'), prices: null })).rejects.toMatchObject({
      code: 'profiles-invalid',
    })
  })
})

describe('what is known of a model', () => {
  const openai = chooseProfile(shipped, { baseUrl: 'https://api.openai.com/v1', profile: null })
  const openrouter = chooseProfile(shipped, { baseUrl: 'https://openrouter.ai/api/v1', profile: null })
  const ollama = chooseProfile(shipped, { baseUrl: 'http://127.0.0.1:11434/v1', profile: null })

  it('says when the four models of 2027-01-14 end, under any of their names', () => {
    for (const name of [
      'gpt-4o',
      'gpt-4o-mini',
      'gpt-4.1',
      'gpt-4.1-mini',
      'gpt-4o-2024-11-20',
      'gpt-4.1-mini-2025-04-14',
    ])
      expect([name, modelRules(openai, name).shutdownOn]).toEqual([name, '2027-01-14'])
    expect(modelRules(openrouter, 'openai/gpt-4o').shutdownOn).toBe('2027-01-14')
    expect(modelRules(openai, 'gpt-6-luna').shutdownOn).toBeNull()
    expect(modelRules(openai, 'gpt-4.1-nano').shutdownOn).toBeNull()
  })

  it('holds for a name behind a router, and not for a local model of the same name', () => {
    const tiled = { kind: 'tiles', side: 512, longestSide: 2_048, shortestSide: 768, base: 85, each: 170 }
    expect(modelRules(openai, 'gpt-4o').image).toEqual(tiled)
    expect(modelRules(openrouter, 'openai/gpt-4o').image).toEqual(tiled)
    expect(modelRules(ollama, 'gpt-4o').image).toEqual(ollama.tokens.image)
  })

  it('of an open model holds on every server, whatever the name of its file', () => {
    const vllm = chooseProfile(shipped, { baseUrl: 'http://gpu:8000/v1', profile: null })
    const sides = (name: string) => [ollama, vllm, openrouter].map((profile) => modelRules(profile, name).image.side)
    expect(sides('qwen2.5vl:7b')).toEqual([28, 28, 28])
    expect(sides('Qwen/Qwen3-VL-8B-Instruct')).toEqual([32, 32, 32])
    expect(modelRules(ollama, 'gemma3:12b').image.kind).toBe('flat')
  })

  it('leaves no price where none is known', () => {
    expect(modelRules(openai, 'gpt-6-luna').price).toMatchObject({ input: 0.1, output: 0.5 })
    expect(modelRules(openai, 'gpt-6-sol').price).toBeNull()
    expect(modelRules(openrouter, 'openai/gpt-6-luna').price).toBeNull()
  })
})

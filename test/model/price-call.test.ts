import { describe, expect, it } from 'vitest'
import { priceCall } from '../../src/model/price-call.ts'
import { chooseProfile } from '../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../src/model/profiles/load-profiles.ts'

const profiles = await loadProfiles()
const at = (host: string) => chooseProfile(profiles, { baseUrl: `https://${host}/v1`, profile: null })
const openai = at('api.openai.com')
const luna = 'gpt-6-luna'
const million = 1_000_000

describe('the price of a call', () => {
  it.each([
    ['plain input', { input: million, cached: 0, output: 0 }, 0.1],
    ['cached input', { input: million, cached: million, output: 0 }, 0.01],
    ['a cache write', { input: million, cached: 0, cacheWrite: million, output: 0 }, 0.125],
    ['output', { input: 0, cached: 0, output: million }, 0.5],
    ['the flex tier', { input: million, cached: 0, output: million, tier: 'flex' }, 0.3],
  ])('counts %s at its own price', (_, usage, dollars) => {
    expect(priceCall(usage, openai, luna)).toBeCloseTo(dollars, 9)
  })

  it('counts each input token once', () => {
    expect(priceCall({ input: 2_210, cached: 1_408, cacheWrite: 500, output: 190 }, openai, luna)).toBeCloseTo(
      (302 * 0.1 + 1_408 * 0.01 + 500 * 0.125 + 190 * 0.5) / million,
      12,
    )
  })

  it('is null, never zero, where it is not known', () => {
    const usage = { input: 10, cached: 0, output: 10 }
    expect(priceCall(usage, openai, 'another')).toBeNull()
    expect(priceCall(usage, at('localhost:8000'), luna)).toBeNull()
    expect(priceCall({ ...usage, tier: 'priority' }, openai, luna)).toBeNull()
  })
})

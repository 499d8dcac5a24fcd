import { describe, expect, it } from 'vitest'
import { chooseProfile } from '../../../src/model/profiles/choose-profile.ts'
import { endpointAddress } from '../../../src/model/profiles/endpoint-address.ts'
import { loadProfiles } from '../../../src/model/profiles/load-profiles.ts'

const profiles = await loadProfiles()
const address = (baseUrl: string, apiKey: string | null = 'hush') =>
  endpointAddress({ baseUrl, apiKey }, chooseProfile(profiles, { baseUrl, profile: null }))

const bearer = { Authorization: 'Bearer hush' }
const azureKey = { Authorization: null, 'api-key': 'hush' }

describe('the address of an endpoint', () => {
  it.each([
    ['https://api.openai.com/v1', 'https://api.openai.com/v1', bearer, {}],
    ['http://127.0.0.1:11434/v1/', 'http://127.0.0.1:11434/v1', bearer, {}],
    ['https://closet.openai.azure.com', 'https://closet.openai.azure.com/openai/v1', azureKey, {}],
    ['https://closet.openai.azure.com/openai/v1/', 'https://closet.openai.azure.com/openai/v1', azureKey, {}],
    [
      'https://closet.openai.azure.com/openai/deployments/small',
      'https://closet.openai.azure.com/openai/deployments/small',
      azureKey,
      { 'api-version': '2024-10-21' },
    ],
    [
      'https://closet.openai.azure.com/openai/deployments/small?api-version=2025-04-01-preview',
      'https://closet.openai.azure.com/openai/deployments/small',
      azureKey,
      { 'api-version': '2025-04-01-preview' },
    ],
  ])('%s takes its requests, key and version where it looks for them', (given, baseURL, headers, query) => {
    expect(address(given)).toEqual({ baseURL, headers, query })
  })

  it('gets no key where there is none', () => {
    expect(address('http://127.0.0.1:8000/v1', null).headers).toEqual({ Authorization: null })
    expect(address('https://closet.openai.azure.com', null).headers).toEqual({ Authorization: null })
  })
})

import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { createModelClient } from '../../src/model/model-client.ts'
import { chooseProfile } from '../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../src/model/profiles/load-profiles.ts'

const profiles = await loadProfiles()

/** What the server saw of one request that was sent to it under this profile. */
async function seen(profileName: string, path: string, apiKey: string | null): Promise<IncomingMessage> {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'application/json').end('{"choices":[]}'),
  ).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as { port: number }).port}${path}`
  const profile = chooseProfile(profiles, { baseUrl, profile: profileName })
  const { send } = createModelClient({ baseUrl, apiKey, deadlineMs: 5_000, profile })
  const request = once(server, 'request')
  await send({ model: 'm', messages: [] }, new AbortController().signal)
  return (await request)[0] as IncomingMessage
}

it('Azure gets its key in a header of its own, and a version where the address names a deployment', async () => {
  const { url, headers } = await seen('azure', '/openai/deployments/small', 'hush')
  expect(url).toBe('/openai/deployments/small/chat/completions?api-version=2024-10-21')
  expect(headers).toMatchObject({ 'api-key': 'hush' })
  expect(headers).not.toHaveProperty('authorization')
})

it('others get a bearer token, and none where there is no key', async () => {
  expect((await seen('openai', '/v1', 'hush')).headers.authorization).toBe('Bearer hush')
  const open = await seen('ollama', '/v1', null)
  expect(open.url).toBe('/v1/chat/completions')
  expect(open.headers).not.toHaveProperty('authorization')
})

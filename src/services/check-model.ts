import { z } from 'zod'
import { endpointAddress } from '../model/profiles/endpoint-address.ts'
import type { Profile } from '../model/profiles/profile.ts'
import { broken, type Check, limited, ok, reasonOf } from './check.ts'

const part = 'model'
const deadlineMs = 10_000
const listSchema = z.object({ data: z.array(z.object({ id: z.string() })) })

/** The model endpoint, by its list of models: costs nothing. Without a model the free reads work alone. */
export async function checkModel(
  model: { baseUrl: string; apiKey: string | null; name: string; profile: Profile } | null,
): Promise<Check> {
  if (model === null)
    return limited(
      part,
      'none is configured: the free reads work alone',
      'set MODEL_BASE_URL, MODEL_NAME and, if it asks for one, MODEL_API_KEY',
    )
  const { baseUrl, name } = model
  const address = endpointAddress(model, model.profile)
  const headers = Object.entries(address.headers).filter((entry): entry is [string, string] => entry[1] !== null)
  try {
    const list = new URL(`${address.baseURL}/models`)
    list.search = new URLSearchParams(address.query).toString()
    const answer = await fetch(list, {
      headers,
      signal: AbortSignal.timeout(deadlineMs),
    })
    const text = await answer.text()
    if (answer.status === 401 || answer.status === 403)
      return broken(part, `${baseUrl} refuses the key (status ${answer.status})`, 'correct MODEL_API_KEY')
    if (!answer.ok)
      return limited(
        part,
        `${baseUrl} answers, but lists no models (status ${answer.status})`,
        'check that MODEL_BASE_URL ends where /chat/completions begins, usually in /v1',
      )
    const parsed = listSchema.safeParse(json(text))
    if (!parsed.success || parsed.data.data.some(({ id }) => id === name))
      return ok(part, `${name} at ${baseUrl} (profile ${model.profile.name})`)
    return limited(
      part,
      `${baseUrl} does not list ${name}`,
      'check MODEL_NAME and MODEL_STRONG; some servers list only a part of what they serve',
    )
  } catch (error) {
    return broken(part, `no answer from ${baseUrl}: ${reasonOf(error)}`, 'start that server, or correct MODEL_BASE_URL')
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

import type { ChatCompletionContentPart, ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import type { Neighbor } from '../domain/catalog-item.ts'
import { choosePrompt } from '../prompt/choose-prompt.ts'
import { renderPrompt } from '../prompt/render-prompt.ts'
import type { ModelCall } from './model-call.ts'
import type { ModelInput, ModelPhoto } from './model-input.ts'
import type { Route } from './plan-routes.ts'
import { adaptRequest } from './profiles/adapt-request.ts'

/**
 * One call out of a prompt and its values. What a stranger wrote comes fenced and in the user's turn only; photos stand at the
 * end, each after its number. `strong`: asked of the stronger model; `route`: of
 * another one than the settings' main model, for these fields alone.
 */
export async function planRequest(
  name: string,
  values: Readonly<Record<string, string>>,
  call: Pick<ModelCall, 'form' | 'wireSchema' | 'slots'> & {
    category?: string | null
    photos: readonly ModelPhoto[]
    neighbors?: readonly Neighbor[]
    strong?: boolean
    route?: Route
  },
  { listing, settings, prompts, profile }: ModelInput,
): Promise<ModelCall> {
  const { form, wireSchema, slots, photos, category = null, neighbors = [], strong = false, route } = call
  if (settings.model === null) throw new Error('a call is planned for a model')
  const prompt = choosePrompt(prompts, name, settings.prompts, listing.listingId)
  const parts = await renderPrompt(prompt, values)
  const messages = parts.map(
    ({ role, text }): ChatCompletionMessageParam =>
      role === 'system'
        ? { role, content: text }
        : { role, content: [{ type: 'text', text }, ...photos.flatMap(photoParts)] },
  )
  const request = {
    model: (strong ? settings.model.strong : route?.model) ?? settings.model.name,
    messages,
    response_format: {
      type: 'json_schema' as const,
      json_schema: { name: wireSchema.name, strict: true, schema: wireSchema.jsonSchema },
    },
    max_completion_tokens: settings.model.outputTokensMax,
    // Calls that begin with the same words go to the machine that has them in its cache. Nothing of a listing is in it.
    prompt_cache_key: `${prompt.version}/${category ?? form}`.slice(0, cacheKeyMax),
  }
  return {
    step: prompt.name,
    prompt: prompt.version,
    request: adaptRequest(request, profile),
    wireSchema,
    form,
    attempt: 'first',
    category,
    ...(route?.fields == null ? {} : { fields: route.fields }),
    slots,
    seen: {
      text: listing.text,
      hints: Object.values(listing.hints).flatMap((hint) => (typeof hint === 'string' ? [hint] : [])),
      photos: [...new Set(photos.map(({ index }) => index))],
      neighbors: neighbors.map(({ id, score, category: kind, brand, attributes }) => ({
        id,
        score,
        values: { ...attributes, category: kind, brand },
      })),
    },
    photos: photos.map(({ bytes: _, ...photo }) => photo),
  }
}

/** As the same API limits identifiers of its kind. */
const cacheKeyMax = 64

/** A photo goes inside the request, as JPEG: some servers refuse addresses (Ollama) and some cannot read WebP (llama.cpp). */
function photoParts({ index, bytes, kind }: ModelPhoto): ChatCompletionContentPart[] {
  const data = Buffer.from(bytes).toString('base64')
  const text = kind === 'photo' ? `Photo ${index}:` : `Photo ${index}, its label enlarged:`
  return [
    { type: 'text', text },
    { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${data}` } },
  ]
}

import type { ChatCompletionContentPart, ChatCompletionMessageParam } from 'openai/resources/chat/completions'
import type { Neighbor } from '../domain/catalog-item.ts'
import type { Field } from '../domain/record.ts'
import type { Settings } from '../domain/settings.ts'
import { choosePrompt } from '../prompt/choose-prompt.ts'
import type { Prompts } from '../prompt/prompt.ts'
import { renderPrompt } from '../prompt/render-prompt.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { chooseDemonstrations } from './choose-demonstrations.ts'
import { describeTaxonomy } from './describe-taxonomy.ts'
import { fenceData } from './fence-data.ts'
import type { ModelCall } from './model-call.ts'
import { adaptRequest } from './profiles/adapt-request.ts'
import type { Profile } from './profiles/profile.ts'
import { createWireSchema } from './wire-schema.ts'

/** What a model read works on. `photos` are the stored `model` variants: exactly what the model is shown. */
export type ModelInput = {
  listing: { tenant: string; listingId: string; text: string; hints: Readonly<Record<string, unknown>> }
  photos: readonly { index: number; bytes: Uint8Array }[]
  neighbors: readonly Neighbor[]
  /** What the free reads came to. */
  fields: Readonly<Record<string, Field>>
  settings: Settings
  prompts: Prompts
  taxonomy: Taxonomy
  /** What the endpoint and its models are like. */
  profile: Profile
}

/** The prompt that this read asks with. */
export const extractPrompt = 'extract-attributes'

/**
 * Plans the requests for one listing and sends nothing: none where the settings name no model or there is nothing to read,
 * else one. Rules and definitions stand first, so that the prefix is the same for every listing and can be cached.
 */
export async function planCalls(input: ModelInput): Promise<ModelCall[]> {
  const { listing, photos, settings, taxonomy } = input
  if (settings.model === null || settings.reads.model === 'off') return []
  if (photos.length === 0 && listing.text.trim() === '') return []

  const prompt = choosePrompt(input.prompts, extractPrompt, settings.prompts)
  const demonstrations = chooseDemonstrations(input.neighbors, input.fields)
  const parts = await renderPrompt(prompt, {
    ...describeTaxonomy(taxonomy),
    neighbors: demonstrations.text,
    listing: fenceData({ text: listing.text, hints: listing.hints }),
  })
  const messages = parts.map(
    ({ role, text }): ChatCompletionMessageParam =>
      role === 'system'
        ? { role, content: text }
        : { role, content: [{ type: 'text', text }, ...photos.flatMap(photoParts)] },
  )
  const wireSchema = createWireSchema(taxonomy)
  return [
    {
      step: prompt.name,
      prompt: prompt.version,
      wireSchema,
      seen: {
        text: listing.text,
        photos: photos.map(({ index }) => index),
        neighbors: demonstrations.shown.map(({ id, score, category, brand, attributes }) => ({
          id,
          score,
          values: { ...attributes, category, brand },
        })),
      },
      request: adaptRequest(
        {
          model: settings.model.name,
          messages,
          response_format: {
            type: 'json_schema',
            json_schema: { name: wireSchema.name, strict: true, schema: wireSchema.jsonSchema },
          },
          max_completion_tokens: settings.model.outputTokensMax,
        },
        input.profile,
      ),
    },
  ]
}

/** A photo goes inside the request, as JPEG: some servers refuse addresses (Ollama) and some cannot read WebP (llama.cpp). */
function photoParts(photo: { index: number; bytes: Uint8Array }): ChatCompletionContentPart[] {
  const data = Buffer.from(photo.bytes).toString('base64')
  return [
    { type: 'text', text: `Photo ${photo.index}:` },
    { type: 'image_url', image_url: { url: `data:image/jpeg;base64,${data}` } },
  ]
}

import { createHash } from 'node:crypto'
import type { ChatCompletionContentPart } from 'openai/resources/chat/completions'
import type { ModelRequest } from '../model-call.ts'
import { modelRules } from '../profiles/model-rules.ts'
import type { Profile } from '../profiles/profile.ts'
import { imageTokens } from './image-tokens.ts'
import { jpegSize } from './jpeg-size.ts'
import { tokenizer } from './tokenizer.ts'

/** Where a request's input goes. `text`: messages and schema; `images`: all photos together. */
export type RequestTokens = { text: number; images: number; total: number }

/**
 * The most input tokens that a request can come to at this endpoint: its words and its schema by a real tokenizer, with the
 * profile's factor for other tokenizers, and its photos by the model's rule. A photo whose size cannot be read is counted as
 * the largest there is.
 */
export function requestTokens(request: ModelRequest, profile: Profile): RequestTokens {
  const { factor, perMessage } = profile.tokens
  const { image: rule } = modelRules(profile, request.model)
  let words = countText(JSON.stringify(request.response_format ?? ''))
  let images = 0
  for (const { role, content } of request.messages) {
    words += perMessage
    if (typeof content === 'string') words += countText(content)
    for (const part of partsOf(content)) {
      if (part.type === 'text') words += countText(part.text)
      else if (part.type === 'image_url') images += imageTokens(jpegSize(part.image_url.url) ?? largest, rule)
      else throw new Error(`A ${role} message with a part of type ${part.type} is never planned`)
    }
  }
  const text = Math.ceil((words + answerPriming) * factor)
  return { text, images, total: text + images }
}

/** Each answer is begun with three tokens (OpenAI's cookbook on counting tokens). */
const answerPriming = 3
const largest = { width: 16_384, height: 16_384 }

function partsOf(content: ModelRequest['messages'][number]['content']): ChatCompletionContentPart[] {
  return Array.isArray(content) ? (content as ChatCompletionContentPart[]) : []
}

/** Rules, definitions and schema are the same for every listing: long texts are counted once. */
const longCharacters = 1_000
const rememberedMax = 500
const remembered = new Map<string, number>()

function countText(text: string): number {
  if (text.length < longCharacters) return tokenizer()(text)
  const key = createHash('sha1').update(text).digest('base64')
  const known = remembered.get(key)
  if (known !== undefined) return known
  const count = tokenizer()(text)
  const oldest = remembered.keys().next()
  if (remembered.size >= rememberedMax && !oldest.done) remembered.delete(oldest.value)
  remembered.set(key, count)
  return count
}

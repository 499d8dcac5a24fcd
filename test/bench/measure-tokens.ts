import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { z } from 'zod'
import { loadSampleCatalog } from '../../src/cli/demo/load-sample-catalog.ts'
import { sampleListings } from '../../src/cli/demo/sample-listings.ts'
import type { Config } from '../../src/config.ts'
import type { CatalogItem, Neighbor } from '../../src/domain/catalog-item.ts'
import { settingsSchema } from '../../src/domain/settings.ts'
import { readJsonLines } from '../../src/evals/read-json-lines.ts'
import type { ModelReadName, ModelRequest } from '../../src/model/model-call.ts'
import type { ModelInput } from '../../src/model/model-input.ts'
import { chooseProfile } from '../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../src/model/profiles/load-profiles.ts'
import { modelRules } from '../../src/model/profiles/model-rules.ts'
import { readWithModel } from '../../src/model/read-with-model.ts'
import { countRequestTokens } from '../../src/model/tokens/count-request-tokens.ts'
import { imageTokens } from '../../src/model/tokens/image-tokens.ts'
import { requestTokens } from '../../src/model/tokens/request-tokens.ts'
import { showPhotos } from '../../src/pipeline/show-photos.ts'
import { loadPrompts } from '../../src/prompt/load-prompts.ts'
import type { ReadListing } from '../../src/reads/read.ts'
import { sellerTextRead } from '../../src/reads/seller-text-read.ts'
import { loadCalibration } from '../../src/reconcile/load-calibration.ts'
import { reconcile } from '../../src/reconcile/reconcile.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'
import { answerLikeAModel, type ChatRequest } from '../stubs/answer-like-a-model.ts'
import { naivePrompt } from './naive-prompt.ts'

/** Input tokens of one listing, on average. */
export type TokenRow = {
  model: string
  photos: number
  /** All photos at full size and the whole taxonomy in one prompt. */
  naive: number
  /** The same with all brands, which the product offers as candidates. */
  naiveWithBrands: number
  /** The first read: all its calls together, and what of it are words and schemas. */
  first: number
  words: number
  calls: number
  /** The share of the first read's input that a prompt cache can serve: the beginning that is the same for other listings. */
  cacheable: number
  /** The second read's description, where one is made. */
  second: number
}

/**
 * Counts what listings come to in input tokens, by the real tokenizer and the image rules of the model: the calls are planned
 * by the product itself from real texts (the golden ones where they are, else the demo's), with eight neighbors, and answered
 * as the model stub does.
 */
export async function measureTokens(config: Config, models: readonly string[]): Promise<TokenRow[]> {
  const texts = await textsOf(config)
  const scene = await setScene(config)
  const rows: TokenRow[] = []
  for (const model of models) for (const photos of [1, 4, 8]) rows.push(await measure(model, photos, texts, scene))
  return rows
}

type Scene = Awaited<ReturnType<typeof setScene>>

async function setScene(config: Config) {
  const taxonomy = await loadTaxonomy()
  const profile = chooseProfile(await loadProfiles(), { baseUrl: 'https://api.openai.com/v1', profile: null })
  return {
    taxonomy,
    prompts: await loadPrompts(config.promptsFolder),
    profile,
    catalog: await loadSampleCatalog(),
    read: sellerTextRead(taxonomy),
    calibration: await loadCalibration(),
    /** The `model` variant of each photo; what is made of it is made once. */
    whole: await blank({ width: 768, height: 1_024 }),
    show: showPhotos({
      photoStore: inMemory(await blank(photoSize)),
      profile,
      limits: config.photos,
      isThere: async () => true,
    }),
  }
}

function inMemory(original: Buffer) {
  const stored = new Map<string, Buffer>()
  return {
    get: async (key: string) => stored.get(key) ?? (key.endsWith('/original') ? original : null),
    put: async (key: string, source: unknown) => void stored.set(key, source as Buffer),
    removeAll: async () => stored.clear(),
  }
}

/** As phones take them: 12 megapixels, held upright. */
const photoSize = { width: 3_024, height: 4_032 }

async function measure(model: string, photos: number, texts: readonly string[], scene: Scene): Promise<TokenRow> {
  const { taxonomy, profile } = scene
  const { image } = modelRules(profile, model)
  const first: ModelRequest[][] = []
  const second: ModelRequest[] = []
  for (const text of texts) {
    const [once, again] = await inputsOf(text, photos, model, scene)
    first.push(await plannedBy('model', once))
    second.push(...(await plannedBy('model-second', again)).slice(0, 1))
  }
  const naive = (withBrands: boolean) =>
    mean(texts.map((text) => countRequestTokens(naivePrompt(model, taxonomy, text, withBrands), profile))) +
    photos * imageTokens(photoSize, image)
  const all = first.flat()
  const input = sum(all.map((request) => countRequestTokens(request, profile)))
  return {
    model,
    photos,
    naive: naive(false),
    naiveWithBrands: naive(true),
    first: input / texts.length,
    words: sum(all.map((request) => requestTokens(request, profile).text)) / texts.length,
    calls: all.length / texts.length,
    cacheable: sum(all.map((request) => cacheablePart(request, scene))) / input,
    second: sum(second.map((request) => countRequestTokens(request, profile))) / texts.length,
  }
}

/** Prefixes are cached from 1,024 tokens, in steps of 128 (OpenAI's guide to prompt caching). */
const cachedMin = 1_024
const cachedStep = 128

/** Rules, fields and schema stand before anything of the listing: they are the same for the next one of the category. */
function cacheablePart({ messages, ...rest }: ModelRequest, { profile }: Scene): number {
  const prefix = countRequestTokens({ ...rest, messages: messages.filter(({ role }) => role === 'system') }, profile)
  return prefix < cachedMin ? 0 : cachedMin + Math.floor((prefix - cachedMin) / cachedStep) * cachedStep
}

/** The requests that a read makes, answered as the stub's model answers. */
async function plannedBy(read: ModelReadName, input: ModelInput): Promise<ModelRequest[]> {
  const requests: ModelRequest[] = []
  const send = async (request: ModelRequest) => {
    requests.push(request)
    const content = JSON.stringify(answerLikeAModel(request as ChatRequest))
    return { choices: [{ message: { content }, finish_reason: 'stop' }] }
  }
  const deps = { send, answers: null, budget: null, addLedgerRow: async () => {}, now: () => 0 }
  await readWithModel(read, input, deps, signal)
  return requests
}

/** What each of the two reads is asked with. */
async function inputsOf(text: string, photos: number, model: string, scene: Scene): Promise<[ModelInput, ModelInput]> {
  const { taxonomy, prompts, profile, calibration, read, catalog } = scene
  const listing: ReadListing = {
    ...{ listingId: 'lst_1', tenant: 'bench', revision: 1, run: 1, hints: {}, text },
    // The second of several shows the label, and no two look alike.
    photos: Array.from({ length: photos }, (_, index) => ({
      ...{ index, sha256: `${index}`, notes: index === 1 ? ['label'] : [] },
      phash: createHash('sha256').update(`${index}`).digest('hex').slice(0, 16),
      bytes: async () => scene.whole,
    })),
  }
  const result = { ...(await read.run(listing, signal)), run: { read: read.name } }
  const { fields } = reconcile({
    ...{ results: [result], corrections: [], listing, taxonomy, calibration, degraded: [] },
    thresholds: { review: 0.5 },
  })
  const settings = settingsSchema.parse({
    ...{ reads: {}, neighbors: {}, thresholds: {} },
    model: { name: model, endpoint: 'api.openai.com' },
  })
  const neighbors = nearest(fields.category?.value, catalog)
  const made = async (name: ModelReadName): Promise<ModelInput> => ({
    ...{ listing, neighbors, fields, settings, prompts, taxonomy, profile },
    photos: await scene.show(listing, { read: name, settings, fields }, signal),
  })
  return [await made('model'), await made('model-second')]
}

const signal = new AbortController().signal

/** Eight items, those of the listing's own category first: as many as the settings ask the index for. */
function nearest(category: unknown, catalog: readonly CatalogItem[]): Neighbor[] {
  const like = (item: CatalogItem) => (item.category === category ? 0 : 1)
  const near = [...catalog].sort((a, b) => like(a) - like(b)).slice(0, 8)
  return near.map(({ id, title, category: kind = null, brand = null, attributes = {} }, at) => ({
    ...{ id, title, category: kind, brand, attributes },
    score: 0.9 - at / 20,
    relevance: 1 / (60 + at),
  }))
}

async function textsOf({ dataFolder }: Config): Promise<string[]> {
  const golden = join(dataFolder, 'golden', 'listings.jsonl')
  if (!existsSync(golden)) return sampleListings.map(({ text }) => text)
  const lines = await readJsonLines(golden, z.looseObject({ id: z.string(), text: z.string() }))
  return lines.map(({ row }) => row.text)
}

async function blank({ width, height }: { width: number; height: number }): Promise<Buffer> {
  return await sharp({ create: { width, height, channels: 3, background: '#888' } })
    .jpeg()
    .toBuffer()
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

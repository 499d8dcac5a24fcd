import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { unusableInput } from '../../domain/unusable-input.ts'
import { worstCaseUsd } from '../../model/budget/worst-case-usd.ts'
import { loadRoutes } from '../../model/load-routes.ts'
import type { ModelCall } from '../../model/model-call.ts'
import type { ModelInput } from '../../model/model-input.ts'
import { planCalls } from '../../model/plan-calls.ts'
import { planExtractAttributes } from '../../model/plan-extract-attributes.ts'
import { planRoutes } from '../../model/plan-routes.ts'
import { priceCall } from '../../model/price-call.ts'
import { chooseProfile } from '../../model/profiles/choose-profile.ts'
import { loadProfiles } from '../../model/profiles/load-profiles.ts'
import { countRequestTokens } from '../../model/tokens/count-request-tokens.ts'
import { normalizePhoto } from '../../photos/normalize-photo.ts'
import { defaultSettings } from '../../pipeline/default-settings.ts'
import { showPhotos } from '../../pipeline/show-photos.ts'
import { loadPrompts } from '../../prompt/load-prompts.ts'
import type { ReadListing } from '../../reads/read.ts'
import { sellerTextRead } from '../../reads/seller-text-read.ts'
import { loadCalibration } from '../../reconcile/load-calibration.ts'
import { reconcile } from '../../reconcile/reconcile.ts'
import { loadTaxonomy } from '../../taxonomy/load-taxonomy.ts'
import { type Estimate, estimateText } from './estimate-text.ts'
import { inputHash } from './input-hash.ts'
import { type InputListing, readInputLines } from './read-input-lines.ts'
import { readOutput } from './read-output.ts'

/** So many listings are planned as they would be sent; the others are taken to be like them. */
const sampleMax = 20
/** Of the room for an answer, how much is taken to be filled. */
const answerShare = 0.25

/**
 * What a batch would cost, in words, with all that was assumed: calls are planned by the product itself from the first listings
 * of the file and counted, and nothing is sent or started. Lines that are done in the output already are left out.
 */
export async function estimateBatch(
  config: Config,
  options: { input: string; output: string | undefined; photosRoot: string | undefined; again: boolean },
): Promise<string> {
  const { model } = config
  if (model === null) throw unusableInput('No model is configured: digitizing with the free reads alone costs nothing.')
  if (!existsSync(options.input)) throw unusableInput(`--input ${options.input}: there is no such file`)
  const scene = await setScene(config, model)
  const done = await doneHashes(options)
  const estimate: Estimate = {
    ...{ model: model.name, answerShare, listings: 0, skipped: 0, badLines: 0, photos: 0, sampled: 0, calls: 0 },
    ...{ inputTokens: 0, outputTokens: 0, usd: 0, mostUsd: 0 },
  }
  for await (const line of readInputLines(options.input, options.photosRoot ?? dirname(options.input))) {
    if ('problem' in line) estimate.badLines += 1
    else if (done.size > 0 && done.get(line.listing.id) === (await inputHash(line.listing, signal)))
      estimate.skipped += 1
    else {
      estimate.listings += 1
      estimate.photos += line.listing.photos.length
      if (estimate.sampled < sampleMax) await addSample(line.listing, estimate, scene)
    }
  }
  return estimateText(estimate)
}

const { signal } = new AbortController()

async function addSample(listing: InputListing, estimate: Estimate, scene: Scene): Promise<void> {
  estimate.sampled += 1
  for (const { request } of await plannedCalls(listing, scene)) {
    const input = countRequestTokens(request, scene.profile)
    const room = request.max_completion_tokens ?? request.max_tokens ?? 0
    const output = Math.ceil(room * answerShare)
    const usd = priceCall({ input, cached: 0, cacheWrite: 0, output }, scene.profile, request.model)
    const mostUsd = worstCaseUsd(request, scene.profile)
    estimate.calls += 1
    estimate.inputTokens += input
    estimate.outputTokens += output
    estimate.usd = usd === null || estimate.usd === null ? null : estimate.usd + usd
    estimate.mostUsd = mostUsd === null || estimate.mostUsd === null ? null : estimate.mostUsd + mostUsd
  }
}

/** The calls of the first read, where the category that has to be chosen first is the one that the words say. */
async function plannedCalls(listing: InputListing, scene: Scene): Promise<ModelCall[]> {
  const input = await modelInput(listing, scene)
  const calls = await planCalls(input)
  if (calls.at(-1)?.form !== 'category') return calls
  const category = input.fields.category?.value
  const chosen = typeof category === 'string' ? category : null
  const routes = planRoutes(input, chosen)
  return [...calls, ...(await Promise.all(routes.map((route) => planExtractAttributes(input, chosen, route))))]
}

type Scene = Awaited<ReturnType<typeof setScene>>

async function setScene(config: Config, model: NonNullable<Config['model']>) {
  const [taxonomy, profiles, prompts, calibration] = await Promise.all([
    loadTaxonomy(config.taxonomyFolder),
    loadProfiles(model.profileFiles),
    loadPrompts(config.promptsFolder),
    loadCalibration(config.calibrationFile),
  ])
  const profile = chooseProfile(profiles, model)
  return {
    ...{ config, taxonomy, prompts, profile, calibration },
    settings: defaultSettings(config, calibration, await loadRoutes(model.routesFile, taxonomy)),
    read: sellerTextRead(taxonomy),
    show: showPhotos({
      photoStore: { get: async () => null, put: async () => {}, removeAll: async () => {} },
      profile,
      limits: config.photos,
      isThere: async () => true,
    }),
  }
}

/** As the first model read gets it, but for labels and neighbors, which are not looked for. */
async function modelInput({ id, text, photos }: InputListing, scene: Scene): Promise<ModelInput> {
  const { taxonomy, prompts, profile, settings, calibration, read, show } = scene
  const listing: ReadListing = {
    ...{ listingId: id, tenant: 'estimate', revision: 1, run: 1, text, hints: {} },
    photos: (await Promise.all(photos.map((file, index) => readPhoto(file, index, scene)))).flat(),
  }
  const result = {
    ...(await read.run(listing, signal)),
    run: { read: read.name, version: read.version, ms: 0, cached: false },
  }
  const { fields } = reconcile({
    ...{ results: [result], corrections: [], listing, taxonomy, calibration, degraded: [] },
    thresholds: settings.thresholds,
  })
  const shown = await show(listing, { read: 'model', settings, fields }, signal)
  return { listing, photos: shown, neighbors: [], fields, settings, prompts, taxonomy, profile }
}

/** None where it cannot be decoded: it would be rejected, and not sent. */
async function readPhoto(file: string, index: number, { config }: Scene): Promise<ReadListing['photos']> {
  try {
    const { model, phash, notes } = await normalizePhoto(await readFile(file), config.photos)
    return [{ index, sha256: `${index}`, phash, notes, bytes: async () => model }]
  } catch (error) {
    if (error instanceof HangtagError) return []
    throw error
  }
}

async function doneHashes(options: { output: string | undefined; again: boolean }) {
  const isThere = options.output !== undefined && existsSync(options.output)
  if (!isThere || options.again) return new Map<string, string | null>()
  return (await readOutput(options.output as string)).hashes
}

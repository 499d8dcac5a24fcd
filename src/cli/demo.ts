import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import pc from 'picocolors'
import type { Config } from '../config.ts'
import type { Platform } from '../services/platform.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import { ensureFont } from './demo/ensure-font.ts'
import { findRealPhotos } from './demo/find-real-photos.ts'
import { loadSampleCatalog } from './demo/load-sample-catalog.ts'
import { sampleListings } from './demo/sample-listings.ts'
import { sampleProblem } from './demo/sample-problem.ts'
import { samplesTable } from './demo/samples-table.ts'
import { type SentSample, sendSamples } from './demo/send-samples.ts'
import { waitUntilIndexed } from './demo/wait-until-indexed.ts'
import { holdPlatform } from './hold-platform.ts'
import { runningPlatform } from './running-platform.ts'
import { terminalWidth } from './terminal-width.ts'
import { withPlatform } from './with-platform.ts'

/** The demo's listings and catalog belong to a tenant of their own: they never become anybody's neighbors. */
const tenant = 'demo'
const indexDeadlineMs = 60_000

/** `npm run demo`: the main job on the embedded parts, with sample listings, from photos and words to checked drafts. */
export function demoCommand(readConfig: () => Config): Command {
  return new Command('demo')
    .description('digitize a dozen sample listings through the real pipeline and show what came out')
    .option('--keep', 'stay up afterwards, until Ctrl-C')
    .action(async (options: { keep?: true }) => {
      const config = readConfig()
      await ensureFont((text) => console.log(text))
      const started = Date.now()
      if (options.keep !== true || (await runningPlatform(config.home)) !== null) {
        await withPlatform(config, (platform, signal) => runDemo(config, platform, signal))
        console.log(`\nDone in ${seconds(started)} s. Next: npm run demo -- --keep, then look at /docs and /queues.`)
        return
      }
      await holdPlatform(config, { port: null, report: (text) => console.log(text) }, async (platform, signal) => {
        await runDemo(config, platform, signal)
        console.log(`\nDone in ${seconds(started)} s. It stays up until Ctrl-C:`)
        console.log(`  ${platform.url}/docs     the API (keys are in ${join(config.home, 'run.json')})`)
        console.log(`  ${platform.url}/queues   the queues (any user name, the ops key as password)`)
        if (!signal.aborted) await once(signal, 'abort')
        console.log('Stopping: what is under way is finished first.')
      })
    })
}

async function runDemo(config: Config, platform: Platform, signal: AbortSignal): Promise<void> {
  const api = createApiClient(platform, { tenant })
  try {
    await fillCatalog(api, signal)
    const sent = await digitizeSamples(config, api, signal)
    const file = await writeRecords(config.home, sent)
    console.log(`\n${samplesTable(sent, terminalWidth())}\n`)
    console.log(`The whole records are in ${file}`)
    const problems = sent.flatMap((each) => {
      const problem = sampleProblem(each)
      return problem === null ? [] : [`${each.sample.id} ${problem}`]
    })
    for (const problem of problems) console.log(pc.red(problem))
    if (problems.length > 0) process.exitCode = 1
  } finally {
    await api.close()
  }
}

async function fillCatalog(api: ApiClient, signal: AbortSignal): Promise<void> {
  if ((await api.readyParts(signal)).milvus === undefined) {
    console.log('No vector index: the listings are digitized without neighbors.')
    return
  }
  const items = await loadSampleCatalog()
  await api.importCatalog(items, signal)
  const inTime = await waitUntilIndexed(api, { deadlineMs: indexDeadlineMs, signal })
  console.log(`Catalog: ${items.length} sample items ${inTime ? 'are in Milvus' : 'wait for Milvus'}`)
}

async function digitizeSamples(config: Config, api: ApiClient, signal: AbortSignal): Promise<SentSample[]> {
  const real = await findRealPhotos(join(config.dataFolder, 'photos'))
  console.log(
    `Listings: ${sampleListings.length}, their photos drawn here${real === null ? '' : ' or taken from real ones'}`,
  )
  let drafted = 0
  const progress = () => {
    drafted += 1
    if (process.stdout.isTTY) process.stdout.write(`\r${drafted} of ${sampleListings.length} drafted`)
  }
  const sent = await sendSamples(sampleListings, { api, real, signal, onDrafted: progress })
  console.log(`${process.stdout.isTTY ? '\r' : ''}${drafted} of ${sampleListings.length} digitized`)
  return sent
}

async function writeRecords(home: string, sent: readonly SentSample[]): Promise<string> {
  const file = join(home, 'demo', 'listings.jsonl')
  await mkdir(join(home, 'demo'), { recursive: true })
  await writeFile(file, sent.map(({ sample, record }) => `${JSON.stringify({ id: sample.id, ...record })}\n`).join(''))
  return file
}

function seconds(since: number): number {
  return Math.round((Date.now() - since) / 1_000)
}

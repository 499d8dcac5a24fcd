import { Command } from 'commander'
import pc from 'picocolors'
import type { Config } from '../config.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { createLog } from '../observability/create-log.ts'
import { broken, type Check } from '../services/check.ts'
import { checkAnswers } from '../services/check-answers.ts'
import { checkCalibration } from '../services/check-calibration.ts'
import { checkDatabase } from '../services/check-database.ts'
import { checkEmbeddings } from '../services/check-embeddings.ts'
import { checkLabels } from '../services/check-labels.ts'
import { checkDisk, checkFolder, checkNode } from '../services/check-machine.ts'
import { checkMilvus } from '../services/check-milvus.ts'
import { checkModel } from '../services/check-model.ts'
import { checkPlatform } from '../services/check-platform.ts'
import { checkPrompts } from '../services/check-prompts.ts'
import { checkRedis } from '../services/check-redis.ts'
import { checkShutdown } from '../services/check-shutdown.ts'
import { checkTaxonomy } from '../services/check-taxonomy.ts'
import { findRecordedSpace } from '../services/find-recorded-space.ts'
import { probeModel } from '../services/probe-model.ts'
import { type RunFile, readRunFile } from '../services/run-file.ts'

/** `hangtag doctor`: looks at every configured part and says what to fix. Status 1 where something is broken. */
export function doctorCommand(readConfig: () => Config): Command {
  return new Command('doctor')
    .description('check every configured part and say what to fix')
    .option('--json', 'the findings as JSON')
    .option('--no-ask', 'ask the model nothing: one tiny question is sent to it, and paid for, otherwise')
    .action(async (options: { json?: true; ask: boolean }) => {
      const checks = await examine(readConfig(), options.ask)
      const healthy = checks.every(({ state }) => state !== 'broken')
      console.log(
        options.json === true ? JSON.stringify({ ok: healthy, checks }, null, 2) : checks.map(linesOf).join('\n'),
      )
      if (!healthy) process.exitCode = 1
    })
}

async function examine(config: Config, ask: boolean): Promise<Check[]> {
  const home = await checkFolder('home', config.home, 'HANGTAG_HOME')
  const run = await readRunFile(config.home)
  const others = await Promise.all([
    checkDisk(config.home),
    checkRedis(config.redisUrl),
    checkMilvus({ ...config.milvus, pythonFolder: config.pythonFolder }),
    checkDatabase(config.databaseUrl, config.databaseFolder),
    checkFolder('photos', config.photoFolder, 'PHOTO_STORE'),
    checkTaxonomy(config.taxonomyFolder),
    checkCalibration(config.calibrationFile),
    checkLabels(),
    checkPrompts(config.promptsFolder),
    checkAnswers(config.answers),
    examineEmbeddings(config, run, ask),
    checkPlatform(run),
  ])
  return [checkNode(process.versions.node), home, ...others, ...(await examineModel(config, ask))]
}

async function examineEmbeddings(config: Config, run: RunFile | null, ask: boolean): Promise<Check> {
  const { openEmbeddings } = await import('../compose.ts')
  const quiet = createLog({ name: 'doctor', level: 'silent' })
  const opened = await openEmbeddings(config, quiet, { fetch: false, ask }).catch(unusable)
  if ('state' in opened) return { ...opened, part: 'embeddings' }
  return checkEmbeddings(opened.choose, await findRecordedSpace(config.milvus, run), ask)
}

/** The endpoint, how long its model will be there, and, unless told not to, what it makes of one tiny question. */
async function examineModel({ model: configured, taxonomyFolder }: Config, ask: boolean): Promise<Check[]> {
  if (configured === null) return [await checkModel(null)]
  // The parts of the product are a lot to load for those who have no model.
  const { openModelEndpoint } = await import('../compose.ts')
  const opened = await openModelEndpoint(configured).catch(unusable)
  if ('state' in opened) return [opened]
  const routed = await routedModels(configured.routesFile, taxonomyFolder).catch(unusable)
  if (!Array.isArray(routed)) return [routed]
  const { profile, send } = opened
  const model = { ...configured, profile, send }
  const there = await checkModel(model)
  const others = [...(configured.strong === null ? [] : [configured.strong]), ...routed]
  const names = [...new Set([model.name, ...others])]
  const endings = names.flatMap((name) => checkShutdown(profile, name, new Date()) ?? [])
  // The stronger one is asked only where a dispute is left, others for some fields: few would hear of a wrong name.
  const beside = there.state === 'broken' ? [] : names.slice(1)
  const strong = await Promise.all(beside.map((name) => checkModel({ ...model, name })))
  const answers = ask && there.state !== 'broken' ? await probeModel(model) : []
  // Where no models are listed, once is enough to say so.
  const told = strong.filter(({ detail }) => detail !== there.detail)
  return [there, ...told, ...endings, ...answers]
}

/** The models that fields are routed to, beside the main one. */
async function routedModels(file: string | null, taxonomyFolder: string | null): Promise<string[]> {
  const [{ loadRoutes }, { loadTaxonomy }] = await Promise.all([
    import('../model/load-routes.ts'),
    import('../taxonomy/load-taxonomy.ts'),
  ])
  return file === null ? [] : Object.values(await loadRoutes(file, await loadTaxonomy(taxonomyFolder)))
}

/** A file of profiles, prices or routes that cannot be read, or a profile that nobody knows: a finding, not the end of the doctor. */
function unusable(error: unknown): Check {
  if (!(error instanceof HangtagError)) throw error
  return broken('model', error.message, 'correct MODEL_PROFILE, MODEL_PROFILES, MODEL_PRICES or MODEL_ROUTES')
}

const marks = { ok: pc.green('ok     '), limited: pc.yellow('limited'), broken: pc.red('broken ') }

function linesOf({ part, state, detail, fix }: Check): string {
  const seen = `${marks[state]}  ${part.padEnd(11)}  ${detail}`
  return fix === null ? seen : `${seen}\n${' '.repeat(22)}${pc.dim(`to fix: ${fix}`)}`
}

import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { openModelEndpoint } from './compose.ts'
import type { Config } from './config.ts'
import { HangtagError } from './domain/hangtag-error.ts'
import type { LedgerRow } from './domain/internal-api.ts'
import { evalAnswers } from './evals/answers/eval-answers.ts'
import type { DigitizeCaseDeps } from './evals/run/digitize-case.ts'
import { createBatchRecords } from './model/batch/batch-records.ts'
import { type BatchLane, createBatchLane } from './model/batch/create-batch-lane.ts'
import type { Budget } from './model/run-call.ts'
import { createLog, type Log } from './observability/create-log.ts'
import { normalizePhoto } from './photos/normalize-photo.ts'
import { copyRead } from './pipeline/copy-read.ts'
import { modelRead } from './pipeline/model-read.ts'
import { showPhotos } from './pipeline/show-photos.ts'
import type { Prompts } from './prompt/prompt.ts'
import { createOcr } from './reads/label/create-ocr.ts'
import { labelRead } from './reads/label-read.ts'
import { photoColorRead } from './reads/photo-color-read.ts'
import { sellerTextRead } from './reads/seller-text-read.ts'
import { createFolderAnswerStore } from './store/folder-answer-store.ts'
import { createFolderPhotoStore } from './store/folder-photo-store.ts'
import type { Taxonomy } from './taxonomy/taxonomy.ts'

export type EvalParts = Pick<DigitizeCaseDeps, 'digitize' | 'photoStore' | 'normalize'> & { close(): Promise<void> }

/**
 * The same reads as the workers', joined without a platform: photos and answers lie in folders, the budget is the run's own, and
 * there is no catalog. Each repeat asks anew and has answers of its own.
 */
export async function composeEvals(
  config: Config,
  options: {
    taxonomy: Taxonomy
    prompts: Prompts
    /** Its name: who paid for an answer is kept with it. */
    run: string
    photoFolder: string
    /** Answers of this run, which go with it, and those of all runs: what was paid for once is asked for once. */
    answerFolders: { run: string; shared: string }
    budget: Budget | null
    /** Where the run's batches are written down, for a run by the provider's batch lane; null: each call is sent by itself. */
    batchFolder?: string | null
  },
): Promise<EvalParts> {
  const { taxonomy, prompts, run, photoFolder, answerFolders, budget, batchFolder = null } = options
  const log = createLog({ name: 'evals', level: config.logLevel })
  const photoStore = createFolderPhotoStore(photoFolder)
  const ocr = createOcr({ deadlineMs: config.label.deadlineMs })
  const warn = ({ code, evidence }: HangtagError) => log.warn({ code, ...evidence }, 'an answer was not kept')
  const shelf = (folder: string, repeat: number) => createFolderAnswerStore(join(folder, `repeat-${repeat}`))
  const free = {
    taxonomy,
    sellerTextRead: sellerTextRead(taxonomy),
    labelRead: labelRead({ taxonomy, ocr, limits: { ...config.photos, photosMax: config.label.photosMax } }),
    photoColorRead: photoColorRead(taxonomy),
    neighborsRead: null,
  }
  const wire = config.model === null ? null : await openModelEndpoint(config.model)
  const lane = wire === null || batchFolder === null ? null : await openLane(wire, batchFolder, log)
  return {
    photoStore,
    normalize: (original, signal) => normalizePhoto(original, config.photos, signal),
    digitize: (addLedgerRow, repeat) => {
      if (wire === null) return { ...free, modelRead: null, secondModelRead: null, copyRead: null }
      const { profile } = wire
      // Each repeat is a question of its own.
      const send = lane?.send(`r${repeat}`) ?? wire.send
      const photos = showPhotos({ photoStore, profile, limits: config.photos, isThere: async () => true })
      const [near, far] = [shelf(answerFolders.run, repeat), shelf(answerFolders.shared, repeat)]
      const answers = evalAnswers({ near, far, run, warn, now: () => new Date() })
      const keepRow = (row: LedgerRow) => {
        const hit = row.outcome === 'cached' ? answers.lastHit() : null
        return addLedgerRow(hit === null ? row : { ...row, kept: hit })
      }
      const deps = { prompts, taxonomy, profile, photos, send, answers, budget, addLedgerRow: keepRow }
      return {
        ...free,
        modelRead: modelRead('model', deps),
        secondModelRead: modelRead('model-second', deps),
        copyRead: copyRead(deps),
      }
    },
    close: async () => {
      await lane?.close()
      await ocr.close()
    },
  }
}

type Wire = Awaited<ReturnType<typeof openModelEndpoint>>

/** Long enough for the photos of the next case to be made ready, and nothing against the hours that a batch may take. */
const quietMs = 3_000

async function openLane({ batches, profile }: Wire, folder: string, log: Log): Promise<BatchLane> {
  if (profile.batch === null)
    throw new HangtagError(`The endpoint profile ${profile.name} knows no batch lane (MODEL_PROFILES)`, {
      code: 'batch-unsupported',
      disposition: 'give-up',
    })
  return await createBatchLane({
    wire: batches,
    records: createBatchRecords(folder),
    limits: profile.batch,
    quietMs,
    wait: (ms, signal) => delay(ms, undefined, { signal }),
    log: (facts, message) => log.info(facts, message),
  })
}

import { join } from 'node:path'
import { openModelEndpoint } from './compose.ts'
import type { Config } from './config.ts'
import type { HangtagError } from './domain/hangtag-error.ts'
import type { DigitizeCaseDeps } from './evals/run/digitize-case.ts'
import { layerAnswers } from './model/answers/layer-answers.ts'
import { recordAnswers } from './model/answers/record-answers.ts'
import type { AnswerStore, Budget } from './model/run-call.ts'
import { createLog } from './observability/create-log.ts'
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
    photoFolder: string
    /** Answers of this run, which go with it, and those of all runs: what was paid for once is asked for once. */
    answerFolders: { run: string; shared: string }
    budget: Budget | null
  },
): Promise<EvalParts> {
  const { taxonomy, prompts, photoFolder, answerFolders, budget } = options
  const log = createLog({ name: 'evals', level: config.logLevel })
  const photoStore = createFolderPhotoStore(photoFolder)
  const ocr = createOcr({ deadlineMs: config.label.deadlineMs })
  const warn = ({ code, evidence }: HangtagError) => log.warn({ code, ...evidence }, 'an answer was not kept')
  const folderAnswers = (folder: string, repeat: number) =>
    recordAnswers(createFolderAnswerStore(join(folder, `repeat-${repeat}`)), { warn })
  const answersOf = (repeat: number): AnswerStore =>
    layerAnswers(folderAnswers(answerFolders.run, repeat), folderAnswers(answerFolders.shared, repeat))
  const free = {
    taxonomy,
    sellerTextRead: sellerTextRead(taxonomy),
    labelRead: labelRead({ taxonomy, ocr, limits: { ...config.photos, photosMax: config.label.photosMax } }),
    photoColorRead: photoColorRead(taxonomy),
    neighborsRead: null,
  }
  const wire = config.model === null ? null : await openModelEndpoint(config.model)
  return {
    photoStore,
    normalize: (original, signal) => normalizePhoto(original, config.photos, signal),
    digitize: (addLedgerRow, repeat) => {
      if (wire === null) return { ...free, modelRead: null, secondModelRead: null, copyRead: null }
      const { send, profile } = wire
      const photos = showPhotos({ photoStore, profile, limits: config.photos, isThere: async () => true })
      const deps = { prompts, taxonomy, profile, photos, send, answers: answersOf(repeat), budget, addLedgerRow }
      return {
        ...free,
        modelRead: modelRead('model', deps),
        secondModelRead: modelRead('model-second', deps),
        copyRead: copyRead(deps),
      }
    },
    close: () => ocr.close(),
  }
}

import { copyTargets } from '../copy/copy-targets.ts'
import type { Calibration } from '../domain/calibration.ts'
import { type Settings, settingsSchema } from '../domain/settings.ts'

/**
 * The settings that a deployment digitizes with: the defaults, the model and threshold that its configuration names, and its
 * calibration, and which fields go to another model. Throws `HangtagError` code `copy-target-unknown`: at the start, and not with a listing.
 */
export function defaultSettings(
  config: {
    model: {
      name: string
      strong: string | null
      baseUrl: string
      photosMax: number
      photoSide: number
      reads?: Settings['reads']['model']
    } | null
    reviewBelow: number
    copy?: { writer: Settings['copy']['writer']; targets: readonly string[] }
  },
  calibration: Calibration | null = null,
  routes: Readonly<Record<string, string>> = {},
): Settings {
  const { model } = config
  copyTargets(config.copy?.targets)
  return settingsSchema.parse({
    reads: model?.reads === undefined ? {} : { model: model.reads },
    model:
      model === null
        ? null
        : {
            name: model.name,
            strong: model.strong,
            routes,
            endpoint: new URL(model.baseUrl).host,
            photosMax: model.photosMax,
            photoSide: model.photoSide,
          },
    neighbors: {},
    thresholds: { review: config.reviewBelow },
    ...(config.copy === undefined ? {} : { copy: config.copy }),
    calibration,
  })
}

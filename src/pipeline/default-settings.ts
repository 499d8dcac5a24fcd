import type { Calibration } from '../domain/calibration.ts'
import { type Settings, settingsSchema } from '../domain/settings.ts'

/**
 * The settings that a deployment digitizes with: the defaults, the model and threshold that its configuration names, and its
 * calibration.
 */
export function defaultSettings(
  config: { model: { name: string; strong: string | null; baseUrl: string } | null; reviewBelow: number },
  calibration: Calibration | null = null,
): Settings {
  return settingsSchema.parse({
    reads: {},
    model:
      config.model === null
        ? null
        : { name: config.model.name, strong: config.model.strong, endpoint: new URL(config.model.baseUrl).host },
    neighbors: {},
    thresholds: { review: config.reviewBelow },
    calibration,
  })
}

import { modelRules } from '../model/profiles/model-rules.ts'
import type { Profile } from '../model/profiles/profile.ts'
import { broken, type Check, limited } from './check.ts'

/** A model that is gone, or will be within half a year; null where nothing is known to end. */
export function checkShutdown(profile: Profile, model: string, today: Date): Check | null {
  const { shutdownOn } = modelRules(profile, model)
  if (shutdownOn === null) return null
  const days = Math.ceil((Date.parse(shutdownOn) - today.getTime()) / dayMs)
  if (days > warnDays) return null
  const fix = 'choose another MODEL_NAME or MODEL_STRONG, and compare it on your own listings before you change over'
  if (days < 0) return broken('model', `${model} was shut down on ${shutdownOn}`, fix)
  return limited('model', `${model} will be shut down on ${shutdownOn}, in ${days} ${days === 1 ? 'day' : 'days'}`, fix)
}

const dayMs = 86_400_000
const warnDays = 180

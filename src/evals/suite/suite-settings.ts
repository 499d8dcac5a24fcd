import { z } from 'zod'
import { type Settings, settingsSchema } from '../../domain/settings.ts'
import { unusableInput } from '../../domain/unusable-input.ts'
import { choosePrompt } from '../../prompt/choose-prompt.ts'
import type { Prompts } from '../../prompt/prompt.ts'

/**
 * The settings that a suite is run with: the configuration's, what the suite sets over them, and the candidates of this run.
 * Prompts are settled to one variant each, so that every case has the same. Throws `HangtagError` code `input-unusable` for
 * settings that there are none of, `prompt-unknown` for a variant that is not there.
 */
export function suiteSettings(
  base: Settings,
  overrides: readonly Readonly<Record<string, unknown>>[],
  chosenPrompts: Readonly<Record<string, string>>,
  prompts: Prompts,
): Settings {
  for (const name of Object.keys(chosenPrompts)) choosePrompt(prompts, name, chosenPrompts)
  const production = Object.entries(prompts.labels).map(([name, label]) => [name, label.production])
  const merged = overrides.reduce<Record<string, unknown>>((sum, each) => over(sum, each, []), base)
  const { data, error } = settingsSchema.safeParse({
    ...merged,
    prompts: { ...Object.fromEntries(production), ...chosenPrompts },
  })
  if (error !== undefined) throw unusableInput(`The settings cannot be used: ${z.prettifyError(error)}`)
  return data
}

/** Of any names, and set as a whole. */
const records = ['model.routes']

/** Parts are set one by one, and only those that there are: a misspelled one would be left out without a word. */
function over(
  base: Record<string, unknown>,
  set: Readonly<Record<string, unknown>>,
  path: readonly string[],
): Record<string, unknown> {
  const merged = { ...base }
  for (const [key, value] of Object.entries(set)) {
    const place = [...path, key]
    if (!Object.hasOwn(base, key))
      throw unusableInput(`There is no setting ${place.join('.')}: there are ${Object.keys(base).join(', ')}`)
    const old = base[key]
    const isRecord = records.includes(place.join('.'))
    merged[key] = !isRecord && isObject(old) && isObject(value) ? over(old, value, place) : value
  }
  return merged
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

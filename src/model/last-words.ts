import type { Reading } from './read-answers.ts'

/** The last word on each question that was put to a model: the answer to a follow-up stands for the one that it follows. */
export function lastWords(readings: readonly Reading[]): Reading[] {
  const last = new Map<string, Reading>()
  for (const reading of readings) {
    const { form, category, request } = reading.call
    last.set(`${form} ${category} ${request.model}`, reading)
  }
  return [...last.values()]
}

/**
 * A model that was asked for some of the fields and will not answer costs these alone, where another answered for others. What
 * may pass is not spared, so that the job comes back for it.
 */
export function isSpared({ call, outcome }: Reading, readings: readonly Reading[]): boolean {
  if (call.fields === undefined || outcome.kind === 'claims' || outcome.error.disposition !== 'give-up') return false
  return readings.some((other) => other.call.category === call.category && answersFields(other))
}

function answersFields({ call, outcome }: Reading): boolean {
  return call.form === 'fields' && outcome.kind === 'claims'
}

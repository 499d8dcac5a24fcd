import type { ReadResult } from '../domain/internal-api.ts'
import type { Usage } from '../domain/record.ts'
import { isSpared, lastWords } from './last-words.ts'
import type { ModelInput } from './model-input.ts'
import type { Reading } from './read-answers.ts'
import { costOf } from './run-call.ts'

/** How a read with a model ran: its steps with prompts, photos, usage and dollars; dollars null where a price is not known. */
export function describeRun(
  readings: readonly Reading[],
  shadows: readonly Reading[],
  input: ModelInput,
): Partial<ReadResult['run']> {
  const all = [...readings, ...shadows]
  const costs = all.map((reading) => costOf(reading, input))
  const { model } = input.settings
  const main = readings.findLast(({ call }) => call.attempt !== 'repair')
  // A draft that had to do without some of its fields says so.
  const missed = lastWords(readings).find((reading) => isSpared(reading, readings))
  return {
    ...(model === null ? {} : { model: model.name, endpoint: model.endpoint }),
    ...(main === undefined ? {} : { prompt: main.call.prompt }),
    ...(missed === undefined || missed.outcome.kind === 'claims' ? {} : { error: missed.outcome.error.code }),
    usage: all.reduce((sum, { usage, cached }) => add(sum, cached ? none : (usage ?? none)), none),
    costUsd: costs.includes(null) ? null : costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0),
    steps: all.map(({ call, usage, cached, outcome }, place) => ({
      prompt: call.prompt,
      model: call.request.model,
      photos: [...call.photos],
      usage: cached || usage === null ? none : usage,
      costUsd: costs[place] ?? null,
      ...(outcome.kind === 'claims' ? {} : { error: outcome.error.code }),
      ...(place < readings.length ? {} : { shadow: true }),
    })),
  }
}

const none: Usage = { input: 0, cached: 0, cacheWrite: 0, output: 0 }

function add(sum: Usage, usage: Usage): Usage {
  return {
    input: sum.input + usage.input,
    cached: sum.cached + usage.cached,
    cacheWrite: (sum.cacheWrite ?? 0) + (usage.cacheWrite ?? 0),
    output: sum.output + usage.output,
    ...(usage.tier === undefined ? {} : { tier: usage.tier }),
  }
}

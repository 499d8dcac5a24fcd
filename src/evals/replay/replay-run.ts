import { z } from 'zod'
import {
  countOutcomes,
  type ExtractionCounts,
  type ExtractionOutcome,
  type ExtractionScore,
  extractionOutcome,
  meanScore,
  scoreCounts,
} from '../score/extraction-counts.ts'
import type { scoreModes } from '../suite/read-suite.ts'
import type { StoredExample, StoredRun } from './read-stored-run.ts'

/** ExtractGPT itself scores `listed`. */
export type ReplayMode = (typeof scoreModes)[number]

/** Scores of kept answers; a cell is named `<attribute>_<category>`, as in the authors' tables. */
export type Replay = {
  mode: ReplayMode
  micro: ExtractionScore
  macro: ExtractionScore
  counts: ExtractionCounts
  cells: Record<string, ExtractionScore & { counts: ExtractionCounts }>
  categories: Record<string, ExtractionScore>
}

/** Scores a stored run again from its answers alone; nothing is called. */
export function replayRun({ examples, knownAttributes }: StoredRun, mode: ReplayMode): Replay {
  const scored = examples.flatMap((example) => {
    const said = valuesIn(example.answer)
    return attributesOf(example, knownAttributes, mode).map((attribute) => ({
      category: example.category,
      attribute,
      outcome: extractionOutcome(example.gold[attribute] ?? [], said.get(attribute) ?? null),
    }))
  })
  const outcomesBy = (key: (each: (typeof scored)[number]) => string): [string, ExtractionOutcome[]][] =>
    [...Map.groupBy(scored, key)].map(([name, group]) => [name, group.map(({ outcome }) => outcome)])
  const cells = outcomesBy(({ attribute, category }) => `${attribute}_${category}`).map(([name, outcomes]) => {
    const counts = countOutcomes(outcomes)
    return [name, { ...scoreCounts(counts), counts }] as const
  })
  const counts = countOutcomes(scored.map(({ outcome }) => outcome))
  return {
    mode,
    micro: scoreCounts(counts),
    macro: meanScore(cells.map(([, cell]) => cell)),
    counts,
    cells: Object.fromEntries(cells),
    categories: Object.fromEntries(
      outcomesBy(({ category }) => category).map(([name, outcomes]) => [name, scoreCounts(countOutcomes(outcomes))]),
    ),
  }
}

function attributesOf(
  { gold, category }: StoredExample,
  knownAttributes: StoredRun['knownAttributes'],
  mode: ReplayMode,
): string[] {
  const listed = Object.keys(gold)
  return mode === 'listed' ? listed : [...new Set([...listed, ...(knownAttributes[category] ?? [])])]
}

/** Attribute → value of an answer. Whatever says that there is none is left out; an answer that is no JSON object says nothing. */
function valuesIn(answer: string | null): Map<string, string> {
  const { data } = answerSchema.safeParse(answer)
  const said = Object.entries(data ?? {}).flatMap(([name, value]) => {
    const text = typeof value === 'string' ? value.trim() : value === null ? null : JSON.stringify(value)
    return text === null || text === 'n/a' || text === 'None' ? [] : [[name, text] as const]
  })
  return new Map(said)
}

const answerSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue('not JSON')
      return z.NEVER
    }
  })
  .pipe(z.record(z.string(), z.unknown()))

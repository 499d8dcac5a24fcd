import { type Combination, combinations } from '../../evals/matrix/combinations.ts'
import type { Suite } from '../../evals/suite/read-suite.ts'

/**
 * What is to be run: one thing, or every combination. Several models or variants on the command line make a matrix; where the
 * suite has one, those that are named there take the place of its own.
 */
export function wishedMatrix(
  { matrix }: Pick<Suite, 'matrix'>,
  { model, candidate }: { model: readonly string[]; candidate: Readonly<Record<string, readonly string[]>> },
): { matrix: Combination[] } | { matrix: null; only: Omit<Combination, 'name' | 'label'> } {
  const isVaried = ([prompt, variants]: [string, readonly string[]]) =>
    variants.length > 1 || Object.hasOwn(matrix?.prompts ?? {}, prompt)
  const named = Object.entries(candidate)
  const fixed = Object.fromEntries(
    named.filter((each) => !isVaried(each)).map(([prompt, variants]) => [prompt, variants[0] ?? '']),
  )
  const varied = Object.fromEntries(named.filter(isVaried).map(([prompt, variants]) => [prompt, [...variants]]))
  if (matrix === undefined && model.length < 2 && Object.keys(varied).length === 0)
    return { matrix: null, only: { model: model[0] ?? null, prompts: fixed, settings: {} } }
  const all = combinations({
    models: model.length > 0 ? [...model] : (matrix?.models ?? []),
    prompts: { ...matrix?.prompts, ...varied },
    settings: matrix?.settings ?? {},
  })
  return { matrix: all.map((each) => ({ ...each, prompts: { ...fixed, ...each.prompts } })) }
}

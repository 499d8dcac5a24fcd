import { HangtagError } from '../../domain/hangtag-error.ts'
import { compareMatrix, type MatrixRun } from './compare-matrix.ts'

/** Fields that no call for attributes asks for: copy is written apart. */
const notAsked = ['title', 'description']

/**
 * Which model to ask for which field: of the combinations that differ from the first one in the model alone, the cheapest that
 * will do. Throws `HangtagError` code `input-unusable` where there are not two models to choose from.
 */
export function chooseRoutes(
  matrix: readonly MatrixRun[],
  options: Parameters<typeof compareMatrix>[1],
): { routes: Record<string, string> } {
  const [first] = matrix
  const alike = matrix.filter(({ combination }) => restOf(combination) === restOf(first?.combination))
  const models = new Map(
    alike.flatMap(({ combination, run }): [string, string][] => {
      const model = run.about.settings.model?.name
      return model === undefined || run.about.settings.reads.model === 'off' ? [] : [[combination.name, model]]
    }),
  )
  if (new Set(models.values()).size < 2)
    throw new HangtagError('The matrix has not two models with the same prompts and settings to choose from', {
      code: 'input-unusable',
      disposition: 'give-up',
    })
  const { fields } = compareMatrix(alike, options)
  const routes = fields.flatMap(({ field, chosen }) => {
    const model = models.get(chosen)
    return model === undefined || notAsked.includes(field) ? [] : [[field, model]]
  })
  return { routes: Object.fromEntries(routes) }
}

function restOf(combination: MatrixRun['combination'] | undefined): string {
  return JSON.stringify([combination?.prompts, combination?.label])
}

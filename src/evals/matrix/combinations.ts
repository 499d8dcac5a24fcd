import { unusableInput } from '../../domain/unusable-input.ts'
import type { Suite } from '../suite/read-suite.ts'

/** What is tried against each other, each dimension with every other. An empty dimension is not varied. */
export type MatrixWish = NonNullable<Suite['matrix']>

/** One of each dimension: what a run of its own is digitized with. */
export type Combination = {
  /** Of the folder and of every table: the parts that vary, joined. */
  name: string
  /** Null: the one that the settings name. */
  model: string | null
  prompts: Record<string, string>
  /** The label of its settings; null: none vary. */
  label: string | null
  settings: Record<string, unknown>
}

/** A person who asks for more has made a mistake in a list: each combination is a whole run, and paid for. */
const combinationsMax = 200

/**
 * Every combination, in the order in which they were named: the first of all is the one that others are compared with. Throws
 * `HangtagError` code `input-unusable` where two would have the same name, or there are too many.
 */
export function combinations({ models, prompts, settings }: MatrixWish): Combination[] {
  const dimensions: Part[][] = [
    models.map((model) => ({ name: model, model })),
    ...Object.entries(prompts).map(([prompt, variants]) =>
      variants.map((variant) => ({ name: variant, prompts: { [prompt]: variant } })),
    ),
    Object.entries(settings).map(([label, set]) => ({ name: label, label, settings: set })),
  ]
  const varied = dimensions.filter((parts) => parts.length > 0)
  const count = varied.reduce((product, parts) => product * parts.length, 1)
  if (count > combinationsMax) throw unusableInput(`The matrix has ${count} combinations; ${combinationsMax} at most`)
  const joined = varied.reduce<Part[][]>(
    (before, parts) => before.flatMap((chosen) => parts.map((part) => [...chosen, part])),
    [[]],
  )
  const all = joined.map(combinationOf)
  const twice = all.find(({ name }, place) => all.findIndex((other) => other.name === name) !== place)
  if (twice !== undefined) throw unusableInput(`Two combinations of the matrix would be called ${twice.name}`)
  return all
}

type Part = Partial<Combination> & { name: string }

function combinationOf(parts: readonly Part[]): Combination {
  const name = parts.map((part) => part.name.replaceAll(/[^\w.-]+/g, '-').replace(/^\.+/, '')).join('+')
  return {
    name: name.slice(0, nameMax) || 'only',
    model: parts.find(({ model }) => model != null)?.model ?? null,
    prompts: Object.assign({}, ...parts.map((part) => part.prompts ?? {})),
    label: parts.find(({ label }) => label != null)?.label ?? null,
    settings: parts.find((part) => part.settings !== undefined)?.settings ?? {},
  }
}

/** Of a folder, on every file system. */
const nameMax = 200

import { readFile } from 'node:fs/promises'
import { basename, dirname, extname, resolve } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { errorCode } from '../../domain/error-code.ts'
import { unusableInput } from '../../domain/unusable-input.ts'

/** `listed`: fields that gold does not list are left out. `unlisted-as-none`: gold's silence says that there is none. */
export const scoreModes = ['listed', 'unlisted-as-none'] as const

/** What a share is of, in gates and comparisons: right values and blanks together, right values alone, or what is wrong. */
export const scoreNames = ['right', 'value', 'wrong'] as const

const gateSchema = z
  .strictObject({
    /** A field, or `all` for every field together. */
    field: z.string().default('all'),
    score: z.enum(scoreNames).default('right'),
    /** The share must reach this, or stay below it. */
    min: z.number().min(0).max(1).optional(),
    max: z.number().min(0).max(1).optional(),
    /** Against the baseline: fails where the share is lower by more than this, and not by chance alone. */
    drop: z.number().min(0).max(1).optional(),
  })
  .refine(({ min, max, drop }) => min !== undefined || max !== undefined || drop !== undefined, {
    message: 'say what is wanted: min, max or drop',
  })
export type Gate = z.infer<typeof gateSchema>

const suiteSchema = z.strictObject({
  description: z.string(),
  /** JSON Lines; relative to the suite's file, or to the shared data where it starts with `data:`. */
  dataset: z.string().min(1),
  /** Below which photos are looked for; the dataset's own folder unless said. */
  photos: z.string().min(1).optional(),
  /** Over the settings that the configuration gives. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Prompt → variant. */
  prompts: z.record(z.string(), z.string()).default({}),
  /** Fields to score; all that gold names unless said. */
  fields: z.array(z.string()).optional(),
  /** What counts of a field that gold does not list: nothing, or a blank is right there. */
  mode: z.enum(scoreModes).default('listed'),
  /** Gold fields by whose value results are shown apart. */
  slices: z.array(z.string()).default(['category']),
  /** A difference within ± this much is no change that matters. */
  margin: z.number().min(0).max(1).default(0.02),
  gates: z.array(gateSchema).default([]),
  /** Every one of each with every one of the others, each combination a run of its own. */
  matrix: z
    .strictObject({
      models: z.array(z.string().min(1)).max(50).default([]),
      /** Prompt → variants. */
      prompts: z.record(z.string(), z.array(z.string().min(1)).min(1).max(50)).default({}),
      /** Label → over the suite's settings. */
      settings: z.record(z.string().min(1).max(60), z.record(z.string(), z.unknown())).default({}),
    })
    .optional(),
})
export type Suite = Omit<z.infer<typeof suiteSchema>, 'photos'> & { name: string; file: string; photos: string }

/** A suite's file, with the paths in it resolved. Throws `HangtagError` code `input-unusable` that says what is wrong with it. */
export async function readSuite(file: string, dataFolder: string): Promise<Suite> {
  const { data, error } = suiteSchema.safeParse(await contentOf(file))
  if (error !== undefined) {
    const problems = error.issues.map(
      ({ path, message }) => `  ${[path.join('.'), message].filter(Boolean).join(': ')}`,
    )
    throw unusableInput(`${file} is not a suite:\n${problems.join('\n')}`)
  }
  const place = (path: string) =>
    path.startsWith('data:') ? resolve(dataFolder, path.slice('data:'.length)) : resolve(dirname(file), path)
  const dataset = place(data.dataset)
  const photos = data.photos === undefined ? dirname(dataset) : place(data.photos)
  return { ...data, dataset, photos, name: basename(file, extname(file)), file }
}

async function contentOf(file: string): Promise<unknown> {
  try {
    return parse(await readFile(file, 'utf8'))
  } catch (cause) {
    const code = errorCode(cause)
    const reason = code === 'ENOENT' ? 'no such file' : cause instanceof Error ? cause.message : String(cause)
    throw unusableInput(`${file}: ${reason}`, cause)
  }
}

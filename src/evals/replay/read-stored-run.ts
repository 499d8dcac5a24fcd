import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { z } from 'zod'
import { unusableInput } from '../../domain/unusable-input.ts'

const cellSchema = z.object({ precision: z.number(), recall: z.number(), f1: z.number() })

const storedRunSchema = z.object({
  model: z.string().optional(),
  dataset_name: z.string().optional(),
  /** Category → the attributes that a model was asked for. */
  known_attributes: z.record(z.string(), z.array(z.string())),
  examples: z
    .array(
      z.object({
        input: z.string(),
        category: z.string(),
        /** Attribute → its accepted values as keys; attributes that gold says nothing about are not listed. */
        target_scores: z.record(z.string(), z.record(z.string(), z.unknown())),
        /** The model's answer, as text. */
        post_pred: z.string().nullable(),
      }),
    )
    .min(1),
  /** The authors' own scores: `<attribute>_<category>` → per cent, beside `micro` and `macro` with names of their own. */
  results: z.record(z.string(), z.record(z.string(), z.number())).default({}),
})

/** A run whose answers were kept: what was asked, what gold accepts, what the model said, and how its authors scored it. */
export type StoredRun = {
  model: string | null
  dataset: string | null
  knownAttributes: Readonly<Record<string, readonly string[]>>
  examples: readonly StoredExample[]
  /** `<attribute>_<category>` → per cent. */
  authorsCells: ReadonlyMap<string, z.infer<typeof cellSchema>>
}
export type StoredExample = {
  category: string
  gold: Readonly<Record<string, readonly string[]>>
  answer: string | null
}

const unzip = promisify(gunzip)

/**
 * Reads a run file of ExtractGPT (github.com/wbsg-uni-mannheim/ExtractGPT) as it is, gzipped or not. Throws `HangtagError`
 * code `input-unusable` that names the file and what is wrong with it.
 */
export async function readStoredRun(file: string): Promise<StoredRun> {
  const { data, error } = storedRunSchema.safeParse(jsonIn(await textOf(file), file))
  if (error !== undefined) {
    const [issue] = error.issues
    throw unusableInput(
      `${file}: not a stored run of ExtractGPT: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`,
    )
  }
  const cells = Object.entries(data.results).flatMap(([name, cell]) => {
    const known = cellSchema.safeParse(cell).data
    return known === undefined ? [] : [[name, known] as const]
  })
  return {
    model: data.model ?? null,
    dataset: data.dataset_name ?? null,
    knownAttributes: data.known_attributes,
    examples: data.examples.map(({ category, target_scores, post_pred }) => ({
      category,
      gold: Object.fromEntries(Object.entries(target_scores).map(([name, scores]) => [name, Object.keys(scores)])),
      answer: post_pred,
    })),
    authorsCells: new Map(cells),
  }
}

async function textOf(file: string): Promise<string> {
  try {
    const bytes = await readFile(file)
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b
    return (isZipped ? await unzip(bytes) : bytes).toString('utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : null
    if (code === null) throw cause
    throw unusableInput(`${file}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`}`, cause)
  }
}

function jsonIn(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw unusableInput(`${file}: not JSON`, cause)
  }
}

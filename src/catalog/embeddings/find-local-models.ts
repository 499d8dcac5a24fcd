import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { errorCode } from '../../domain/error-code.ts'
import { nullIfMissing } from '../../domain/null-if-missing.ts'

/** A model on this machine's disk. `name` is its folder below `root`; `version` the first 12 hex digits of its file's SHA-256. */
export type LocalModel = {
  root: string
  name: string
  version: string
  dimensions: number
  /** Which of the model's files is there: weights in 8 bits, or as they were trained. */
  dtype: 'q8' | 'fp32'
}

/**
 * The sentence-embedding models in these folders, in their order. A folder is a model itself, or holds models as `name/` or
 * `owner/name/`: `config.json`, `tokenizer.json` and `onnx/model_quantized.onnx` (or `onnx/model.onnx`), as Transformers has them.
 */
export async function findLocalModels(folders: readonly string[]): Promise<LocalModel[]> {
  const found: LocalModel[] = []
  for (const folder of new Set(folders.map((each) => resolve(each)))) {
    const itself = await modelAt(dirname(folder), basename(folder))
    found.push(...(itself === null ? await modelsBelow(folder) : [itself]))
  }
  return found
}

async function modelsBelow(root: string): Promise<LocalModel[]> {
  const found: LocalModel[] = []
  for (const name of await foldersIn(root)) {
    const model = await modelAt(root, name)
    const names = model === null ? (await foldersIn(join(root, name))).map((inner) => `${name}/${inner}`) : []
    const inner = await Promise.all(names.map((each) => modelAt(root, each)))
    found.push(...[model, ...inner].filter((each) => each !== null))
  }
  return found
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(nullIfNoFolder)) ?? []
  return entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => name)
    .sort()
}

async function modelAt(root: string, name: string): Promise<LocalModel | null> {
  const folder = join(root, name)
  const [config, tokenizer] = await Promise.all([
    readFile(join(folder, 'config.json'), 'utf8').catch(nullIfNoFolder),
    stat(join(folder, 'tokenizer.json')).catch(nullIfNoFolder),
  ])
  if (config === null || tokenizer === null) return null
  const dimensions = dimensionsIn(config)
  if (dimensions === null) return null
  for (const [dtype, file] of files) {
    const version = await hashOf(join(folder, 'onnx', file))
    if (version !== null) return { root, name, version, dimensions, dtype }
  }
  return null
}

const files = [
  ['q8', 'model_quantized.onnx'],
  ['fp32', 'model.onnx'],
] as const

/** The families of models call it differently. */
const configSchema = z
  .union([
    z.object({ hidden_size: z.int().min(1) }).transform((config) => config.hidden_size),
    z.object({ d_model: z.int().min(1) }).transform((config) => config.d_model),
    z.object({ dim: z.int().min(1) }).transform((config) => config.dim),
  ])
  .nullable()
  .catch(null)

function dimensionsIn(config: string): number | null {
  try {
    return configSchema.parse(JSON.parse(config))
  } catch {
    return null // A folder that only looks like a model's.
  }
}

async function hashOf(file: string): Promise<string | null> {
  const known = await stat(file).catch(nullIfNoFolder)
  if (known === null) return null
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex').slice(0, 12)
}

/** A file where a folder was expected is no model either. */
function nullIfNoFolder(error: unknown): null {
  return errorCode(error) === 'ENOTDIR' ? null : nullIfMissing(error)
}

import { HangtagError } from '../../domain/hangtag-error.ts'
import type { LocalModel } from './find-local-models.ts'
import type { LoadLocalModel } from './local-embeddings.ts'

/**
 * Runs a model with ONNX by way of LangChain's community embedding and `@huggingface/transformers`, an optional package that is
 * loaded here and nowhere else. Reads from the model's folder alone: whatever is missing there is never fetched. Throws
 * `catalog-embedding-unavailable` (retry) where the package or the model cannot be loaded.
 */
export const loadTransformersModel: LoadLocalModel = (model) => {
  // The library's settings are of the whole process, and two models may lie in two folders.
  const turn = lastLoad.then(() => load(model))
  lastLoad = turn.catch(() => undefined)
  return turn
}

/** Whether the package is there, without loading it. */
export function transformersInstalled(): boolean {
  try {
    return import.meta.resolve('@huggingface/transformers') !== ''
  } catch {
    return false
  }
}

let lastLoad: Promise<unknown> = Promise.resolve()

async function load({ root, name, dtype }: LocalModel): ReturnType<LoadLocalModel> {
  try {
    const [{ env }, { HuggingFaceTransformersEmbeddings }] = await Promise.all([
      import('@huggingface/transformers'),
      import('@langchain/community/embeddings/huggingface_transformers'),
    ])
    env.allowRemoteModels = false
    env.allowLocalModels = true
    env.localModelPath = `${root}/`
    env.useFSCache = false
    const embeddings = new HuggingFaceTransformersEmbeddings({
      model: name,
      // What fails once fails again; the base would try six times, and wait longer each time.
      maxRetries: 0,
      pretrainedOptions: { dtype, session_options: sessionOptions },
    })
    // The model is loaded with the first text.
    await embeddings.embedQuery('ready')
    return (texts) => embeddings.embedDocuments(texts)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const isMissing = /Cannot find (package|module)/.test(reason)
    throw new HangtagError(
      isMissing
        ? 'Local embeddings need a package that is not installed: npm install @huggingface/transformers'
        : `The embedding model ${name} in ${root} cannot be loaded: ${reason}`,
      { code: 'catalog-embedding-unavailable', disposition: 'retry', evidence: { root, name, reason }, cause },
    )
  }
}

/**
 * One core: a second one makes a batch of short texts hardly faster, takes twice the CPU, and spins while it waits (measured: 0.8
 * ms of CPU a text with one, 1.6 ms with two). Without the arena, memory that the longest batch took is given back (200 MB less).
 */
const sessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1, enableCpuMemArena: false }

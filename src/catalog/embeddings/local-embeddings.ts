import { Embeddings } from '@langchain/core/embeddings'
import type { LocalModel } from './find-local-models.ts'
import { planEmbeddingBatches } from './plan-embedding-batches.ts'

/** What runs a model: vectors of length 1 for a handful of texts. Made once, at the first text. */
export type LoadLocalModel = (model: LocalModel) => Promise<(texts: string[]) => Promise<number[][]>>

/**
 * A model on this machine. It is loaded at the first text, and nothing of its library before that. Texts are cut at 1,000
 * characters, some 250 tokens: the most that the models of this size were trained on, and time grows with the length (measured:
 * 0.8 ms a title in batches, 2 ms alone, 15 ms for 1,000 characters). Weights in 8 bits are scaled by what stands in the same batch, so that a
 * text's vector may differ a little from batch to batch (cosine 0.99, as from the original weights).
 */
export class LocalEmbeddings extends Embeddings {
  readonly name: string
  readonly version: string
  readonly dimensions: number
  readonly #model: LocalModel
  readonly #load: LoadLocalModel
  #loaded: ReturnType<LoadLocalModel> | null = null

  constructor(model: LocalModel, load: LoadLocalModel) {
    super({})
    this.name = `local:${model.name}`
    this.version = model.version
    this.dimensions = model.dimensions
    this.#model = model
    this.#load = load
  }

  override async embedDocuments(texts: string[], signal?: AbortSignal): Promise<number[][]> {
    const embed = await this.#use()
    const zero = new Array<number>(this.dimensions).fill(0)
    const vectors = texts.map(() => zero)
    const cut = texts.map((text) => text.trim().slice(0, textCharactersMax).toWellFormed())
    // One after the other: side by side they only take each other's core, and memory twice.
    for (const batch of planEmbeddingBatches(cut, limits)) {
      signal?.throwIfAborted()
      const found = await embed(batch.map((place) => cut[place] ?? ''))
      batch.forEach((place, at) => {
        if (cut[place] !== '') vectors[place] = found[at] ?? zero
      })
    }
    return vectors
  }

  override async embedQuery(text: string, signal?: AbortSignal): Promise<number[]> {
    const [vector] = await this.embedDocuments([text], signal)
    return vector ?? []
  }

  /** A failed start is not kept: the next text tries again. */
  #use(): ReturnType<LoadLocalModel> {
    const loading = this.#loaded ?? this.#load(this.#model)
    this.#loaded = loading
    loading.catch(() => {
      if (this.#loaded === loading) this.#loaded = null
    })
    return loading
  }
}

const textCharactersMax = 1_000

/**
 * Beyond 32 texts nothing gets faster. The model works on all of a batch at the length of its longest text: 32 texts of 512 tokens
 * took 1.1 GB, batches of these bounds some 150 MB at the worst (Chinese, where a character is a token) and 20 MB as a rule.
 */
const limits = { textsMax: 32, charactersMax: 4_000 }

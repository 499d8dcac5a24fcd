import { join } from 'node:path'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { type CatalogEmbeddings, spaceOf } from '../catalog-embeddings.ts'
import type { EmbeddingsKind } from './embeddings-kind.ts'
import { fetchHubModel } from './fetch-hub-model.ts'
import { findLocalModels } from './find-local-models.ts'
import { type LoadLocalModel, LocalEmbeddings } from './local-embeddings.ts'

export type LocalKindSettings = {
  /** Where models may lie, first choice first. */
  folders: readonly string[]
  /** A model's folder (`name`, `owner/name`); null: the first that is there. */
  model: string | null
  /** Where a model comes from, and into which folder, that was asked for and is nowhere; null: it is not fetched. */
  hub: { url: string; folder: string } | null
  load: LoadLocalModel
  /** Whether the package that runs models is there. */
  isInstalled(): boolean
}

/** Embeddings by a model on this machine. Folders are looked at when asked, so that a model may be put there meanwhile. */
export function localKind(settings: LocalKindSettings): EmbeddingsKind {
  const opened = new Map<string, LocalEmbeddings>()

  async function atHand(): Promise<LocalEmbeddings[]> {
    if (!settings.isInstalled()) return []
    const models = await findLocalModels(settings.folders)
    return models.map((model) => {
      const id = JSON.stringify(model)
      const embeddings = opened.get(id) ?? new LocalEmbeddings(model, settings.load)
      opened.set(id, embeddings)
      return embeddings
    })
  }

  async function find(recorded: string | null): Promise<CatalogEmbeddings | null> {
    const all = await atHand()
    if (settings.model !== null) return all.find(({ name }) => name === `local:${settings.model}`) ?? null
    return all.find((each) => spaceOf(each) === recorded) ?? all[0] ?? null
  }

  return {
    open: async (space) =>
      space.startsWith('local:') ? ((await atHand()).find((each) => spaceOf(each) === space) ?? null) : null,
    async own(recorded, insist) {
      const found = await find(recorded)
      if (found !== null || !insist) return found
      if (!settings.isInstalled())
        throw unavailable(
          'Local embeddings need a package that is not installed: npm install @huggingface/transformers',
        )
      if (settings.hub === null) throw notThere(settings)
      const name = settings.model ?? hubModel
      // A name without an owner is a folder of one's own, and nothing that a hub has.
      if (!/^[\w.-]+\/[\w.-]+$/.test(name)) throw notThere(settings)
      await fetchHubModel({ hubUrl: settings.hub.url, name, folder: settings.hub.folder, deadlineMs: fetchMsMax })
      return (await atHand()).find((each) => each.name === `local:${name}`) ?? missing(name, settings.hub.folder)
    },
  }
}

/** The model that `../shared/data` and most examples have, in the form that Transformers takes. */
const hubModel = 'Xenova/all-MiniLM-L6-v2'

/** 23 MB of the usual model, over a slow line. */
const fetchMsMax = 300_000

function notThere({ model, folders }: LocalKindSettings): HangtagError {
  const places = folders.map((folder) => join(folder, model ?? '<model>')).join(', ')
  return unavailable(`There is no embedding model at ${places}: put one there, or name its folder in EMBEDDINGS_DIR`)
}

function missing(name: string, folder: string): never {
  throw unavailable(`The embedding model ${name} was fetched into ${folder} and is none that can be used`)
}

function unavailable(message: string): HangtagError {
  return new HangtagError(message, { code: 'catalog-embedding-unavailable', disposition: 'retry' })
}

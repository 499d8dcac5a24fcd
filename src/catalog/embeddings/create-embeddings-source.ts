import { HangtagError } from '../../domain/hangtag-error.ts'
import { type CatalogEmbeddings, type EmbeddingsSource, spaceOf } from '../catalog-embeddings.ts'
import type { EmbeddingsKind } from './embeddings-kind.ts'
import { type EndpointKindSettings, endpointKind } from './endpoint-kind.ts'
import { type LocalKindSettings, localKind } from './local-kind.ts'
import { NgramEmbeddings } from './ngram-embeddings.ts'

export type EmbeddingsSettings = {
  /** By name, or `auto`: an existing collection decides, then what is there, the best first. */
  wish: KindName | 'auto'
  /** Null: none is configured. */
  endpoint: EndpointKindSettings | null
  local: LocalKindSettings
  /** Told once for each space that a catalog records, and for a catalog that is not there yet. */
  onChosen?: (told: { space: string; why: string; recorded: string | null }) => void
}

/** The best first. */
const kindNames = ['endpoint', 'local', 'ngram'] as const
type KindName = (typeof kindNames)[number]

/** An embedding, and why it is this one, as the end of a sentence. */
export type ChosenEmbeddings = { embeddings: CatalogEmbeddings; why: string }

/**
 * Which embedding is used, by the settings and by what the collection was filled with. Nothing is loaded and nobody is asked before
 * it is needed, and each model is opened once. What cannot be had throws `catalog-embedding-unavailable` (retry), or what the
 * endpoint said.
 */
export function createEmbeddingsSource(
  settings: EmbeddingsSettings,
): EmbeddingsSource & { choose(recorded: string | null): Promise<ChosenEmbeddings> } {
  const kinds: Record<KindName, EmbeddingsKind> = {
    endpoint: settings.endpoint === null ? noEndpoint : endpointKind(settings.endpoint),
    local: localKind(settings.local),
    ngram: ngramKind(),
  }

  async function choose(recorded: string | null): Promise<ChosenEmbeddings> {
    if (settings.wish !== 'auto')
      return { embeddings: await byName(settings.wish, recorded), why: `EMBEDDINGS=${settings.wish}` }
    const same = recorded === null ? null : await exactly(recorded)
    if (same !== null) return { embeddings: same, why: 'the catalog was indexed with it' }
    return best()
  }

  /** Without a wish, and nothing that decides. */
  async function best(): Promise<ChosenEmbeddings> {
    const endpoint = await kinds.endpoint.own(null, false)
    if (endpoint !== null) return { embeddings: endpoint, why: 'EMBEDDINGS_MODEL is set' }
    const local = await kinds.local.own(null, false)
    if (local !== null) return { embeddings: local, why: 'its model is on this machine' }
    return { embeddings: await byName('ngram', null), why: 'no EMBEDDINGS_MODEL is set and no local model is there' }
  }

  async function byName(name: KindName, recorded: string | null): Promise<CatalogEmbeddings> {
    const own = await kinds[name].own(recorded, true)
    if (own === null) throw unavailable(`There is no embedding of the kind ${name}`)
    return own
  }

  async function exactly(space: string): Promise<CatalogEmbeddings | null> {
    for (const name of kindNames) {
      const found = await kinds[name].open(space)
      if (found !== null) return found
    }
    return null
  }

  async function open(wanted: string): Promise<CatalogEmbeddings> {
    if (wanted === 'auto') return (await best()).embeddings
    if (isKindName(wanted)) return byName(wanted, null)
    const found = await exactly(wanted)
    if (found === null) throw unavailable(`The embedding ${wanted} cannot be had here${adviceFor(wanted)}`)
    return found
  }

  const chooseOnce = once(async (recorded: string | null) => {
    const chosen = await choose(recorded)
    settings.onChosen?.({ space: spaceOf(chosen.embeddings), why: chosen.why, recorded })
    return chosen
  })
  return {
    choose: chooseOnce,
    configured: async (recorded) => (await chooseOnce(recorded)).embeddings,
    open: once(open),
  }
}

/** The same answer to the same question while it is a good one: looking for models reads them from end to end. */
function once<Key, Value>(ask: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const known = new Map<Key, Promise<Value>>()
  return (key) => {
    const answer = known.get(key) ?? ask(key)
    known.set(key, answer)
    answer.catch(() => known.delete(key))
    return answer
  }
}

function isKindName(text: string): text is KindName {
  return kindNames.some((name) => name === text)
}

function adviceFor(space: string): string {
  if (space.startsWith('endpoint:')) return ': EMBEDDINGS_BASE_URL and EMBEDDINGS_MODEL name another one, or none'
  if (space.startsWith('local:'))
    return ': its model (this very file) is in no folder of models, or the package @huggingface/transformers is not installed'
  return ''
}

const noEndpoint: EmbeddingsKind = {
  open: async () => null,
  own: async (_recorded, insist) => {
    if (!insist) return null
    throw unavailable(
      'No embeddings endpoint is configured: set EMBEDDINGS_MODEL, and EMBEDDINGS_BASE_URL where needed',
    )
  },
}

function ngramKind(): EmbeddingsKind {
  const ngram = new NgramEmbeddings()
  return { open: async (space) => (space === spaceOf(ngram) ? ngram : null), own: async () => ngram }
}

function unavailable(message: string): HangtagError {
  return new HangtagError(message, { code: 'catalog-embedding-unavailable', disposition: 'retry' })
}

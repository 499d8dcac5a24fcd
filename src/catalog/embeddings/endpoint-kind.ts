import type { CatalogEmbeddings } from '../catalog-embeddings.ts'
import type { EmbeddingsKind } from './embeddings-kind.ts'
import { type AskForEmbeddings, EndpointEmbeddings, type EndpointEmbeddingsOptions } from './endpoint-embeddings.ts'
import { readEmbeddingsAnswer } from './read-embeddings-answer.ts'

export type EndpointKindSettings = Pick<
  EndpointEmbeddingsOptions,
  'onUsage' | 'onRefused' | 'limits' | 'queryDeadlineMs'
> & {
  /** Of the address, with its port where it names one. */
  host: string
  model: string
  /** Null: as many as the model gives. */
  dimensions: number | null
  ask: AskForEmbeddings
}

/** Embeddings by an OpenAI-compatible endpoint. Its first answer tells how many numbers it gives, where nobody else has. */
export function endpointKind(settings: EndpointKindSettings): EmbeddingsKind {
  const name = `endpoint:${settings.host}:${settings.model}`
  const opened = new Map<number, CatalogEmbeddings>()
  let measured: number | null = null

  function withDimensions(dimensions: number): CatalogEmbeddings {
    const sendDimensions = settings.dimensions !== null
    const embeddings =
      opened.get(dimensions) ?? new EndpointEmbeddings({ ...settings, name, dimensions, sendDimensions })
    opened.set(dimensions, embeddings)
    return embeddings
  }

  /** How many numbers a recorded space of this model has; null where it is of another one. */
  function dimensionsOf(space: string | null): number | null {
    const prefix = `${name}@${version}/`
    const rest = space?.startsWith(prefix) === true ? space.slice(prefix.length) : ''
    return /^[1-9]\d*$/.test(rest) ? Number(rest) : null
  }

  return {
    open: async (space) => {
      const dimensions = dimensionsOf(space)
      return dimensions === null ? null : withDimensions(dimensions)
    },
    async own(recorded) {
      const known = settings.dimensions ?? dimensionsOf(recorded) ?? measured
      if (known !== null) return withDimensions(known)
      measured = await measure(settings)
      return withDimensions(measured)
    },
  }
}

/** As in `EndpointEmbeddings`. */
const version = '1'

async function measure({ ask, model, onUsage }: EndpointKindSettings): Promise<number> {
  const request = { model, input: ['dimensions'], encoding_format: 'float' as const }
  const { vectors, tokens } = readEmbeddingsAnswer(await ask(request, new AbortController().signal), {
    texts: 1,
    dimensions: null,
  })
  onUsage?.({ model, texts: 1, tokens })
  return vectors[0]?.length ?? 0
}

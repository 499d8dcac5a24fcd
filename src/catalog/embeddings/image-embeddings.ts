import { HangtagError } from '../../domain/hangtag-error.ts'
import { type ImageFormName, imageForms } from './image-forms.ts'
import { readEmbeddingsAnswer } from './read-embeddings-answer.ts'

/** Vectors of pictures. Two pictures of one `name` and `version` may be compared. */
export type ImageEmbeddings = {
  readonly name: string
  /** Of how a picture is prepared and sent: whoever changes that raises it. */
  readonly version: string
  /** JPEGs as they are, one vector each, all of one length. Throws `HangtagError` as the endpoint's client does. */
  embed(pictures: readonly Buffer[], signal: AbortSignal): Promise<number[][]>
}

export type ImageEmbeddingsOptions = {
  baseUrl: string
  model: string
  form: ImageFormName
  /** One request to `/embeddings`, already bounded in time. */
  post(body: Record<string, unknown>, signal: AbortSignal): Promise<unknown>
}

/** The vectors of pictures by an endpoint, in the form that it takes. */
export function createImageEmbeddings({ baseUrl, model, form, post }: ImageEmbeddingsOptions): ImageEmbeddings {
  const { picturesMax, body } = imageForms[form]
  return {
    name: `image-endpoint:${new URL(baseUrl).host}:${model}`,
    version: '1',
    async embed(pictures, signal) {
      const vectors: number[][] = []
      for (let at = 0; at < pictures.length; at += picturesMax) {
        const batch = pictures.slice(at, at + picturesMax)
        const answer = await post(body(model, batch), signal).catch(refuseTelling)
        const expected = { texts: batch.length, dimensions: vectors[0]?.length ?? null }
        vectors.push(...readEmbeddingsAnswer(answer, expected).vectors)
      }
      return vectors
    },
  }
}

/** A server that does not know the form refuses every picture: the message says which setting to look at. */
function refuseTelling(error: unknown): never {
  if (!(error instanceof HangtagError) || error.code !== 'model-request-refused') throw error
  throw new HangtagError(`${error.message} (a picture; IMAGE_EMBEDDINGS_FORM says in which form pictures are sent)`, {
    code: 'image-refused',
    disposition: 'give-up',
    evidence: error.evidence,
    cause: error,
  })
}

import { z } from 'zod'
import { HangtagError } from '../../domain/hangtag-error.ts'

/**
 * The vectors of an answer of `/embeddings` in the order of the texts, and the tokens that were billed (null where the server
 * does not say). Throws `embeddings-answer-broken` (retry) where it is not one vector of finite numbers for each text, and
 * `embeddings-dimensions` (give-up) where the vectors have another length than the space.
 */
export function readEmbeddingsAnswer(
  answer: unknown,
  expected: { texts: number; dimensions: number | null },
): { vectors: number[][]; tokens: number | null } {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) throw broken(z.prettifyError(parsed.error).slice(0, 300))
  const { data, usage } = parsed.data
  if (data.length !== expected.texts) throw broken(`${data.length} vectors for ${expected.texts} texts`)
  const vectors: number[][] = []
  for (const { index, embedding } of data) {
    if (index >= expected.texts || vectors[index] !== undefined) throw broken(`no place for a vector of index ${index}`)
    vectors[index] = embedding
  }
  const dimensions = expected.dimensions ?? vectors[0]?.length ?? 0
  const other = vectors.find(({ length }) => length !== dimensions)
  if (other !== undefined) throw otherLength(other.length, dimensions)
  return { vectors, tokens: usage?.prompt_tokens ?? null }
}

const answerSchema = z.object({
  data: z.array(
    z.object({
      index: z.int().min(0),
      // Looked at as a whole: a schema for each of a million numbers would take longer than the answer.
      embedding: z.custom<number[]>(isVector, 'a list of finite numbers'),
    }),
  ),
  usage: z
    .object({ prompt_tokens: z.int().min(0) })
    .nullish()
    .catch(null),
})

function isVector(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite)
}

function broken(problem: string): HangtagError {
  return new HangtagError(`The answer of the embeddings endpoint cannot be used: ${problem}`, {
    code: 'embeddings-answer-broken',
    disposition: 'retry',
    evidence: { problem },
  })
}

function otherLength(found: number, dimensions: number): HangtagError {
  return new HangtagError(
    `The embeddings endpoint gives ${found} numbers for a text, and the catalog has ${dimensions}: correct EMBEDDINGS_DIMENSIONS, or reindex the catalog`,
    { code: 'embeddings-dimensions', disposition: 'give-up', evidence: { found, dimensions } },
  )
}

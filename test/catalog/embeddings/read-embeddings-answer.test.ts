import { describe, expect, it } from 'vitest'
import { readEmbeddingsAnswer } from '../../../src/catalog/embeddings/read-embeddings-answer.ts'

const usage = { prompt_tokens: 7, total_tokens: 7 }
const first = { object: 'embedding', index: 0, embedding: [1, 0] }
const second = { object: 'embedding', index: 1, embedding: [0, 1] }
const expected = { texts: 2, dimensions: 2 }

describe('reading an answer of /embeddings', () => {
  it('the vectors come in the order of the texts, whatever the order of the answer', () => {
    const read = readEmbeddingsAnswer({ data: [second, first], usage }, expected)
    expect(read).toEqual({
      vectors: [
        [1, 0],
        [0, 1],
      ],
      tokens: 7,
    })
  })

  it('tokens that are not told are not known, and lose no vector', () => {
    expect(readEmbeddingsAnswer({ data: [first, second] }, expected).tokens).toBeNull()
    expect(readEmbeddingsAnswer({ data: [first, second], usage: { tokens: 'many' } }, expected).tokens).toBeNull()
  })

  it.each([
    ['a vector is missing', [first]],
    ['there is one too many', [first, second, { ...second, index: 2 }]],
    ['two have one place', [first, { ...second, index: 0 }]],
    ['a place is beyond the texts', [first, { ...second, index: 2 }]],
    ['a place is missing', [first, { embedding: [0, 1] }]],
    ['a number is no number', [first, { ...second, embedding: [0, null] }]],
    ['a number is beyond all', [first, { ...second, embedding: [0, Number.POSITIVE_INFINITY] }]],
    ['a vector is text', [first, { ...second, embedding: 'AACAPwAAAAA=' }]],
    ['a vector is empty', [first, { ...second, embedding: [] }]],
  ])('is asked for again where %s', (_, data) => {
    expect(() => readEmbeddingsAnswer({ data, usage }, expected)).toThrow(
      expect.objectContaining({ code: 'embeddings-answer-broken', disposition: 'retry' }),
    )
  })

  it('an error with status 200 is no answer', () => {
    expect(() => readEmbeddingsAnswer({ error: { message: 'Upstream failed' } }, expected)).toThrow(
      expect.objectContaining({ code: 'embeddings-answer-broken' }),
    )
  })

  it('vectors of another length than the catalog has are never stored, and the way out is said', () => {
    const long = [first, { ...second, embedding: [0, 1, 0] }]
    expect(() => readEmbeddingsAnswer({ data: long, usage }, expected)).toThrow(
      expect.objectContaining({
        code: 'embeddings-dimensions',
        disposition: 'give-up',
        message: expect.stringContaining('EMBEDDINGS_DIMENSIONS'),
      }),
    )
    expect(() => readEmbeddingsAnswer({ data: long, usage }, { texts: 2, dimensions: null })).toThrow(
      expect.objectContaining({ code: 'embeddings-dimensions' }),
    )
  })
})

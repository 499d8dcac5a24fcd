import { expect, test } from 'vitest'
import type { CatalogEmbeddings } from '../../src/catalog/catalog-embeddings.ts'
import { NgramEmbeddings } from '../../src/catalog/embeddings/ngram-embeddings.ts'
import { similarityScales } from '../../src/catalog/similarity-scale.ts'

test('a text and its own item are nearer than two different things, in numbers of the embedding', async () => {
  const scale = await similarityScales({ open: async () => new NgramEmbeddings() })('hashed-ngrams@1/512')
  expect(scale.different).toBeCloseTo(0.01, 1)
  expect(scale.same).toBeCloseTo(0.39, 1)
})

test('a space is measured once, and again only where that failed', async () => {
  const opened: string[] = []
  const open = async (space: string): Promise<CatalogEmbeddings> => {
    opened.push(space)
    if (opened.length === 1) throw new Error('away')
    return new NgramEmbeddings()
  }
  const scaleOf = similarityScales({ open })
  await expect(scaleOf('a')).rejects.toThrow('away')
  const [first, second] = await Promise.all([scaleOf('a'), scaleOf('a')])
  expect(first).toEqual(second)
  await scaleOf('b')
  expect(opened).toEqual(['a', 'a', 'b'])
})

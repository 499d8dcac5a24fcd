import { describe, expect, it } from 'vitest'
import { LocalEmbeddings } from '../../../src/catalog/embeddings/local-embeddings.ts'

const model = { root: '/models', name: 'owner/tiny', version: 'abcdef012345', dimensions: 2, dtype: 'q8' as const }

/** A model whose vectors tell the length of their text, and that remembers what it was given. */
function tiny(fail: () => boolean = () => false) {
  const seen = { loads: 0, batches: [] as string[][] }
  const embeddings = new LocalEmbeddings(model, async () => {
    seen.loads += 1
    if (fail()) throw new Error('no memory')
    return async (texts) => {
      seen.batches.push(texts)
      return texts.map(({ length }) => [length, 1])
    }
  })
  return { embeddings, seen }
}

describe('LocalEmbeddings', () => {
  it('goes on record with the very file of its model', () => {
    const { name, version, dimensions } = tiny().embeddings
    expect({ name, version, dimensions }).toEqual({ name: 'local:owner/tiny', version: 'abcdef012345', dimensions: 2 })
  })

  it('is loaded at the first text, and once, however many ask', async () => {
    const { embeddings, seen } = tiny()
    expect(seen.loads).toBe(0)
    await Promise.all([embeddings.embedQuery('a'), embeddings.embedDocuments(['b']), embeddings.embedQuery('c')])
    expect(seen.loads).toBe(1)
  })

  it('that could not be loaded is tried again at the next text', async () => {
    const outcomes = [true, false]
    const { embeddings, seen } = tiny(() => outcomes.shift() ?? false)
    await expect(embeddings.embedQuery('a')).rejects.toThrow('no memory')
    expect(await embeddings.embedQuery('a')).toEqual([1, 1])
    expect(seen.loads).toBe(2)
  })

  it('gives each text its own vector, in batches of at most 32 and of bounded length', async () => {
    const { embeddings, seen } = tiny()
    const texts = Array.from({ length: 100 }, (_, place) => 'x'.repeat(1 + ((place * 37) % 400)))
    expect(await embeddings.embedDocuments(texts)).toEqual(texts.map(({ length }) => [length, 1]))
    for (const batch of seen.batches) {
      expect(batch.length).toBeLessThanOrEqual(32)
      expect(batch.length * Math.max(...batch.map(({ length }) => length))).toBeLessThanOrEqual(4_000)
    }
  })

  it('cuts a long text, and gives a blank one the zero vector', async () => {
    const { embeddings, seen } = tiny()
    expect(await embeddings.embedDocuments(['x'.repeat(5_000), ' '])).toEqual([
      [1_000, 1],
      [0, 0],
    ])
    expect(seen.batches.flat().map(({ length }) => length)).not.toContain(5_000)
  })

  it('stops between two batches when told to', async () => {
    const { embeddings, seen } = tiny()
    const stop = new AbortController()
    await embeddings.embedQuery('warm')
    const asked = embeddings.embedDocuments(
      Array.from({ length: 100 }, () => 'x'),
      stop.signal,
    )
    stop.abort(new Error('stopped'))
    await expect(asked).rejects.toThrow('stopped')
    expect(seen.batches.length).toBeLessThan(4)
  })
})

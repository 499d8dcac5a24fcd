import { describe, expect, test } from 'vitest'
import type { CatalogEmbeddings } from '../../src/catalog/catalog-embeddings.ts'
import { NgramEmbeddings } from '../../src/catalog/embeddings/ngram-embeddings.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { checkEmbeddings } from '../../src/services/check-embeddings.ts'

const local = embeddings('local:mini', 'abc', 384)
const endpoint = embeddings('endpoint:api.example:embed', '1', 1_536)
const space = 'local:mini@abc/384'

function embeddings(name: string, version: string, dimensions: number): CatalogEmbeddings & { asked: number } {
  return Object.assign(new NgramEmbeddings(), {
    ...{ name, version, dimensions, asked: 0 },
    async embedQuery(this: { asked: number }) {
      this.asked += 1
      return []
    },
  })
}

const chosen = (used: CatalogEmbeddings, why: string) => async () => ({ embeddings: used, why })

describe('what doctor says of embeddings', () => {
  test('which, how many numbers, and why, in one line', async () => {
    const check = await checkEmbeddings(chosen(local, 'its model is on this machine'), { space: null }, true)
    expect(check).toEqual({
      part: 'embeddings',
      state: 'ok',
      detail: 'local:mini@abc, 384 numbers a text: its model is on this machine',
      fix: null,
    })
  })

  test('a catalog that was indexed with another one is told with the command that mends it', async () => {
    const check = await checkEmbeddings(chosen(endpoint, 'EMBEDDINGS=endpoint'), { space }, true)
    expect(check).toMatchObject({ state: 'limited', fix: expect.stringContaining('hangtag catalog reindex') })
    expect(check.detail).toContain(space)
    expect(check.detail).toContain('endpoint:api.example:embed@1/1536')
  })

  test('that the catalog may be of another one is said where nobody can tell', async () => {
    expect((await checkEmbeddings(chosen(local, 'why'), null, true)).detail).toContain('unless the catalog')
  })

  test('n-grams are a makeshift, unless somebody chose them', async () => {
    const ngram = new NgramEmbeddings()
    expect(await checkEmbeddings(chosen(ngram, 'no model is there'), { space: null }, true)).toMatchObject({
      state: 'limited',
      fix: expect.stringContaining('EMBEDDINGS_MODEL'),
    })
    expect(await checkEmbeddings(chosen(ngram, 'EMBEDDINGS=ngram'), { space: null }, true)).toMatchObject({
      state: 'ok',
    })
  })

  test('an endpoint is asked for one vector, and for none where nothing is to be asked; a local model is not loaded', async () => {
    const recorded = { space: 'endpoint:api.example:embed@1/1536' }
    await checkEmbeddings(chosen(endpoint, 'why'), recorded, false)
    expect(endpoint.asked).toBe(0)
    await checkEmbeddings(chosen(endpoint, 'why'), recorded, true)
    expect(endpoint.asked).toBe(1)
    await checkEmbeddings(chosen(local, 'why'), { space }, true)
    expect(local.asked).toBe(0)
  })

  test('one that cannot be had is broken, with the words of its error and where they come from', async () => {
    const fail = async () => {
      throw new HangtagError('The model endpoint refused the key.', {
        code: 'model-key-refused',
        disposition: 'give-up',
        evidence: { endpoint: 'api.example' },
      })
    }
    expect(await checkEmbeddings(fail, null, true)).toMatchObject({
      state: 'broken',
      detail: 'api.example: The model endpoint refused the key.',
    })
  })
})

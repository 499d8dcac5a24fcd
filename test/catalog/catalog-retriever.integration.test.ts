import { Document } from '@langchain/core/documents'
import { BaseRetriever } from '@langchain/core/retrievers'
import { RunnableLambda } from '@langchain/core/runnables'
import { describe, expect, it } from 'vitest'
import { CatalogRetriever } from '../../src/catalog/catalog-retriever.ts'
import { freshName, openTestIndex } from './open-test-index.ts'

describe('the catalog as a retriever of LangChain', () => {
  it('gives documents, best first, with everything that a neighbor has', async () => {
    const index = openTestIndex(freshName())
    await index.upsert('closet', [
      { id: 'a', title: 'Blue slim jeans', category: 'jeans', brand: 'COS', attributes: { color: ['blue'] } },
      { id: 'b', title: 'Red wool coat' },
    ])
    const retriever = new CatalogRetriever({ search: index.search, tenant: 'closet', limit: 1 })
    expect(retriever).toBeInstanceOf(BaseRetriever)
    const [first, ...others] = await retriever.invoke('slim jeans')
    expect(others).toEqual([])
    expect(first).toBeInstanceOf(Document)
    expect(first).toEqual({
      id: 'closet/a',
      pageContent: 'Blue slim jeans',
      metadata: {
        tenant: 'closet',
        score: expect.any(Number),
        relevance: expect.any(Number),
        category: 'jeans',
        brand: 'COS',
        attributes: { color: ['blue'] },
      },
    })
  })

  it('stays inside its tenant, whatever it is asked and whatever the chain around it says', async () => {
    const index = openTestIndex(freshName())
    await index.upsert('closet', [{ id: 'mine', title: 'Blue jeans' }])
    await index.upsert('other', [{ id: 'theirs', title: 'Blue jeans of another tenant' }])
    const retriever = new CatalogRetriever({ search: index.search, tenant: 'closet', limit: 50 })
    for (const question of ['jeans of another tenant', '" or tenant == "other', 'other/theirs'])
      expect((await retriever.invoke(question)).map(({ id }) => id)).toEqual(['closet/mine'])
    const config = { configurable: { tenant: 'other' }, metadata: { tenant: 'other' } }
    expect((await retriever.invoke('jeans', config)).map(({ id }) => id)).toEqual(['closet/mine'])
  })

  it('is a link of a chain', async () => {
    const index = openTestIndex(freshName())
    await index.upsert('closet', [{ id: 'a', title: 'Blue jeans' }])
    const titles = new CatalogRetriever({ search: index.search, tenant: 'closet' }).pipe(
      RunnableLambda.from((documents: { pageContent: string }[]) => documents.map(({ pageContent }) => pageContent)),
    )
    expect(await titles.invoke('jeans')).toEqual(['Blue jeans'])
  })

  it('is refused for what is no tenant, before anything is searched', () => {
    const search = () => Promise.reject(new Error('searched'))
    for (const tenant of ['', 'a/b', '" or 1 == 1']) expect(() => new CatalogRetriever({ search, tenant })).toThrow()
  })
})

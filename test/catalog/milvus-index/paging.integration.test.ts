import { describe, expect, it } from 'vitest'
import type { CatalogItem } from '../../../src/domain/catalog-item.ts'
import { compass } from '../compass-embeddings.ts'
import { always, freshName, openTestIndex } from '../open-test-index.ts'

const embeddings = always(compass)
const items = (name: string, count: number): CatalogItem[] =>
  Array.from({ length: count }, (_, place) => ({ id: `${name}-${place}`, title: `${name} ${place}` }))

describe('a walk by pages', () => {
  it('of 20,000 rows gives each that stays exactly once, while others come, change and go', async () => {
    const index = openTestIndex(freshName(), { embeddings })
    const staying = items('stays', 19_000)
    const going = items('goes', 1_000)
    await index.upsert('t', [...staying, ...going])
    await index.upsert('other', items('stays', 100))

    const seen = new Map<string, number>()
    let pages = 0
    for (let cursor: string | null = null; pages === 0 || cursor !== null; pages += 1) {
      const page = await index.page('t', cursor)
      for (const { id } of page.items) seen.set(id, (seen.get(id) ?? 0) + 1)
      cursor = page.next
      const come = Array.from({ length: 5 }, (_, place) => ({ id: `comes-${pages}-${place}`, title: 'New' }))
      const changed = staying
        .slice(pages * 5, pages * 5 + 5)
        .map((item) => ({ ...item, title: `${item.title} changed` }))
      await index.upsert('t', [...come, ...changed])
      const gone = going.splice(0, 10).map(({ id }) => id)
      await index.remove('t', gone)
    }

    const counts = staying.map(({ id }) => seen.get(id) ?? 0)
    expect({ skipped: counts.filter((count) => count === 0).length, pages: pages > 20 }).toEqual({
      skipped: 0,
      pages: true,
    })
    expect([...seen.values()].filter((count) => count > 1)).toEqual([])
    expect(await index.count('t')).toBe(20_000 + 5 * pages - 10 * pages)
  }, 120_000)

  it('of a small tenant in a big collection takes few pages, and holds whole items', async () => {
    const index = openTestIndex(freshName(), { embeddings })
    await index.upsert('big', items('big', 3_000))
    const full: CatalogItem = {
      ...{ id: 'whole', title: 'Wool coat', description: 'Warm', category: 'coats', brand: 'COS', trusted: false },
      ...{ attributes: { color: ['navy'] }, imageUrl: 'https://shop.example/1.jpg' },
    }
    await index.upsert('small', [full])
    const found: CatalogItem[] = []
    let pages = 0
    for (let cursor: string | null = null; pages === 0 || cursor !== null; pages += 1) {
      const page = await index.page('small', cursor)
      found.push(...page.items)
      cursor = page.next
    }
    expect(found).toEqual([full])
    expect(pages).toBeLessThan(4)
  })

  it.each(['', '4096-1', '-1-1', '1-0', '1', 'bucket', '0-1) or (true', '99999-1'])(
    '%j is no cursor',
    async (cursor) => {
      const index = openTestIndex(freshName(), { embeddings })
      await index.upsert('t', items('one', 1))
      await expect(index.page('t', cursor)).rejects.toMatchObject({
        code: 'catalog-cursor-invalid',
        disposition: 'give-up',
      })
    },
  )
})

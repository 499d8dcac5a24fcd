import { expect, test } from 'vitest'
import { breakSearch } from '../../src/catalog/break-search.ts'
import type { CatalogIndex } from '../../src/catalog/catalog-index.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'

const query = { tenant: 't', text: 'hat', limit: 3 }
const away = () => new HangtagError('no answer', { code: 'catalog-unavailable', disposition: 'retry' })

/** An index whose searches end as the test says, behind the breaker, with the clock in the test's hand. */
function bench() {
  const asked: PromiseWithResolvers<never[]>[] = []
  const clock = { ms: 0 }
  const search: CatalogIndex['search'] = () => {
    const answer = Promise.withResolvers<never[]>()
    asked.push(answer)
    return answer.promise
  }
  const index = breakSearch({ search } as CatalogIndex, { failuresMax: 3, openMs: 5_000, now: () => clock.ms })
  const end = async (how: 'found' | Error, signal?: AbortSignal) => {
    const done = index.search(query, signal).then(
      () => 'found',
      (error) => error.message,
    )
    if (how === 'found') asked.at(-1)?.resolve([])
    else asked.at(-1)?.reject(how)
    return done
  }
  return { index, asked, clock, end }
}

test('after three failures in a row a search costs nothing, until one in five seconds tries again', async () => {
  const { index, asked, clock, end } = bench()
  for (let times = 0; times < 3; times += 1) await end(away())
  await expect(index.search(query)).rejects.toMatchObject({ code: 'catalog-unavailable', disposition: 'retry' })
  expect(asked).toHaveLength(3)
  clock.ms = 5_000
  const probe = index.search(query)
  await expect(index.search(query)).rejects.toMatchObject({ code: 'catalog-unavailable' })
  expect(asked).toHaveLength(4)
  asked[3]?.reject(away())
  await expect(probe).rejects.toThrow('no answer')
  await expect(index.search(query)).rejects.toMatchObject({ code: 'catalog-unavailable' })
  clock.ms = 10_000
  expect(await end('found')).toBe('found')
  expect(await end('found')).toBe('found')
  expect(asked).toHaveLength(6)
})

test('failures that are no outage, and searches that their caller gave up, open nothing', async () => {
  const { asked, end } = bench()
  const mismatch = new HangtagError('reindex', { code: 'catalog-embedding-mismatch', disposition: 'give-up' })
  for (let times = 0; times < 5; times += 1) expect(await end(mismatch)).toBe('reindex')
  for (let times = 0; times < 5; times += 1) await end(new Error('gone'), AbortSignal.abort())
  expect(await end('found')).toBe('found')
  expect(asked).toHaveLength(11)
})

test('one answer in between starts the count anew', async () => {
  const { asked, end } = bench()
  for (const how of [away(), away(), 'found', away(), away()] as const) await end(how)
  expect(await end('found')).toBe('found')
  expect(asked).toHaveLength(6)
})

test('a try that its caller gives up leaves the next one to another', async () => {
  const { asked, clock, end } = bench()
  for (let times = 0; times < 3; times += 1) await end(away())
  clock.ms = 5_000
  await end(new Error('the listing was deleted'), AbortSignal.abort())
  expect(await end('found')).toBe('found')
  expect(asked).toHaveLength(5)
})

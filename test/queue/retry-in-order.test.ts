import { expect, test } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import { retryInOrder } from '../../src/queue/retry-in-order.ts'

const away = (code = 'catalog-unavailable', retryAfterMs?: number) =>
  new HangtagError('away', { code, disposition: 'retry', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) })
const start = () => retryInOrder({ attempts: 3, backoffMs: 1_000 })

test('an outage never uses up a job, and its pauses grow up to a bound', () => {
  const { failed, failures } = start()
  const pauses = Array.from({ length: 5_000 }, () => failed('a', away())?.pauseMs)
  expect(pauses.slice(0, 7)).toEqual([1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000])
  expect(new Set(pauses.slice(4))).toEqual(new Set([10_000]))
  expect(failures('a')).toBe(0)
})

test('after an outage the next one begins with short pauses again', () => {
  const { failed, ended } = start()
  for (let times = 0; times < 10; times += 1) failed('a', away())
  ended('a')
  expect(failed('b', away())).toEqual({ pauseMs: 1_000 })
})

test('the pause that the other side asks for is kept, within the bound', () => {
  const { failed } = start()
  const limited = (retryAfterMs: number) =>
    new HangtagError('slow down', { code: 'embeddings-limited', disposition: 'rate-limited', retryAfterMs })
  expect(failed('a', limited(7_000))).toEqual({ pauseMs: 7_000 })
  expect(failed('a', limited(3_600_000))).toEqual({ pauseMs: 10_000 })
})

test('a key or an account that a person must mend is waited for', () => {
  const { failed, failures } = start()
  for (const code of ['model-key-refused', 'model-quota'])
    for (let tries = 0; tries < 10; tries += 1)
      expect(failed('a', new HangtagError('no', { code, disposition: 'give-up' }))).not.toBeNull()
  expect(failures('a')).toBe(0)
})

test.each([
  ['a bug', () => new TypeError('x is undefined')],
  ['an odd answer of the server', () => away('catalog-failed')],
  ['a file that cannot be read', () => away('photo-store-unavailable')],
  ['an embedding that is here no more', () => away('catalog-embedding-unavailable')],
])('%s uses up the attempts, then the job is given up', (_, error) => {
  const { failed, failures } = start()
  expect([1, 2, 3].map(() => failed('a', error()))).toEqual([{ pauseMs: 1_000 }, { pauseMs: 2_000 }, null])
  expect(failures('a')).toBe(3)
})

test('what is refused for its own sake is given up at once', () => {
  const refused = new HangtagError('too large', { code: 'catalog-item-too-large', disposition: 'give-up' })
  expect(start().failed('a', refused)).toBeNull()
})

test('an outage in between takes no attempt, and another job has all of its own', () => {
  const { failed } = start()
  const bug = new Error('bug')
  failed('a', bug)
  failed('a', away())
  expect(failed('a', bug)).not.toBeNull()
  expect(failed('a', bug)).toBeNull()
  expect(failed('b', bug)).toEqual({ pauseMs: 1_000 })
})

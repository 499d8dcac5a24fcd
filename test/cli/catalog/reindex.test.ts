import { PassThrough } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { followReindex } from '../../../src/cli/catalog/follow-reindex.ts'
import { orderReindex } from '../../../src/cli/catalog/order-reindex.ts'
import type { ReindexStatus, ShownReindex } from '../../../src/cli/catalog/reindex-client.ts'
import { reindexText } from '../../../src/cli/catalog/reindex-text.ts'
import { HangtagError } from '../../../src/domain/hangtag-error.ts'

const old = 'hashed-ngrams@1/512'
const fresh = 'local:all-minilm-l6-v2@0123456789ab/384'
const plan = { from: 'catalog_v1', to: 'catalog_v2', fromSpace: old, space: fresh, rows: 9_000 }
const report = {
  ...{ rows: { from: 9_000, to: 9_000 }, sampled: 64, sound: 1, compared: 9_000, recall: 0.994, faults: [] },
}
const { signal } = new AbortController()

function status(over: Partial<ShownReindex> = {}, space: Partial<ReindexStatus['space']> = {}): ReindexStatus {
  const at = '2026-11-21T10:00:00.000Z'
  return {
    reindex: {
      ...{ id: 'rdx_1', kind: 'reindex', embedding: 'local', phase: 'copying', plan, progress: 0.25, copied: 2_000 },
      ...{ mending: false, report: null, problem: null, standstill: null, startedAt: at, updatedAt: at },
      ...over,
    },
    space: { configured: fresh, recorded: fresh, collection: 'catalog_v2', ...space },
  }
}

/** What is said while these states are seen one after the other. */
async function follow(...seen: ReindexStatus[]) {
  const stream = new PassThrough() as unknown as NodeJS.WriteStream
  const left = [...seen]
  const api = { status: async () => left.shift() ?? expect.unreachable('it looked again') }
  const last = await followReindex(api, signal, { stream, lookAgainMs: 1 })
  return { last, said: String(stream.read() ?? '').split('\n') }
}

test('it is followed until it is done and searches are in the new collection', async () => {
  const done = status({ phase: 'done' })
  const { last, said } = await follow(
    status({ phase: 'starting', plan: null }),
    status(),
    status({ progress: 0.5 }),
    status({ phase: 'done' }, { recorded: old }),
    done,
  )
  expect(last).toBe(done)
  expect(said).toEqual(['making a new collection', 'copying, 2250 of about 9000 items are in', 'done', ''])
})

test('it is not waited for where it stands still, failed, or the settings ask for another embedding for ever', async () => {
  const standstill = { code: 'model-key-refused', reason: 'The key is not valid' }
  expect((await follow(status({ standstill }))).last.reindex?.standstill).toBe(standstill)
  expect((await follow(status({ phase: 'failed' }))).last.reindex?.phase).toBe('failed')
  const done = status({ phase: 'done' }, { configured: old })
  expect((await follow(done)).last).toBe(done)
})

test('what is said at the end tells where searches are, how to go back, and what to set', () => {
  expect(reindexText(status({ phase: 'done', report }))).toBe(
    [
      `Reindex from ${old} to ${fresh}, begun 2026-11-21 10:00: done`,
      'Verified: 9000 of 9000 items; 100.0 % of 64 random ones as they should be; recall 99.4 % against brute force over 9000',
      `Searches are in catalog_v2 (${fresh}) now. catalog_v1 stays until the next reindex: \`hangtag catalog reindex --rollback\` goes back to it.`,
    ].join('\n'),
  )
  expect(reindexText(status({ phase: 'done' }, { configured: old }))).toContain('set EMBEDDINGS=auto')
  expect(reindexText(status())).not.toContain('set EMBEDDINGS')
  expect(reindexText({ reindex: null, space: null })).toBe('The catalog was never reindexed.')
})

test('one that stands still says why, and how it goes on in the words in which it was asked for', () => {
  const standstill = { code: 'x', reason: 'The key is not valid' }
  expect(reindexText(status({ standstill }))).toContain('`hangtag catalog reindex --embedding local` goes on')
  expect(reindexText(status({ standstill, embedding: 'auto' }))).toContain('`hangtag catalog reindex` goes on')
  const back = status({ standstill, kind: 'rollback', embedding: null })
  expect(reindexText(back)).toContain('`hangtag catalog reindex --rollback` goes on')
  const problem = { code: 'reindex-not-verified', reason: '8999 items instead of 9000' }
  const failed = reindexText(status({ phase: 'failed', problem }))
  expect(failed).toContain('Why: 8999 items instead of 9000')
  expect(failed).toContain('Nothing was switched')
})

test('asked for again in the same words, or in none, one that runs is left to run; in others it is refused', async () => {
  const running = new HangtagError('A reindex is under way', {
    code: 'api-refused',
    disposition: 'give-up',
    evidence: { problem: 'reindex-running' },
  })
  const refuse = () => Promise.reject(running)
  const api = { status: async () => status(), start: refuse, rollBack: refuse, cancel: async () => status() }
  const said = vi.spyOn(console, 'error').mockReturnValue()
  try {
    await orderReindex(api, {}, signal)
    await orderReindex(api, { embedding: 'local' }, signal)
    expect(said).toHaveBeenCalledTimes(2)
    await expect(orderReindex(api, { embedding: 'ngram' }, signal)).rejects.toBe(running)
    await expect(orderReindex(api, { rollback: true }, signal)).rejects.toBe(running)
    const other = new Error('away')
    await expect(orderReindex({ ...api, start: () => Promise.reject(other) }, {}, signal)).rejects.toBe(other)
  } finally {
    said.mockRestore()
  }
})

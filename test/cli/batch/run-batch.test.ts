import { expect, test } from 'vitest'
import type { NewListing } from '../../../src/cli/api-client.ts'
import type { InputLine } from '../../../src/cli/batch/read-input-lines.ts'
import { runBatch } from '../../../src/cli/batch/run-batch.ts'
import { HangtagError } from '../../../src/domain/hangtag-error.ts'
import type { ListingRecord } from '../../../src/domain/record.ts'

/** An API in memory: a listing's text is the state that it ends in, `unpaid`, or the error that its order meets. */
function fakeApi() {
  const listings = new Map<string, { id: string; text: string }>()
  const seen = { underWay: 0, most: 0, redigitized: 0, keys: new Set<string>(), caps: new Set<string | undefined>() }
  const unpaid = { read: 'model', error: 'budget-spent', reason: 'The spending cap of $1 is spent.' }
  const record = (listingId: string, text: string) => {
    const reads = text === 'unpaid' ? [unpaid] : text === 'unpriced' ? [{ ...unpaid, error: 'price-unknown' }] : []
    const state = reads.length > 0 ? 'draft' : text
    return { listingId, state, problem: null, provenance: { reads } } as unknown as ListingRecord
  }
  const api = {
    create: async ({ text, idempotencyKey = '', spendingCap }: NewListing) => {
      seen.caps.add(spendingCap)
      if (text === 'refused') throw problem('api-refused', 422)
      if (text === 'forbidden') throw problem('api-refused', 403)
      if (text === 'away') throw problem('api-unreachable')
      seen.keys.add(idempotencyKey)
      const found = listings.get(idempotencyKey)
      if (found !== undefined) return record(found.id, found.text)
      const id = `lst_${listings.size}`
      listings.set(idempotencyKey, { id, text })
      return record(id, ends.includes(text) ? 'digitizing' : text)
    },
    redigitize: async (id: string, _signal: AbortSignal, spendingCap?: string) => {
      seen.redigitized += 1
      seen.caps.add(spendingCap)
      return record(id, 'draft')
    },
    follow: async (listing: ListingRecord) => {
      seen.underWay += 1
      seen.most = Math.max(seen.most, seen.underWay)
      await new Promise((resolve) => setImmediate(resolve))
      seen.underWay -= 1
      const { text = '' } = [...listings.values()].find(({ id }) => id === listing.listingId) ?? {}
      return listing.state === 'digitizing' ? record(listing.listingId, text) : listing
    },
  }
  return { api, seen }
}

const ends = ['failed', 'unpaid', 'unpriced']

function problem(code: string, status?: number) {
  return new HangtagError(`${code} ${status}`, { code, disposition: 'give-up', evidence: { status } })
}

async function* lines(...texts: (string | null)[]): AsyncGenerator<InputLine> {
  for (const [index, text] of texts.entries()) {
    const place = { number: index + 1, bytes: 10 }
    yield text === null
      ? { ...place, problem: 'not JSON' }
      : { ...place, listing: { id: `id-${index}`, photos: [], text } }
  }
}

function setting(hashes = new Map<string, string | null>()) {
  const written: Record<string, string>[] = []
  const reports: string[] = []
  const { api, seen } = fakeApi()
  const output = { append: async (line: string) => void written.push(JSON.parse(line)) }
  const progress = { advance: () => {}, report: (text: string) => void reports.push(text) }
  return { deps: { api, output, hashes, again: false, progress }, seen, written, reports }
}

const { signal } = new AbortController()

test('one bad line, one refusal and one failure do not stop the rest, and each is told with its number', async () => {
  const { deps, written, reports } = setting()
  const result = await runBatch(lines('draft', null, 'refused', 'failed', 'needs-review'), 2, deps, signal)
  expect(result).toEqual({ done: 2, skipped: 0, failed: 2, badLines: 1, replaced: 0, unpaid: 0 })
  expect(written.map(({ id, state }) => `${id} ${state}`).sort()).toEqual([
    'id-0 draft',
    'id-3 failed',
    'id-4 needs-review',
  ])
  expect(reports.map((text) => text.slice(0, 7)).sort()).toEqual(['line 2:', 'line 3:', 'line 4:'])
})

test('no more are under way than were asked for', async () => {
  const { deps, seen } = setting()
  await runBatch(lines(...Array<string>(20).fill('draft')), 3, deps, signal)
  expect(seen.most).toBe(3)
})

test('unchanged input is skipped, changed input replaces its line, and a failed listing is tried again as itself', async () => {
  const first = setting()
  await runBatch(lines('draft', 'failed'), 1, first.deps, signal)
  const hashes = new Map(
    first.written.map(({ id = '', state, inputHash = '' }) => [id, state === 'failed' ? null : inputHash]),
  )
  const again = { ...first.deps, hashes }
  expect(await runBatch(lines('draft', 'failed'), 1, again, signal)).toMatchObject({ done: 1, skipped: 1, replaced: 1 })
  expect(first.seen).toMatchObject({ redigitized: 1 })
  expect(first.seen.keys.size).toBe(2)
  expect(await runBatch(lines('needs-review'), 1, again, signal)).toMatchObject({ done: 1, skipped: 0, replaced: 1 })
  expect(first.seen.keys.size).toBe(3)
})

test('all of it again: what is done is digitized once more, as itself and in its old place', async () => {
  const first = setting()
  await runBatch(lines('draft', 'needs-review'), 1, first.deps, signal)
  const hashes = new Map(first.written.map(({ id = '', inputHash = '' }) => [id, inputHash]))
  const again = { ...first.deps, hashes, again: true }
  expect(await runBatch(lines('draft', 'needs-review'), 1, again, signal)).toMatchObject({
    done: 2,
    skipped: 0,
    replaced: 2,
  })
  expect(first.seen).toMatchObject({ redigitized: 2 })
  expect(first.seen.keys.size).toBe(2)
})

test('an API that is away, or refuses the key, ends the run', async () => {
  for (const [text, code] of [
    ['away', 'api-unreachable'],
    ['forbidden', 'api-refused'],
  ] as const) {
    const { deps, written } = setting()
    await expect(runBatch(lines('draft', text, 'draft', 'draft'), 1, deps, signal)).rejects.toMatchObject({ code })
    expect(written).toHaveLength(1)
  }
})

test('a stop ends the run, and what was appended stays', async () => {
  const stop = new AbortController()
  const { deps, written } = setting()
  const output = {
    append: async (line: string) => {
      await deps.output.append(line)
      stop.abort()
    },
  }
  const running = runBatch(lines('draft', 'draft', 'draft'), 1, { ...deps, output }, stop.signal)
  await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  expect(written).toHaveLength(1)
})

test('when the cap is spent no further line is begun, and a later run makes again what was left without its model read', async () => {
  const first = setting()
  const capped = { ...first.deps, spendingCap: 'batch-1' }
  const result = await runBatch(lines('draft', 'unpaid', 'draft', 'draft'), 1, capped, signal)
  expect(result).toMatchObject({ done: 1, unpaid: 1 })
  expect(first.written.map(({ id, inputHash }) => [id, inputHash !== undefined])).toEqual([
    ['id-0', true],
    ['id-1', false],
  ])
  expect(first.reports).toEqual(['line 2: The spending cap of $1 is spent.'])

  const hashes = new Map(first.written.map(({ id = '', inputHash = null }) => [id, inputHash]))
  const later = await runBatch(lines('draft', 'unpaid', 'draft', 'draft'), 1, { ...capped, hashes }, signal)
  expect(later).toMatchObject({ done: 3, skipped: 1, replaced: 1, unpaid: 0 })
  expect(first.seen.redigitized).toBe(1)
  expect([...first.seen.caps]).toEqual(['batch-1'])
})

test('a day whose budget is spent does not end a run without a cap', async () => {
  const { deps } = setting()
  expect(await runBatch(lines('unpaid', 'unpaid', 'draft'), 1, deps, signal)).toMatchObject({ done: 1, unpaid: 2 })
})

test('a price that is not known ends the run, with what to do', async () => {
  const { deps } = setting()
  await expect(
    runBatch(lines('unpriced', 'draft'), 1, { ...deps, spendingCap: 'batch-1' }, signal),
  ).rejects.toMatchObject({
    code: 'input-unusable',
  })
})

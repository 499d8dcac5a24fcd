import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { fromCorrectionsCommand } from '../../../src/cli/eval/from-corrections.ts'
import { createListingsClient } from '../../../src/cli/eval/listings-client.ts'
import { readConfig } from '../../../src/config.ts'
import { variantKey } from '../../../src/domain/photo-keys.ts'
import { collectCases } from '../../../src/evals/corrections/collect-cases.ts'
import { writeCollection } from '../../../src/evals/corrections/write-collection.ts'
import { readDataset } from '../../../src/evals/suite/read-dataset.ts'
import { createInternalClient, type InternalClient } from '../../../src/http/internal-client.ts'
import { draftOf } from '../../http/draft-of.ts'
import { opsKey, startTestApp, type TestApp, workerKey } from '../../http/start-test-app.ts'

let app: TestApp
let worker: InternalClient
let folder: string
let jpeg: Buffer
beforeAll(async () => {
  app = await startTestApp(inject('redisUrl'))
  worker = createInternalClient({ apiUrl: app.url, workerKey, deadlineMs: 5_000 })
  jpeg = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'navy' } })
    .jpeg()
    .toBuffer()
  folder = await mkdtemp(join(tmpdir(), 'hangtag-corrections-'))
})
afterAll(async () => {
  await worker.close()
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

/** A listing that a person corrected and accepted; its picture for models says whose it is. */
async function acceptedListing(tenant: string, text: string, consent = true): Promise<string> {
  const key = await app.makeKey(tenant, ['listings:read', 'listings:write'])
  const form = new FormData()
  form.set('text', text)
  form.append('photos', new Blob([new Uint8Array(jpeg)]), '0.jpg')
  const created = await app.call('POST', '/v1/listings', { key, body: form })
  const id: string = created.body.listingId
  const [width, height] = [640, 480]
  await worker.reportPhoto(id, 0, { state: 'normalized', sha256: id, phash: id, width, height, notes: [] })
  await app.deps.photoStore.put(variantKey(tenant, id, 0, 'model'), Buffer.from(`as shown: ${text}`))
  await worker.writeDraft(id, draftOf())
  const etag = (await app.call('GET', `/v1/listings/${id}`, { key })).headers.get('etag') ?? ''
  const headers = { 'if-match': etag }
  const body = { fields: { brand: 'Zara' }, consent }
  expect((await app.call('PATCH', `/v1/listings/${id}/fields`, { key, headers, body })).status).toBe(200)
  expect((await app.call('POST', `/v1/listings/${id}/accept`, { key })).status).toBe(200)
  return id
}

async function collect(tenant: string, testShare: number) {
  const client = createListingsClient({ url: app.url, apiKey: 'none', opsKey }, tenant)
  const { signal } = new AbortController()
  try {
    const records = await client.all('accepted', signal)
    const collected = collectCases(records, { sellerHint: 'seller', withPhotos: true, testShare })
    const about = { source: 'the API', tenants: 1, sellerHint: 'seller', testShare, at: new Date() }
    const photo = (id: string, index: number) => client.photo(id, index, signal)
    return { records, ...(await writeCollection(folder, collected, { ...about, photo })) }
  } finally {
    await client.close()
  }
}

test("a tenant's consented corrections are a dataset with the photos that models are shown; another collection replaces it", async () => {
  const mine = await acceptedListing('closet-1', 't-shirt of one, call 0171 2345678')
  const silent = await acceptedListing('closet-1', 't-shirt without consent', false)
  const other = await acceptedListing('closet-2', 't-shirt of two')
  expect(await collect('closet-1', 0)).toMatchObject({ dev: 1, test: 0, photosMissing: 0 })

  const { cases } = await readDataset(join(folder, 'dev.jsonl'), folder)
  expect(cases).toMatchObject([
    {
      id: mine,
      text: 't-shirt of one, call [phone]',
      photos: [`photos/${mine}-0.jpg`],
      gold: { category: 't-shirts', color: ['blue'], brand: 'Zara' },
    },
  ])
  expect(await readFile(join(folder, `photos/${mine}-0.jpg`), 'utf8')).toMatch(/^as shown: t-shirt of one/)
  const card = await readFile(join(folder, 'card.md'), 'utf8')
  expect(card).toContain('1 corrected without consent')
  expect(card).toContain('1 fields were corrected; 2 values were let stand')
  expect(card + JSON.stringify(cases)).not.toContain(silent)

  await app.deps.photoStore.removeAll(variantKey('closet-2', other, 0, 'model'))
  expect(await collect('closet-2', 1)).toMatchObject({ dev: 0, test: 1, photosMissing: 1 })
  expect((await readdir(folder)).sort()).toEqual(['card.md', 'photos', 'test.jsonl'])
  expect(await readdir(join(folder, 'photos'))).toEqual([])
})

test('records of a file make cases without photos, which is said; a line that is none is named', async () => {
  const id = await acceptedListing('closet-3', 't-shirt of three')
  const record = (await app.call('GET', `/v1/listings/${id}`, { headers: { 'hangtag-tenant': 'closet-3' } })).body
  const file = join(folder, 'records.jsonl')
  await writeFile(file, `${JSON.stringify({ id: 'line-1', ...record })}\n${JSON.stringify({ listings: [record] })}\n`)
  const said = vi.spyOn(console, 'log').mockReturnValue()
  const command = fromCorrectionsCommand(() => readConfig({}))
  await command.parseAsync(['--out', join(folder, 'from-file'), '--records', file], { from: 'user' })
  expect(said.mock.lastCall?.[0]).toMatch(
    /from 2 records[\s\S]*1 left out: the words[\s\S]*Without photos[\s\S]*--seller/,
  )
  said.mockRestore()
  expect(await readFile(join(folder, 'from-file/card.md'), 'utf8')).toContain('**Photos**: left out')
  await writeFile(file, '{"id":"x"}\n')
  const broken = command.parseAsync(['--out', join(folder, 'no'), '--records', file], { from: 'user' })
  await expect(broken).rejects.toThrow(`${file}, line 1: not a record`)
})

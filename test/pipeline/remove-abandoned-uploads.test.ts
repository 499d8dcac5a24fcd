import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { originalKey, uploadMark } from '../../src/domain/photo-keys.ts'
import { removeAbandonedUploads } from '../../src/pipeline/remove-abandoned-uploads.ts'
import { createFolderPhotoStore } from '../../src/store/folder-photo-store.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-uploads-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const now = new Date('2026-11-21T10:00:00Z')
const minutes = 60_000
const idOfAge = (ageMs: number) => `lst_${ulid(now.getTime() - ageMs)}`

test('photos of an upload that a crash ended go after an hour; a listing, another tenant and an upload under way keep theirs', async () => {
  const photoStore = createFolderPhotoStore(join(home, 'photos'))
  const put = async (tenant: string, id: string, { marked }: { marked: boolean }) => {
    await photoStore.put(originalKey(tenant, id, 0), Buffer.from('x'))
    if (marked) await photoStore.put(uploadMark(tenant, id), new Uint8Array())
    return originalKey(tenant, id, 0)
  }
  const [abandoned, stored, other, fresh] = [61, 61, 61, 59].map((age) => idOfAge(age * minutes)) as [
    string,
    string,
    string,
    string,
  ]
  await put('shop', abandoned, { marked: true })
  // Its mark outlived the answer: the row says that the photos are the listing's.
  const kept = [
    await put('shop', stored, { marked: true }),
    await put('other-shop', other, { marked: false }),
    await put('shop', fresh, { marked: true }),
  ]

  const listing = async (tenant: string, id: string) => (tenant === 'shop' && id === stored ? {} : null)
  await removeAbandonedUploads({ photoStore, listing }, now)
  const left = [...(await photoStore.list('shop/')), ...(await photoStore.list('other-shop/'))]
  expect(left.sort()).toEqual(kept.sort())
  expect(await photoStore.list('_uploads/')).toEqual([uploadMark('shop', fresh)])
})

import { mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFolderPhotoStore } from '../../src/store/folder-photo-store.ts'
import { photoStoreContract } from './photo-store-contract.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-photos-'))
})
afterAll(() => rm(home, { recursive: true, force: true }))

const newFolder = async () => join(await mkdtemp(join(home, 'store-')), 'photos')

describe('the photo store in a folder', () => photoStoreContract(async () => createFolderPhotoStore(await newFolder())))

describe('a folder of photos', () => {
  test('keeps no empty folder after a deletion, and no half-written file after a failed upload', async () => {
    const folder = await newFolder()
    const store = createFolderPhotoStore(folder)
    await store.put('shop/lst_1/0/original', Buffer.from('x'))
    const failing = async function* () {
      yield Buffer.from('half')
      throw new Error('broke off')
    }
    await expect(store.put('shop/lst_1/1/original', failing())).rejects.toThrow('broke off')
    await store.removeAll('shop/lst_1/')
    expect(await readdir(folder, { recursive: true })).toEqual(['.incoming'])
  })

  test('shows nothing of a write that a crash ended, and clears it away in time', async () => {
    const folder = await newFolder()
    const incoming = join(folder, '.incoming')
    await mkdir(incoming, { recursive: true })
    await writeFile(join(incoming, 'old'), 'half')
    await utimes(join(incoming, 'old'), new Date(0), new Date(0))
    await writeFile(join(incoming, 'of-another-process-just-now'), 'half')
    const store = createFolderPhotoStore(folder)
    await store.put('shop/lst_1/0/original', Buffer.from('x'))
    expect(await store.list('shop/')).toEqual(['shop/lst_1/0/original'])
    expect(await readdir(incoming)).toEqual(['of-another-process-just-now'])
  })

  test('lets nobody else read the uploads', async () => {
    const folder = await newFolder()
    const store = createFolderPhotoStore(folder)
    await store.put('shop/lst_1/0/original', Buffer.from('x'))
    expect((await stat(join(folder, 'shop/lst_1/0/original'))).mode & 0o077).toBe(0)
    expect((await stat(join(folder, 'shop'))).mode & 0o077).toBe(0)
  })

  test('that cannot be used is told as unavailable', async () => {
    const file = join(await mkdtemp(join(home, 'file-')), 'photos')
    await writeFile(file, 'not a folder')
    const store = createFolderPhotoStore(file)
    const unavailable = { name: 'HangtagError', code: 'photo-store-unavailable', disposition: 'retry' }
    await expect(store.check()).rejects.toMatchObject(unavailable)
    await expect(store.put('shop/lst_1/0/original', Buffer.from('x'))).rejects.toMatchObject(unavailable)
  })

  test('that could not be used for a moment can be used again', async () => {
    const folder = await newFolder()
    await mkdir(folder)
    const incoming = join(folder, '.incoming')
    await symlink(incoming, incoming)
    const store = createFolderPhotoStore(folder)
    const put = () => store.put('shop/lst_1/0/original', Buffer.from('x'))
    await expect(put()).rejects.toMatchObject({ code: 'photo-store-unavailable' })
    await rm(incoming)
    await put()
    expect(await store.list('shop/')).toEqual(['shop/lst_1/0/original'])
  })
})

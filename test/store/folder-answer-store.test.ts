import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createFolderAnswerStore } from '../../src/store/folder-answer-store.ts'
import { answerStoreContract } from './answer-store-contract.ts'

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-answers-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

describe('answers in a folder', () => {
  answerStoreContract(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hangtag-answers-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    return createFolderAnswerStore(join(folder, 'made-when-needed'))
  })

  test('are files that a person can read, with nothing half-written beside them', async () => {
    const folder = await newFolder()
    await createFolderAnswerStore(folder).put({ tenant: 'shop', listingId: 'lst_1', key: 'a.1' }, { answer: [1] })
    expect((await readdir(join(folder, 'shop'))).sort()).toEqual(['.listings', 'a.1.json'])
    expect(await readFile(join(folder, 'shop/a.1.json'), 'utf8')).toBe('{\n  "answer": [\n    1\n  ]\n}\n')
  })

  test('say which file a person broke', async () => {
    const folder = await newFolder()
    const store = createFolderAnswerStore(folder)
    await store.put({ tenant: 'shop', listingId: 'lst_1', key: 'a.1' }, {})
    await writeFile(join(folder, 'shop/a.1.json'), '{')
    await expect(store.get('shop', 'a.1')).rejects.toThrow(/shop\/a\.1\.json is no JSON/)
  })

  test('that cannot be written are an expected failure', async () => {
    const file = join(await newFolder(), 'file')
    await writeFile(file, '')
    const put = createFolderAnswerStore(file).put({ tenant: 'shop', listingId: 'lst_1', key: 'a.1' }, {})
    await expect(put).rejects.toMatchObject({ code: 'answer-store-unavailable', disposition: 'retry' })
  })
})

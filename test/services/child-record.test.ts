import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readChildRecords, removeChildRecord, writeChildRecord } from '../../src/services/child-record.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-children-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const record = (name: string) => ({ name, process: { pid: 1, startedAt: 'then' }, stopSignal: 'SIGTERM' as const })

test('a child that ends and starts again while one looks is there or not, and the others always are', async () => {
  await writeChildRecord(folder, record('steady'))
  let isOver = false
  const restarts = async () => {
    while (!isOver) {
      await writeChildRecord(folder, record('restless'))
      await removeChildRecord(folder, 'restless')
    }
  }
  const restarting = restarts()
  for (let looks = 0; looks < 400; looks += 1) {
    const names = (await readChildRecords(folder)).map(({ name }) => name)
    expect(names.filter((name) => name !== 'restless')).toEqual(['steady'])
  }
  isOver = true
  await restarting
})

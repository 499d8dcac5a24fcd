import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { trimAnswers } from '../../../src/evals/answers/trim-answers.ts'
import { createFolderAnswerStore } from '../../../src/store/folder-answer-store.ts'

test('the oldest answers go first, with their marks, and none of the run under way', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-answers-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const store = createFolderAnswerStore(join(folder, 'repeat-0'))
  const tenant = join(folder, 'repeat-0/evals')
  for (const [place, key] of ['a.1', 'a.2', 'a.3', 'a.4'].entries()) {
    await store.put({ tenant: 'evals', listingId: 'case_1', key }, { listingId: 'case_1', body: 'x'.repeat(1_000) })
    const at = new Date(Date.UTC(2026, 0, place + 1))
    await utimes(join(tenant, `${key}.json`), at, at)
  }
  const since = new Date(Date.UTC(2026, 0, 3))
  expect(await trimAnswers(folder, { bytesMax: 1_000_000, since })).toMatchObject({ removed: 0 })
  expect(await trimAnswers(folder, { bytesMax: 3_500, since })).toMatchObject({ removed: 1 })
  expect(await store.get('evals', 'a.1')).toBeNull()
  // Those of the run are more than may be kept, and stay.
  expect(await trimAnswers(folder, { bytesMax: 10, since })).toMatchObject({ removed: 1 })
  expect((await readdir(tenant)).sort()).toEqual(['.listings', 'a.3.json', 'a.4.json'])
  expect(await readdir(join(tenant, '.listings/case_1'))).toEqual(['a.3', 'a.4'])
  expect(await trimAnswers(join(folder, 'none'), { bytesMax: 10, since })).toEqual({ removed: 0, bytes: 0 })
})

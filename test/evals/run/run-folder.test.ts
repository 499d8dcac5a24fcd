import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createRun, keepCall, keepRow, mendLines, readRun, spentUsd } from '../../../src/evals/run/run-folder.ts'
import { evalCase, evalRow, field, storedRun } from '../eval-case.ts'

async function newRun() {
  const folder = join(await mkdtemp(join(tmpdir(), 'hangtag-run-')), 'run')
  onTestFinished(() => rm(join(folder, '..'), { recursive: true }))
  const { about, cases } = storedRun('run', [evalCase('a', { brand: 'Zara' })], [])
  await createRun(folder, about, cases)
  return { folder, about, cases }
}

test('a run is read as it was kept; a row that a kill tore does not count, and does not spoil the next', async () => {
  const { folder, about, cases } = await newRun()
  await keepRow(folder, evalRow('a', { brand: field('Zara') }))
  await appendFile(join(folder, 'rows.jsonl'), '{"id":"a","repeat":1,"dra')
  expect((await readRun(folder)).rows).toHaveLength(1)
  await mendLines(folder)
  await keepRow(folder, evalRow('a', { brand: field('Zara') }, { repeat: 1 }))
  await keepRow(folder, evalRow('a', null, { repeat: 1 }))
  const run = await readRun(folder)
  expect(run).toMatchObject({ about, cases })
  expect(run.rows.map(({ repeat, draft }) => [repeat, draft !== null])).toEqual([
    [0, true],
    [1, true],
  ])
  expect((await readFile(join(folder, 'rows.jsonl'), 'utf8')).split('\n')).toHaveLength(4)
})

test('a row of any length and script is read as it was kept, and one of any length that a kill tore is taken off', async () => {
  const { folder } = await newRun()
  // Longer than what is read at once, of characters of several bytes; the line separator is no line end in JSON Lines.
  const message = 'né\u2028–👕'.repeat(60_000)
  const row = evalRow('a', null, { problem: { code: 'odd', message } })
  await keepRow(folder, row)
  await appendFile(join(folder, 'rows.jsonl'), JSON.stringify({ ...row, repeat: 1 }).slice(0, -1))
  await mendLines(folder)
  await keepRow(folder, { ...row, repeat: 2 })
  const { rows } = await readRun(folder)
  expect(rows.map(({ repeat, problem }) => [repeat, problem?.message === message])).toEqual([
    [0, true],
    [2, true],
  ])
  await appendFile(join(folder, 'calls.jsonl'), '{"torn before its first line en')
  await mendLines(folder)
  expect(await readFile(join(folder, 'calls.jsonl'), 'utf8')).toBe('')
})

test('a run is never begun over another, and a folder without one is no run', async () => {
  const { folder, about, cases } = await newRun()
  await expect(createRun(folder, about, cases)).rejects.toMatchObject({ code: 'run-exists' })
  await expect(readRun(join(folder, 'none'))).rejects.toMatchObject({ code: 'input-unusable' })
})

test('what calls cost is known the moment they are over, whatever became of their case', async () => {
  const { folder } = await newRun()
  const usage = { input: 1, cached: 0, output: 1 }
  const call = {
    id: '1',
    listingId: 'l',
    step: 's',
    model: 'm',
    endpoint: 'e',
    prompt: 'p',
    outcome: 'ok',
    ms: 1,
    usage,
  }
  expect(await spentUsd(folder)).toBe(0)
  await keepCall(folder, { ...call, costUsd: 0.25 })
  await keepCall(folder, { ...call, id: '2', costUsd: null })
  await keepCall(folder, { ...call, id: '3', costUsd: 0.5 })
  expect(await spentUsd(folder)).toBe(0.75)
})

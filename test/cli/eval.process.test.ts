import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCommand } from './start-command.ts'

let folder: string
let drafts: string
let gold: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-eval-'))
  drafts = join(folder, 'drafts.jsonl')
  gold = join(folder, 'gold.jsonl')
  const blank = { value: null, label: null, status: 'unknown', confidence: 0.5, evidence: [], conflicts: [] }
  await writeFile(drafts, JSON.stringify({ id: 'a', state: 'draft', fields: { brand: blank } }))
  await writeFile(
    gold,
    `${JSON.stringify({ id: 'a', gold: { brand: 'Zara' } })}\n{"id":"b","gold":{"brand":"unknown"}}\n`,
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function score(...args: string[]) {
  const command = startCommand(folder, ['eval', 'score', ...args])
  const status = await command.ended
  return { status, output: command.output(), stdout: command.stdout() }
}

test('the nth drafts belong to the nth gold: files may share ids, are told apart and pooled', async () => {
  const { status, stdout } = await score('--drafts', drafts, drafts, '--gold', gold, gold, '--json')
  expect(status).toBe(0)
  const report = JSON.parse(stdout)
  expect(report.files).toMatchObject([
    { drafts, gold, listings: 2, undrafted: ['b'], fields: { brand: { scored: 2 } } },
    { listings: 2, undrafted: ['b'] },
  ])
  expect(report.fields.brand).toMatchObject({ scored: 4, counts: { missed: 4 }, right: { share: 0 } })
  expect(report.failures).toHaveLength(4)
})

test('a person is told which listings have no draft, and each failure when asked', async () => {
  const { stdout } = await score('--drafts', drafts, '--gold', gold, '--failures')
  expect(stdout).toContain('No draft, or a failed one, counted as missed: b')
  expect(stdout).toMatch(/a +brand +missed +blank +Zara/)
  expect(stdout).toMatch(/b +brand +missed +no draft +unknown/)
})

test('a field of gold that no draft has is pointed at, also one that every object answers to', async () => {
  const misspelled = join(folder, 'misspelled.jsonl')
  await writeFile(misspelled, JSON.stringify({ id: 'a', gold: { brnad: 'Zara', constructor: 'Zara', brand: 'Zara' } }))
  const { status, stdout } = await score('--drafts', drafts, '--gold', misspelled)
  expect(status).toBe(0)
  expect(stdout).toContain('In gold and in no draft; is it misspelled? brnad, constructor')
  expect(stdout).toContain('1 listing\n')
})

test('files that do not pair, and lines that are none, end with the reason', async () => {
  expect(await score('--drafts', drafts, drafts, '--gold', gold)).toMatchObject({ status: 1, stdout: '' })
  const swapped = await score('--drafts', gold, '--gold', drafts)
  expect(swapped.status).toBe(1)
  expect(swapped.output).toContain(`${drafts}, line 1: gold: not a gold row`)
})

test('replay prints one line of JSON a stored run, and says which file is none', async () => {
  const run = {
    known_attributes: { Shoes: ['Brand', 'Color'] },
    examples: [
      {
        input: 'a',
        category: 'Shoes',
        target_scores: { Brand: { Ecco: 1 } },
        post_pred: '{"Brand":"Ecco","Color":"x"}',
      },
    ],
    results: { Brand_Shoes: { precision: 100, recall: 100, f1: 100 }, micro: { micro_f1: 100 } },
  }
  const file = join(folder, 'run.json')
  await writeFile(file, JSON.stringify(run))
  const replay = async (...args: string[]) => {
    const command = startCommand(folder, ['eval', 'replay', ...args])
    return { status: await command.ended, output: command.output(), stdout: command.stdout() }
  }
  const { stdout } = await replay(file, file, '--json', '--mode', 'unlisted-as-none')
  const lines = stdout.trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  const perAttribute = { Brand_Shoes: 100, Color_Shoes: 0 }
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ file, mode: 'unlisted-as-none', microF1: 66.67, perAttribute })

  const table = await replay(file)
  expect(table.stdout).toMatch(/listed, micro +100\.00 +100\.00 +100\.00 +1\/0\/0\/0\/0/)
  expect(table.stdout).toContain('All 1 scores that the file holds of its own came out again.')
  expect(await replay(drafts)).toMatchObject({ status: 1, output: expect.stringContaining(`${drafts}: not a stored`) })
})

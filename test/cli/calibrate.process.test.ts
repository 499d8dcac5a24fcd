import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCalibration } from '../../src/reconcile/load-calibration.ts'
import { startCommand } from './start-command.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-calibrate-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Drafts of a read that says 0.9 of every brand, and gold by which it is right in four of five. */
async function files(count: number) {
  const [drafts, gold] = [join(folder, `drafts-${count}.jsonl`), join(folder, `gold-${count}.jsonl`)]
  const evidence = [{ read: 'seller-text', kind: 'text', start: 0, end: 4, quote: 'Zara' }]
  const brand = { value: 'Zara', label: 'Zara', status: 'stated', confidence: 0.9, evidence, conflicts: [] }
  const indexes = Array.from({ length: count }, (_, index) => index)
  const lines = (row: (index: number) => unknown) => indexes.map((index) => `${JSON.stringify(row(index))}\n`).join('')
  await writeFile(
    drafts,
    lines((index) => ({ id: `g${index}`, state: 'draft', text: 'Zara', fields: { brand } })),
  )
  await writeFile(
    gold,
    lines((index) => ({ id: `g${index}`, gold: { brand: index % 5 === 0 ? 'Mango' : 'ZARA' } })),
  )
  return ['--drafts', drafts, '--gold', gold]
}

async function calibrate(...args: string[]) {
  const command = startCommand(folder, ['calibrate', ...args])
  const status = await command.ended
  return { status, output: command.output(), stdout: command.stdout() }
}

test('the file that it writes is one that the API loads, the same each time, and holds no words', async () => {
  const [first, second] = [join(folder, 'first.json'), join(folder, 'second.json')]
  const args = await files(100)
  const { status, stdout } = await calibrate(...args, '--out', first, '--json')
  expect(status).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({ listings: 100, rows: 100, parts: { value: { raw: { rightShare: 0.8 } } } })
  await calibrate(...args, '--out', second)
  const written = await readFile(first, 'utf8')
  expect(written).toBe(await readFile(second, 'utf8'))
  expect(written).not.toMatch(/zara|mango|g\d/i)
  expect((await loadCalibration(first)).value.fields).toHaveProperty('brand')
})

test('a file that cannot be written is named with the reason, and fields that are no attribute are said', async () => {
  const [, drafts = '', , gold = ''] = await files(20)
  const text = await readFile(gold, 'utf8')
  await writeFile(gold, text.replaceAll('"brand":', '"brnad":"x","brand":'))
  const out = join(folder, 'nowhere', 'calibration.json')
  const { status, output } = await calibrate('--drafts', drafts, '--gold', gold, '--out', out)
  expect(status).toBe(1)
  expect(output).toContain(`${out} cannot be written (its folder does not exist): name another file with --out`)
  expect(output).toContain('No attribute of the taxonomy, left out: brnad')
  expect(output).not.toMatch(/^ +at /m)
})

test('too few rows are said, and nothing is written', async () => {
  const out = join(folder, 'few.json')
  const { status, output } = await calibrate(...(await files(19)), '--out', out)
  expect(status).toBe(1)
  expect(output).toContain('Too few: 19 labeled fields')
  expect(output).toContain('Confidence stays raw')
  await expect(readFile(out)).rejects.toMatchObject({ code: 'ENOENT' })
})

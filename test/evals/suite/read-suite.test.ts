import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { settingsSchema } from '../../../src/domain/settings.ts'
import { readDataset } from '../../../src/evals/suite/read-dataset.ts'
import { readSuite } from '../../../src/evals/suite/read-suite.ts'
import { suiteSettings } from '../../../src/evals/suite/suite-settings.ts'
import type { Prompts } from '../../../src/prompt/prompt.ts'

async function folderWith(files: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-suite-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

test("a suite's paths start at its file, and `data:` in the shared data", async () => {
  const folder = await folderWith({
    'one.yaml': 'description: one\ndataset: rows.jsonl\n',
    'two.yaml': 'description: two\ndataset: data:golden/rows.jsonl\nphotos: data:.\n',
  })
  expect(await readSuite(join(folder, 'one.yaml'), '/data')).toMatchObject({
    name: 'one',
    dataset: join(folder, 'rows.jsonl'),
    photos: folder,
  })
  expect(await readSuite(join(folder, 'two.yaml'), '/data')).toMatchObject({
    dataset: '/data/golden/rows.jsonl',
    photos: '/data',
  })
})

test.each([
  ['description: x\n', 'dataset'],
  ['description: x\ndataset: a\ngate: []\n', 'gate'],
  ['description: x\ndataset: a\ngates: [{ field: brand }]\n', 'say what is wanted'],
  ['description: [', 'line 1'],
])('a suite that is none is refused with what is wrong: %j', async (text, words) => {
  const folder = await folderWith({ 'suite.yaml': text })
  const reading = readSuite(join(folder, 'suite.yaml'), '/data')
  await expect(reading).rejects.toMatchObject({ code: 'input-unusable' })
  await expect(reading).rejects.toThrow(words)
})

test('the version of a dataset changes with any row and any photo, and with nothing else', async () => {
  const rows = '{"id":"a","photos":["a.jpg"],"gold":{"brand":"Zara","size":null}}\n'
  const version = async (files: Record<string, string>) => {
    const folder = await folderWith(files)
    return (await readDataset(join(folder, 'rows.jsonl'), folder)).version
  }
  const first = await version({ 'rows.jsonl': rows, 'a.jpg': 'one' })
  expect(await version({ 'rows.jsonl': `\n${rows}`, 'a.jpg': 'one' })).toBe(first)
  expect(await version({ 'rows.jsonl': rows.replace('Zara', 'Gap'), 'a.jpg': 'one' })).not.toBe(first)
  expect(await version({ 'rows.jsonl': rows, 'a.jpg': 'two' })).not.toBe(first)
  await expect(version({ 'rows.jsonl': rows })).rejects.toThrow('The photo a.jpg of case a cannot be read')
  await expect(version({ 'rows.jsonl': '{"id":"a","gold":{"size":7}}' })).rejects.toThrow('gold for size cannot be 7')
})

const prompts = {
  variants: { extract: { plain: { name: 'extract', variant: 'plain' }, terse: { name: 'extract', variant: 'terse' } } },
  labels: { extract: { production: 'plain', candidate: { variant: 'terse', share: 0.5 }, shadow: null } },
} as unknown as Prompts
const base = settingsSchema.parse({ reads: {}, model: null, neighbors: {}, thresholds: {} })

test('every case has one variant of a prompt: production where no candidate is named, whatever is tried on listings', () => {
  expect(suiteSettings(base, [], {}, prompts).prompts).toEqual({ extract: 'plain' })
  expect(suiteSettings(base, [], { extract: 'terse' }, prompts).prompts).toEqual({ extract: 'terse' })
  expect(() => suiteSettings(base, [], { extract: 'gone' }, prompts)).toThrow('gone')
})

test('routes are set as a whole, for fields of any name', () => {
  const model = { name: 'luna', endpoint: 'here', routes: { brand: 'sol' } }
  const set = [{ model: { routes: { color: 'sol' } } }]
  const { model: settled } = suiteSettings(settingsSchema.parse({ ...base, model }), set, {}, prompts)
  expect(settled).toMatchObject({ name: 'luna' })
  expect(settled?.routes).toEqual({ color: 'sol' })
})

test('settings are set one by one over those before; one that there is none of is refused', () => {
  const settings = suiteSettings(base, [{ reads: { label: false } }, { reads: { model: 'single' } }], {}, prompts)
  expect(settings.reads).toMatchObject({ label: false, model: 'single', sellerText: true })
  expect(() => suiteSettings(base, [{ reads: { lable: false } }], {}, prompts)).toThrow(
    'There is no setting reads.lable',
  )
  expect(() => suiteSettings(base, [{ reads: { model: 'twice' } }], {}, prompts)).toThrow('cannot be used')
})

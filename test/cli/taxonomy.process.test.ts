import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { recordSchema } from '../../src/domain/record.ts'
import { copyDatabase } from '../store/copy-database.ts'
import { startCommand } from './start-command.ts'

async function folderWith(files: Record<string, string>, from?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-taxonomy-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  if (from !== undefined) await cp(from, folder, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  return folder
}

async function taxonomy(args: string[], settings: Record<string, string> = {}) {
  const command = startCommand(tmpdir(), ['taxonomy', ...args], settings)
  const status = await command.ended
  return { status, output: command.output(), stdout: command.stdout() }
}

const shipped = resolve('src/taxonomy/data')
const moods = (values: string) =>
  `attributes:\n  - { id: mood, label: Mood, definition: Its mood., kind: one, inPhotos: false, appliesTo: all, values: [\n      ${values}\n    ] }\n`

test('check counts a folder that is right, and lists with file and line what is wrong: status 1', async () => {
  const good = await taxonomy(['check', '--json'], { TAXONOMY_DIR: await folderWith({}, shipped) })
  expect(JSON.parse(good.stdout)).toMatchObject({ errors: [], counts: { categories: expect.any(Number) } })

  const wordless = await folderWith({ 'mood.yaml': moods('{ id: calm, label: Calm }') }, shipped)
  const warned = await taxonomy(['check', wordless])
  expect(warned.status).toBe(1)
  expect(warned.stdout).toMatch(/mood\.yaml:3 +mood calm: nothing can claim it/)
  expect(warned.stdout).toMatch(/^words +[\d,]+ {2}en [\d,]+, de [\d,]+/m)

  const twice = await folderWith({ 'mood.yaml': moods('{ id: a, label: A }, { id: a, label: A }') })
  const refused = await taxonomy(['check', twice])
  expect(refused.status).toBe(1)
  expect(refused.stdout).toContain('mood.yaml:3  value of mood a is there twice')
  expect(refused.stdout).toContain('attribute brand is missing')
})

test('a folder that is not there is said in words, and `up` does not start on a broken one', async () => {
  const missing = await taxonomy(['check', '/there/is/none'])
  expect(missing).toMatchObject({ status: 1, output: expect.stringContaining('there is no such folder') })

  const home = await folderWith({})
  const up = startCommand(home, ['up'], { TAXONOMY_DIR: await folderWith({ 'own.yaml': 'categories:\n  - 3\n' }) })
  expect(await up.ended).toBe(1)
  expect(up.output()).toContain('own.yaml:2: categories.0:')
})

test('import-shopify says which file a wrong folder lacks, and leaves --out alone', async () => {
  const folder = await folderWith({ 'categories.txt': '' })
  const out = join(folder, 'out')
  const refused = await taxonomy(['import-shopify', folder, '--out', out])
  expect(refused).toMatchObject({
    status: 1,
    output: expect.stringContaining("is not a folder with Shopify's taxonomy"),
  })
  expect(existsSync(out)).toBe(false)
})

async function digitized(folder: string, text: string) {
  const home = await folderWith({})
  await copyDatabase(join(home, 'database'))
  const command = startCommand(home, ['digitize', '--text', text, '--json'], { TAXONOMY_DIR: folder })
  expect(await command.ended).toBe(0)
  return recordSchema.parse(JSON.parse(command.stdout()))
}

test('digitize runs on the folder of TAXONOMY_DIR: an attribute of its own is a field of the record', async () => {
  const own = moods('{ id: calm, label: Calm, words: { en: [calm, soothing] } }')
  const { fields } = await digitized(
    await folderWith({ 'mood.yaml': own }, shipped),
    'Cotton t-shirt in a soothing blue',
  )
  expect(fields.category).toMatchObject({ value: 't-shirts' })
  expect(fields.mood).toMatchObject({ value: 'calm', evidence: [{ quote: 'soothing' }] })
})

const shopify = resolve(process.env.HANGTAG_DATA ?? '../shared/data', 'shopify-taxonomy')
test.skipIf(!existsSync(shopify))(
  `digitize runs on what import-shopify makes of Shopify's own files (skipped where ${shopify} is not there)`,
  async () => {
    const out = join(await folderWith({}), 'made')
    const made = await taxonomy(['import-shopify', shopify, '--out', out])
    expect(made).toMatchObject({ status: 0, stdout: expect.stringContaining(`TAXONOMY_DIR=${out}`) })
    expect(await taxonomy(['check', out])).toMatchObject({ status: 0, stdout: expect.stringContaining('No problems') })

    const { fields, provenance } = await digitized(out, "Zara trench coat, women's size M, beige cotton")
    expect(made.stdout).toContain(provenance.taxonomy)
    // A category that the shipped taxonomy does not have.
    expect(fields.category).toMatchObject({ value: 'trench-coats', status: 'stated' })
    expect(fields.brand).toMatchObject({ value: 'Zara' })
    expect(fields.size).toMatchObject({ value: { system: 'alpha', label: 'M' } })
    expect(fields.color).toMatchObject({ value: ['beige'] })
  },
)

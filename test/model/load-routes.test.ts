import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadRoutes } from '../../src/model/load-routes.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

const taxonomy = await loadTaxonomy()

async function load(text: string) {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-routes-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const file = join(folder, 'routes.json')
  await writeFile(file, text)
  return loadRoutes(file, taxonomy)
}

test('routes are read as they are written, and none where no file is named', async () => {
  expect(await load('{"matrix":"two","routes":{"brand":"sol","category":"luna"}}')).toEqual({
    brand: 'sol',
    category: 'luna',
  })
  expect(await loadRoutes(null, taxonomy)).toEqual({})
})

test.each([
  ['{"routes":{"brnad":"sol"}}', 'the taxonomy has no brnad'],
  ['{"brand":"sol"}', 'holds no routes'],
  ['{"routes": [', 'holds no routes'],
  [
    `{"routes":${JSON.stringify(Object.fromEntries(taxonomy.attributes.map(({ id }) => [id, `m-${id}`])))}}`,
    '8 is the most',
  ],
])('a file that would route to nowhere is refused: %.40s', async (text, words) => {
  const loading = load(text)
  await expect(loading).rejects.toMatchObject({ code: 'routes-invalid' })
  await expect(loading).rejects.toThrow(words)
})

test('a file that is not there is named', async () => {
  await expect(loadRoutes('/nowhere/routes.json', taxonomy)).rejects.toThrow('/nowhere/routes.json')
})

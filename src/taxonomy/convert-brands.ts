import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { foldWord } from './fold-word.ts'
import type { Brand } from './taxonomy.ts'

/**
 * Brands out of the JSON files of osmlab/name-suggestion-index (BSD-3-Clause; see data/NOTICE), sorted by name. Names that
 * are `known` already, as a name or an alias, are left out, so that the hand-made list stays in charge.
 * To make the shipped file again: `node src/taxonomy/convert-brands.ts FOLDER` with the folder of those JSON files.
 */
export function convertBrands(files: readonly unknown[], known: readonly Brand[]): Brand[] {
  const taken = new Set(known.flatMap((brand) => [brand.name, ...brand.aliases]).map(foldWord))
  const items = files.flatMap((file) => indexSchema.parse(file).items)
  const named = items
    .flatMap((item) => {
      const name = nameOf(item)
      return name === null ? [] : [{ name, item }]
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const fresh = named.filter(({ name }) => !taken.has(foldWord(name)))
  const firsts = new Map(fresh.reverse().map(({ name, item }) => [foldWord(name), { name, item }]))
  // Names before aliases: no brand loses its own name to another's spelling.
  for (const key of firsts.keys()) taken.add(key)
  return [...firsts.values()].reverse().map(({ name, item }) => {
    const aliases = aliasesOf(item).filter((alias) => {
      const unused = !taken.has(foldWord(alias))
      taken.add(foldWord(alias))
      return unused
    })
    return { name, aliases }
  })
}

const itemSchema = z.looseObject({
  displayName: z.string(),
  matchNames: z.array(z.string()).optional(),
  tags: z.record(z.string(), z.string()).default({}),
})
const indexSchema = z.looseObject({ items: z.array(itemSchema.catch({ displayName: '', tags: {} })) })
type Item = z.infer<typeof itemSchema>

const latin = /^[\p{Script=Latin}\p{N}\p{P}\p{S} ]+$/u
/** Tags of the index that hold a spelling of the name. */
const nameTags = /^(?:brand|name|alt_name|short_name|official_name)(?::[a-z-]+)?$/

function nameOf({ displayName, tags }: Item): string | null {
  const candidates = [tags.brand, tags['brand:en'], tags['name:en'], displayName]
  const name = candidates.find(
    (candidate) => candidate !== undefined && latin.test(candidate) && /\p{L}/u.test(candidate),
  )
  return name === undefined ? null : name.replace(/\s+\([^)]*\)$/, '').trim()
}

function aliasesOf({ matchNames = [], tags }: Item): string[] {
  const spellings = Object.entries(tags)
    .filter(([key]) => nameTags.test(key) && !key.endsWith(':wikidata'))
    .flatMap(([, value]) => value.split(';'))
  return [...matchNames, ...spellings]
    .map((alias) => alias.trim())
    .filter((alias) => alias.length > 1 && alias.length <= 40)
}

if (import.meta.main) {
  const { loadTaxonomy } = await import('./load-taxonomy.ts')
  const folder = process.argv[2] ?? '.'
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()
  const files = await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))))
  const target = new URL('./data/brands-from-index.yaml', import.meta.url)
  await writeFile(target, 'brands: []\n')
  const brands = convertBrands(files, (await loadTaxonomy()).brands)
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`
  const lines = brands.map(({ name, aliases }) =>
    aliases.length === 0
      ? `  - { name: ${quote(name)} }`
      : `  - { name: ${quote(name)}, aliases: [${aliases.map(quote).join(', ')}] }`,
  )
  const head =
    '# Made by convert-brands.ts from osmlab/name-suggestion-index (BSD-3-Clause; see NOTICE). Not edited by hand.'
  await writeFile(target, `${head}\nbrands:\n${lines.join('\n')}\n`)
}

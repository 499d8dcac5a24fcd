import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { dirname, join, normalize, relative } from 'node:path'
import { parseSync } from 'oxc-parser'
import { describe, expect, test } from 'vitest'

// The house: a room imports from rooms on lines above its own, never from below; rooms on one line do not import each other.
const lines = [
  ['src/domain'],
  ['src/taxonomy', 'src/photos', 'src/prompt', 'src/observability'],
  ['src/store', 'src/queue', 'src/model', 'src/catalog', 'src/connectors'],
  ['src/reads', 'src/reconcile', 'src/copy'],
  ['src/pipeline'],
  ['src/evals'],
  ['src/http', 'src/services'],
  ['src/compose-images.ts'],
  ['src/compose.ts'],
  ['src/compose-evals.ts'],
  ['src/cli', 'workers', 'evals'],
]
/** The configuration is a type to whoever takes it whole; only these read it. */
const configReaders = [
  'src/compose-images.ts',
  'src/compose.ts',
  'src/compose-evals.ts',
  'src/cli',
  'workers',
  'src/services',
  'src/pipeline',
]
/** Who may touch the environment: the configuration, and the one room that closes a library's back door. */
const environmentReaders = ['src/config.ts', 'src/prompt/render-prompt.ts']
/** Who may build the adapters of the outside world. */
const adapterBuilders = ['src/compose-evals.ts', 'src/compose-images.ts', 'src/compose.ts']
const adapterFactories = [
  'openStore',
  'createFolderPhotoStore',
  'createFolderAnswerStore',
  'createRedisAnswerStore',
  'createJobQueue',
  'createMilvusIndex',
  'createModelClient',
  'createRestConnector',
  'createInternalClient',
  'createGuardedFetch',
]

const root = join(import.meta.dirname, '..')
const files = (await Array.fromAsync(glob('{src,workers,evals}/**/*.ts', { cwd: root }))).sort()
const sources = files.map((file) => ({ file, ...readSource(file) }))
const edges = sources.flatMap(({ file, imports }) => imports.map((target) => ({ file, target })))

describe('the rooms', () => {
  test('every file is in a room', () => {
    expect(files.length).toBeGreaterThan(100)
    expect(files.filter((file) => file !== 'src/config.ts' && lineOf(file) === -1)).toEqual([])
  })

  test('a room imports only from rooms above it', () => {
    const wrong = edges
      .filter(({ target }) => target !== 'src/config.ts')
      .filter(({ file, target }) => roomOf(file) !== roomOf(target) && lineOf(target) >= lineOf(file))
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
  })

  test('the configuration is taken by those who join the parts, and nothing of the house is taken by it', () => {
    const wrong = edges.filter(
      ({ file, target }) =>
        file === 'src/config.ts' ||
        (target === 'src/config.ts' && !configReaders.some((room) => file === room || file.startsWith(`${room}/`))),
    )
    expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
  })

  test('domain imports zod only', () => {
    const packages = sources.filter(({ file }) => roomOf(file) === 'src/domain').flatMap((source) => source.packages)
    expect([...new Set(packages)]).toEqual(['zod'])
  })

  test('only the configuration reads the environment', () => {
    const readers = sources
      .filter(({ text }) => /process\.env\b|from 'node:process'/.test(text))
      .map(({ file }) => file)
    expect(readers).toEqual(environmentReaders.toSorted())
  })

  test('only those who compose build real adapters', () => {
    const calls = new RegExp(`(?<!function )\\b(${adapterFactories.join('|')})\\(`)
    const builders = sources.filter(({ text }) => calls.test(text)).map(({ file }) => file)
    expect(builders).toEqual(adapterBuilders)
  })

  test('files do not import each other in circles', () => {
    expect(circle()).toBeNull()
  })

  test('nothing imports a test', () => {
    expect(edges.filter(({ target }) => target.startsWith('test/') || target.startsWith('../'))).toEqual([])
  })
})

/** All that a file takes: types too, dynamic imports, and what it passes on. */
function readSource(file: string): { text: string; imports: string[]; packages: string[] } {
  const text = readFileSync(join(root, file), 'utf8')
  const { module, errors } = parseSync(file, text)
  expect(errors).toEqual([])
  const names = [
    ...module.staticImports.map((entry) => entry.moduleRequest.value),
    ...module.staticExports.flatMap((entry) => entry.entries.flatMap((part) => part.moduleRequest?.value ?? [])),
    ...module.dynamicImports.map((entry) => text.slice(entry.moduleRequest.start + 1, entry.moduleRequest.end - 1)),
  ]
  const local = names.filter((name) => name.startsWith('.') && /\.(ts|mjs)$/.test(name))
  return {
    text,
    imports: local.map((name) => relative(root, normalize(join(root, dirname(file), name)))),
    packages: names.filter((name) => !name.startsWith('.')),
  }
}

function roomOf(file: string): string {
  return lines.flat().find((room) => file === room || file.startsWith(`${room}/`)) ?? file
}

function lineOf(file: string): number {
  return lines.findIndex((line) => line.includes(roomOf(file)))
}

/** One circle of imports, or null. */
function circle(): string[] | null {
  const targets = Map.groupBy(edges, ({ file }) => file)
  const done = new Set<string>()
  const visit = (file: string, path: string[]): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return null
    for (const { target } of targets.get(file) ?? []) {
      const found = visit(target, [...path, file])
      if (found !== null) return found
    }
    done.add(file)
    return null
  }
  for (const file of files) {
    const found = visit(file, [])
    if (found !== null) return found
  }
  return null
}

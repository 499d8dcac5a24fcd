import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { spaceOf } from '../../../src/catalog/catalog-embeddings.ts'
import {
  createEmbeddingsSource,
  type EmbeddingsSettings,
} from '../../../src/catalog/embeddings/create-embeddings-source.ts'
import { emptyFolder, writeModel } from './model-folder.ts'

type Changes = {
  wish?: EmbeddingsSettings['wish']
  endpoint?: Partial<NonNullable<EmbeddingsSettings['endpoint']>>
  local?: Partial<EmbeddingsSettings['local']>
  onChosen?: NonNullable<EmbeddingsSettings['onChosen']>
}

/** A source whose endpoint gives eight numbers and counts how often it is asked; nothing else is there unless it is said. */
function open({ wish = 'auto', endpoint, local, ...told }: Changes = {}) {
  const asked: unknown[] = []
  const source = createEmbeddingsSource({
    wish,
    endpoint:
      endpoint === undefined
        ? null
        : {
            host: 'api.example',
            model: 'embed',
            dimensions: null,
            queryDeadlineMs: 1_000,
            ask: async (request) => {
              asked.push(request)
              const data = request.input.map((_, index) => ({
                index,
                embedding: new Array(request.dimensions ?? 8).fill(1),
              }))
              return { data, usage: { prompt_tokens: 1 } }
            },
            ...endpoint,
          },
    local: {
      folders: [],
      model: null,
      hub: null,
      isInstalled: () => true,
      load: async () => async (texts) => texts.map(() => new Array<number>(384).fill(0)),
      ...local,
    },
    ...told,
  })
  const configured = async (recorded: string | null) => spaceOf(await source.configured(recorded))
  return { source, asked, configured }
}

async function folderOf(...names: string[]): Promise<string> {
  const folder = await emptyFolder()
  for (const name of names) await writeModel(join(folder, name), `weights of ${name}`)
  return folder
}

const ngram = 'hashed-ngrams@1/512'
const local = 'local:small@27b5b6ed5cb6/384'

describe('EMBEDDINGS=auto', () => {
  it('takes the endpoint before the local model before n-grams, for a catalog that is not there yet', async () => {
    const folders = [await folderOf('small')]
    expect(await open({ endpoint: {}, local: { folders } }).configured(null)).toBe('endpoint:api.example:embed@1/8')
    expect(await open({ local: { folders } }).configured(null)).toMatch(/^local:small@[0-9a-f]{12}\/384$/)
    expect(await open().configured(null)).toBe(ngram)
  })

  it('leaves a catalog with what it was indexed with, wherever that can be had', async () => {
    const folders = [await folderOf('other', 'small')]
    const { configured, asked } = open({ endpoint: {}, local: { folders } })
    const small = await open({ wish: 'local', local: { folders, model: 'small' } }).configured(null)
    expect(small).toMatch(/^local:small@/)
    for (const recorded of [ngram, small, 'endpoint:api.example:embed@1/1536'])
      expect(await configured(recorded)).toBe(recorded)
    expect(asked).toEqual([])
  })

  it('takes the best there is where that cannot be had, so that the mismatch shows', async () => {
    const { configured } = open({ local: { folders: [await folderOf('small')] } })
    for (const recorded of [
      'endpoint:api.example:embed@1/8',
      local.replace('27b5', '0000'),
      'hashed-ngrams@0/512',
      'what',
    ])
      expect(await configured(recorded)).toMatch(/^local:small@/)
  })

  it('does without a local model where what runs it is not installed, and fetches nothing', async () => {
    const hub = { url: 'http://127.0.0.1:1', folder: await emptyFolder() }
    const folders = [await folderOf('small')]
    expect(await open({ local: { folders, isInstalled: () => false, hub } }).configured(null)).toBe(ngram)
    expect(await open({ local: { folders: [hub.folder], hub } }).configured(null)).toBe(ngram)
  })

  it('is told once, for the log', async () => {
    const told: unknown[] = []
    const { source } = open({ onChosen: (each) => told.push(each) })
    await Promise.all([source.configured(null), source.configured(null), source.choose(null)])
    const why = 'no EMBEDDINGS_MODEL is set and no local model is there'
    expect(told).toEqual([{ space: ngram, why, recorded: null }])
  })

  it('says why', async () => {
    const folders = [await folderOf('small')]
    const why = async (changes: Changes, recorded: string | null) => (await open(changes).source.choose(recorded)).why
    expect(await why({ endpoint: {} }, null)).toBe('EMBEDDINGS_MODEL is set')
    expect(await why({ local: { folders } }, null)).toBe('its model is on this machine')
    expect(await why({}, null)).toBe('no EMBEDDINGS_MODEL is set and no local model is there')
    expect(await why({ endpoint: {} }, ngram)).toBe('the catalog was indexed with it')
    expect(await why({ wish: 'ngram' }, null)).toBe('EMBEDDINGS=ngram')
  })
})

describe('an embedding asked for by name', () => {
  it('wins over what the catalog was indexed with', async () => {
    expect(await open({ wish: 'ngram', endpoint: {} }).configured('endpoint:api.example:embed@1/8')).toBe(ngram)
    expect(await open({ wish: 'endpoint', endpoint: { dimensions: 4 } }).configured(ngram)).toBe(
      'endpoint:api.example:embed@1/4',
    )
  })

  it('leaves to the catalog what it does not say', async () => {
    const { configured, asked } = open({ wish: 'endpoint', endpoint: {} })
    expect(await configured('endpoint:api.example:embed@1/1536')).toBe('endpoint:api.example:embed@1/1536')
    expect(asked).toEqual([])
    const folders = [await folderOf('other', 'small')]
    const small = await open({ wish: 'local', local: { folders, model: 'small' } }).configured(null)
    expect(await open({ wish: 'local', local: { folders } }).configured(small)).toBe(small)
    expect(await open({ wish: 'local', local: { folders } }).configured(null)).toMatch(/^local:other@/)
  })

  it.each([
    [{ wish: 'endpoint' }, /EMBEDDINGS_MODEL/],
    [{ wish: 'local', local: { isInstalled: () => false } }, /npm install @huggingface\/transformers/],
    [{ wish: 'local', local: { folders: ['/nowhere/models'] } }, /\/nowhere\/models\/<model>.*EMBEDDINGS_DIR/],
    [{ wish: 'local', local: { folders: ['/nowhere/models'], model: 'mine' } }, /\/nowhere\/models\/mine/],
  ] as [Changes, RegExp][])('that cannot be had is an error that says what to do: %j', async (changes, message) => {
    await expect(open(changes).configured(null)).rejects.toMatchObject({
      code: 'catalog-embedding-unavailable',
      disposition: 'retry',
      message: expect.stringMatching(message),
    })
  })

  it('a folder’s name is no name of a hub’s model, and nothing is asked for there', async () => {
    const hub = { url: 'http://127.0.0.1:1', folder: await emptyFolder() }
    const { configured } = open({ wish: 'local', local: { folders: [hub.folder], hub, model: 'mine' } })
    await expect(configured(null)).rejects.toThrow('EMBEDDINGS_DIR')
  })
})

describe('opening an embedding for a collection', () => {
  it('gives exactly the space that is asked for, whatever is configured', async () => {
    const { source } = open({ wish: 'ngram', endpoint: {}, local: { folders: [await folderOf('small')] } })
    const small = spaceOf(await source.open('local'))
    for (const space of [ngram, small, 'endpoint:api.example:embed@1/256'])
      expect(spaceOf(await source.open(space))).toBe(space)
  })

  it('takes a kind, or the best there is, for a new collection', async () => {
    const { source, asked } = open({ wish: 'ngram', endpoint: {} })
    expect(spaceOf(await source.open('endpoint'))).toBe('endpoint:api.example:embed@1/8')
    expect(spaceOf(await source.open('auto'))).toBe('endpoint:api.example:embed@1/8')
    expect(spaceOf(await source.open('ngram'))).toBe(ngram)
    // How many numbers it gives is asked once.
    expect(asked).toHaveLength(1)
  })

  it.each([
    'endpoint:api.example:other@1/8',
    'endpoint:api.example:embed@2/8',
    'endpoint:api.example:embed@1/0',
    local,
    'x',
  ])('refuses a space that cannot be had here: %s', async (space) => {
    await expect(open({ endpoint: {} }).source.open(space)).rejects.toMatchObject({
      code: 'catalog-embedding-unavailable',
      disposition: 'retry',
    })
  })

  it('opens each once, so that a model is in memory once', async () => {
    const { source } = open({ local: { folders: [await folderOf('small')] } })
    const one = await source.configured(null)
    expect(await source.open(spaceOf(one))).toBe(one)
    expect(await source.open('local')).toBe(one)
  })

  it('asks again after a failure', async () => {
    let fails = true
    const { source } = open({
      endpoint: {
        ask: async () => {
          if (fails) throw new Error('away')
          return { data: [{ index: 0, embedding: [1, 2] }] }
        },
      },
    })
    await expect(source.open('endpoint')).rejects.toThrow('away')
    fails = false
    expect(spaceOf(await source.open('endpoint'))).toBe('endpoint:api.example:embed@1/2')
  })

  it('sends how many numbers are wanted where that was set, and those of the space then', async () => {
    const { source, asked } = open({ endpoint: { dimensions: 4 } })
    await (await source.open('endpoint:api.example:embed@1/256')).embedQuery('jeans')
    expect(asked).toMatchObject([{ dimensions: 256 }])
  })
})

import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { describe, expect, it, vi } from 'vitest'
import { findLocalModels } from '../../../src/catalog/embeddings/find-local-models.ts'
import { loadTransformersModel } from '../../../src/catalog/embeddings/load-transformers-model.ts'
import { LocalEmbeddings } from '../../../src/catalog/embeddings/local-embeddings.ts'
import { emptyFolder, writeModel } from './model-folder.ts'

const models = join(process.env.HANGTAG_DATA ?? join(import.meta.dirname, '../../../../shared/data'), 'models')
const folder = join(models, 'all-minilm-l6-v2')
if (!existsSync(folder)) console.log(`skipped: there is no embedding model at ${folder}`)

describe.runIf(existsSync(folder))('the real model', () => {
  it('puts like texts near each other, and asks nobody', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('no network'))
    const [model] = await findLocalModels([folder])
    if (model === undefined) throw new Error('no model was found')
    const embeddings = new LocalEmbeddings(model, loadTransformersModel)
    const texts = ['navy denim trousers', 'blue jeans', 'kitchen scales', '']
    const [trousers = [], jeans = [], scales = [], blank] = await embeddings.embedDocuments(texts)
    expect(Math.hypot(...jeans)).toBeCloseTo(1, 5)
    expect(product(trousers, jeans)).toBeGreaterThan(product(trousers, scales) + 0.2)
    expect(product(jeans, await embeddings.embedQuery('blue jeans'))).toBeGreaterThan(0.97)
    expect(blank).toEqual(new Array(384).fill(0))
    expect(fetched).not.toHaveBeenCalled()
    fetched.mockRestore()
  })

  it('is recorded by the hash of its file', async () => {
    const [model] = await findLocalModels([models])
    const bytes = await readFile(join(folder, 'onnx/model_quantized.onnx'))
    expect(model).toMatchObject({ name: 'all-minilm-l6-v2', dimensions: 384 })
    expect(createHash('sha256').update(bytes).digest('hex')).toMatch(new RegExp(`^${model?.version}`))
  })

  it('is not in memory before the first text, nor is what runs it', async () => {
    expect(await runtimeLoaded()).toEqual({ chosen: 'local:all-minilm-l6-v2', before: false, after: true })
  }, 60_000)
})

it('a model that cannot be loaded says which one and why', async () => {
  const root = await emptyFolder()
  await writeModel(join(root, 'broken'), 'no weights')
  const [model] = await findLocalModels([root])
  if (model === undefined) throw new Error('no model was found')
  await expect(new LocalEmbeddings(model, loadTransformersModel).embedQuery('jeans')).rejects.toMatchObject({
    code: 'catalog-embedding-unavailable',
    disposition: 'retry',
    message: expect.stringContaining(`broken in ${root}`),
  })
})

/** Whether a process of its own that has the product's source of embeddings holds the ONNX runtime, before and after a text. */
async function runtimeLoaded(): Promise<unknown> {
  const from = (path: string) => JSON.stringify(new URL(`../../../src/${path}`, import.meta.url).href)
  const script = `
    import { openEmbeddings } from ${from('compose.ts')}
    import { readConfig } from ${from('config.ts')}
    const isLoaded = () => process.report.getReport().sharedObjects.some((file) => file.includes('onnxruntime'))
    const source = await openEmbeddings(readConfig({ EMBEDDINGS_DIR: ${JSON.stringify(models)} }), { info() {} })
    const embeddings = await source.configured(null)
    const before = isLoaded()
    await embeddings.embedQuery('jeans')
    console.log(JSON.stringify({ chosen: embeddings.name, before, after: isLoaded() }))
    process.exit()`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  return JSON.parse(stdout)
}

function product(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, value, place) => sum + value * (right[place] ?? 0), 0)
}

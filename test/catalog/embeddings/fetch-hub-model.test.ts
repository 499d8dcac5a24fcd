import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { fetchHubModel } from '../../../src/catalog/embeddings/fetch-hub-model.ts'
import { findLocalModels } from '../../../src/catalog/embeddings/find-local-models.ts'
import { emptyFolder } from './model-folder.ts'

const files: Readonly<Record<string, string>> = {
  'config.json': '{"hidden_size":384}',
  'tokenizer_config.json': '{}',
  'tokenizer.json': '{}',
  'onnx/model_quantized.onnx': 'weights',
}

/** A hub that has one model, or all of it but one file. */
async function startHub(missing: string | null = null): Promise<string> {
  const server = createServer((request, response) => {
    const file = /^\/owner\/tiny\/resolve\/main\/(.+)$/.exec(request.url ?? '')?.[1] ?? ''
    const text = file === missing ? undefined : files[file]
    response.writeHead(text === undefined ? 404 : 200).end(text)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

it('a model that is fetched is one that is found, with its owner', async () => {
  const folder = await emptyFolder()
  await fetchHubModel({ hubUrl: await startHub(), name: 'owner/tiny', folder, deadlineMs: 5_000 })
  expect(await findLocalModels([folder])).toMatchObject([{ name: 'owner/tiny', dimensions: 384, dtype: 'q8' }])
  expect(await readFile(join(folder, 'owner/tiny/onnx/model_quantized.onnx'), 'utf8')).toBe('weights')
})

it('one that is not whole is none, leaves no half of a file, and the ways out are said', async () => {
  const folder = await emptyFolder()
  const hubUrl = await startHub('onnx/model_quantized.onnx')
  const fetched = fetchHubModel({ hubUrl, name: 'owner/tiny', folder, deadlineMs: 5_000 })
  await expect(fetched).rejects.toMatchObject({
    code: 'catalog-embedding-unavailable',
    disposition: 'retry',
    message: expect.stringMatching(/status 404.*EMBEDDINGS_DIR.*EMBEDDINGS=ngram/),
  })
  expect(await findLocalModels([folder])).toEqual([])
  expect((await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.part'))).toEqual([])
})

it('a hub that cannot be reached is said to be so', async () => {
  const fetched = fetchHubModel({
    hubUrl: 'http://127.0.0.1:1',
    name: 'owner/tiny',
    folder: await emptyFolder(),
    deadlineMs: 5_000,
  })
  await expect(fetched).rejects.toMatchObject({ code: 'catalog-embedding-unavailable' })
})

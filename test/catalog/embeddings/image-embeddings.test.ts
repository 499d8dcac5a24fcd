import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import { cosine } from '../../../src/catalog/cosine.ts'
import { createImageEmbeddings } from '../../../src/catalog/embeddings/image-embeddings.ts'
import { guessImageForm, type ImageFormName, imageFormNames } from '../../../src/catalog/embeddings/image-forms.ts'
import { createModelClient } from '../../../src/model/model-client.ts'
import { type ImageServer, startImageServer } from '../../stubs/start-image-server.ts'

let server: ImageServer
afterEach(() => server.stop())

const signal = new AbortController().signal
const plain = (background: string) =>
  sharp({ create: { width: 64, height: 64, channels: 3, background } })
    .jpeg()
    .toBuffer()

async function open(form: ImageFormName, serverForm = form) {
  server = await startImageServer(serverForm)
  const client = createModelClient({ baseUrl: server.url, apiKey: 'key-1', deadlineMs: 5_000 })
  return createImageEmbeddings({ baseUrl: server.url, model: 'colors', form, post: client.embedAs })
}

test.each(imageFormNames)('a server in the form of %s embeds each picture, in order', async (form) => {
  const embeddings = await open(form)
  const pictures = [...(await Promise.all(Array.from({ length: 9 }, () => plain('red')))), await plain('blue')]
  const vectors = await embeddings.embed(pictures, signal)
  expect(vectors).toHaveLength(10)
  expect(cosine(vectors[0] ?? [], vectors[8] ?? [])).toBeCloseTo(1)
  expect(cosine(vectors[0] ?? [], vectors[9] ?? [])).toBeCloseTo(0)
  expect(server.seen()[0]?.key).toBe('Bearer key-1')
  expect(embeddings.name).toBe(`image-endpoint:${new URL(server.url).host}:colors`)
})

test('a server that takes another form refuses, and the error names the setting', async () => {
  const embeddings = await open('jina', 'vllm')
  await expect(embeddings.embed([await plain('red')], signal)).rejects.toMatchObject({
    code: 'image-refused',
    disposition: 'give-up',
    message: expect.stringContaining('IMAGE_EMBEDDINGS_FORM'),
  })
})

test('an endpoint that is away is away, and no fault of the picture', async () => {
  const embeddings = await open('infinity')
  server.fail(503)
  const error = { code: 'model-unavailable', disposition: 'retry' }
  await expect(embeddings.embed([await plain('red')], signal)).rejects.toMatchObject(error)
})

test.each([
  ['https://api.jina.ai/v1', 'jina'],
  ['https://integrate.api.nvidia.com/v1', 'nvclip'],
  ['http://127.0.0.1:7997/v1', 'infinity'],
])('%s is taken for %s', async (url, form) => {
  server = await startImageServer()
  expect(guessImageForm(url)).toBe(form)
})

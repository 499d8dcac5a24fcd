import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { z } from 'zod'

export type ImageServer = {
  /** For `IMAGE_EMBEDDINGS_BASE_URL`. */
  url: string
  /** Pictures that were embedded so far. */
  pictures(): number
  /** Bodies and keys of requests so far. */
  seen(): { body: unknown; key: string | undefined }[]
  /** What the next requests are answered with; null: with vectors. */
  fail(status: number | null): void
  stop(): Promise<void>
}

/**
 * An endpoint for the embeddings of pictures, over real HTTP. It takes one form, as the servers do, and refuses the others. The
 * vector of a picture is its histogram of colors, so that pictures alike in color are near.
 */
export async function startImageServer(form: keyof typeof forms = 'infinity'): Promise<ImageServer> {
  let pictures = 0
  let failing: number | null = null
  const seen: { body: unknown; key: string | undefined }[] = []
  const server = createServer(async (request, response) => {
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    const body: unknown = JSON.parse(await textOf(request))
    seen.push({ body, key: request.headers.authorization })
    if (failing !== null) return answer(failing, { error: { message: 'The stub was told to fail' } })
    const parsed = forms[form].safeParse(body)
    if (request.url !== '/v1/embeddings' || !parsed.success)
      return answer(400, { error: { message: `Not in the form of ${form}` } })
    const vectors = await Promise.all(parsed.data.map(histogram)).catch(() => null)
    if (vectors === null) return answer(400, { error: { message: 'This is no picture' } })
    pictures += vectors.length
    const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }))
    return answer(200, { object: 'list', data, model: 'colors', usage: { prompt_tokens: 0, total_tokens: 0 } })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    pictures: () => pictures,
    seen: () => seen,
    fail(status) {
      failing = status
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'))
const dataUrl = z
  .string()
  .startsWith('data:image/jpeg;base64,')
  .transform((url) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
const content = z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: dataUrl }) })
const message = z.strictObject({ role: z.literal('user'), content: z.tuple([content]) })
const shared = { model: z.literal('colors'), encoding_format: z.literal('float') }

/** What each kind of server takes, as the pictures in it. */
const forms = {
  infinity: z
    .strictObject({ ...shared, modality: z.literal('image'), input: z.array(dataUrl) })
    .transform(({ input }) => input),
  nvclip: z.strictObject({ ...shared, input: z.array(dataUrl) }).transform(({ input }) => input),
  jina: z
    .strictObject({
      model: shared.model,
      embedding_type: z.literal('float'),
      input: z.array(z.strictObject({ image: base64 })),
    })
    .transform(({ input }) => input.map(({ image }) => image)),
  vllm: z
    .strictObject({ ...shared, messages: z.tuple([message]) })
    .transform(({ messages }) => [messages[0].content[0].image_url.url]),
}

/** Shares of the colors in 4 × 4 × 4 cells, as a unit vector. */
async function histogram(picture: Buffer): Promise<number[]> {
  const pixels = await sharp(picture)
    .resize(32, 32, { fit: 'fill' })
    .removeAlpha()
    .toColorspace('srgb')
    .raw()
    .toBuffer()
  const cells = new Array<number>(64).fill(0)
  for (let at = 0; at < pixels.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3)
    const cell = (red >> 6) * 16 + (green >> 6) * 4 + (blue >> 6)
    cells[cell] = (cells[cell] ?? 0) + 1
  }
  const length = Math.hypot(...cells)
  return cells.map((count) => count / length)
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

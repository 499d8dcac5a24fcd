import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { estimateBatch } from '../../../src/cli/batch/estimate-batch.ts'
import { inputHash } from '../../../src/cli/batch/input-hash.ts'
import { readConfig } from '../../../src/config.ts'

let folder: string
let input: string
const listings = [
  { id: 'a', photos: ['blue.jpg'], text: 'Blue cotton dress, size M' },
  { id: 'b', text: 'Red wool sweater' },
]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-estimate-'))
  input = join(folder, 'input.jsonl')
  await sharp({ create: { width: 900, height: 1_200, channels: 3, background: 'navy' } }).toFile(
    join(folder, 'blue.jpg'),
  )
  await writeFile(input, [...listings.map((line) => JSON.stringify(line)), 'not JSON'].join('\n'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const priced = { MODEL_BASE_URL: 'https://api.openai.com/v1', MODEL_NAME: 'gpt-6-luna' }
const estimate = (environment: Record<string, string> = priced, more: { output?: string } = {}) =>
  estimateBatch(readConfig({ HANGTAG_HOME: join(folder, 'home'), ...environment }), {
    ...{ input, photosRoot: undefined, again: false, output: undefined },
    ...more,
  })

test('says what it would cost and what was assumed, and neither sends nor starts anything', async () => {
  const sent = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('it was sent'))
  try {
    const text = await estimate()
    expect(text).toContain('2 to digitize with 1 photos, 0 done already, 1 bad line')
    expect(text).toMatch(/gpt-6-luna: \d\.\d calls a listing, \d+ tokens in, \d+ out/)
    expect(text).toMatch(/About \$0\.00\d+; \$0\.0\d+ if every answer/)
    expect(text).toContain('Assumed:')
    expect(text).toContain('no copy by the model')
    expect(sent).not.toHaveBeenCalled()
    expect(await readdir(folder)).not.toContain('home')
  } finally {
    sent.mockRestore()
  }
})

test('leaves out what is done in the output already', async () => {
  const output = join(folder, 'output.jsonl')
  const hash = await inputHash({ photos: [], text: 'Red wool sweater' }, new AbortController().signal)
  await writeFile(output, `${JSON.stringify({ id: 'b', listingId: 'lst_1', state: 'draft', inputHash: hash })}\n`)
  expect(await estimate(priced, { output })).toContain('1 to digitize with 1 photos, 1 done already')
})

test('says how to name a price that is not known, and shows the tokens all the same', async () => {
  const text = await estimate({ ...priced, MODEL_NAME: 'one-of-my-own' })
  expect(text).toContain('The price of one-of-my-own is not known: name it in a file (MODEL_PRICES)')
  expect(text).toMatch(/\d+ tokens in/)
})

test('without a model there is nothing to estimate, and it says so', async () => {
  await expect(estimate({})).rejects.toMatchObject({
    code: 'input-unusable',
    message: expect.stringContaining('nothing'),
  })
})

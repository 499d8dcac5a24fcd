import { expect, test } from 'vitest'
import { packFiles, packRequest } from '../../../src/model/batch/pack-requests.ts'

const request = (id: string, model = 'luna', padding = 100) =>
  packRequest(id, { model, messages: [{ role: 'user', content: 'é'.repeat(padding) }] } as { model: string })
const ids = (files: { id: string }[][]) => files.map((file) => file.map(({ id }) => id).join(''))

test('a file holds one model, and no more requests and bytes than an endpoint takes', () => {
  const all = [request('a'), request('b', 'sol'), request('c'), request('d'), request('e')]
  expect(ids(packFiles(all, { requestsMax: 3, bytesMax: 1e9 }))).toEqual(['acd', 'e', 'b'])
  const each = request('a').bytes
  const files = packFiles(all, { requestsMax: 100, bytesMax: 2 * each + 1 })
  expect(ids(files)).toEqual(['ac', 'de', 'b'])
  for (const file of files)
    expect(Buffer.byteLength(file.map(({ line }) => line).join(''))).toBeLessThanOrEqual(2 * each + 1)
  // Bytes, and not characters: é takes two.
  expect(each).toBe(Buffer.byteLength(request('a').line))
  expect(
    ids(packFiles([request('a'), request('z', 'luna', 5_000), request('c')], { requestsMax: 9, bytesMax: 500 })),
  ).toEqual(['a', 'z', 'c'])
})

import { expect, test } from 'vitest'
import { collapsePhotos } from '../../../src/catalog/images/collapse-photos.ts'

const hit = (id: string, score: number, phash: string | null) => ({ id, score, likeness: score, phash })

test('of items that show the same photo, also resized, only the first comes', () => {
  const hits = [
    hit('a', 0.9, '00ff00ff00ff00ff'),
    hit('b', 0.89, '00ff00ff00ff00fe'),
    hit('c', 0.8, 'ff00ff00ff00ff00'),
  ]
  expect(collapsePhotos(hits).map(({ id }) => id)).toEqual(['a', 'c'])
})

test('plain pictures of one fingerprint are different ones where they are not alike', () => {
  const hits = [hit('red', 0.9, '0000000000000000'), hit('blue', 0.4, '0000000000000000')]
  expect(collapsePhotos(hits)).toEqual(hits)
})

test('photos whose fingerprint is not known are all kept', () => {
  const hits = [hit('a', 0.9, null), hit('b', 0.9, null)]
  expect(collapsePhotos(hits)).toEqual(hits)
})

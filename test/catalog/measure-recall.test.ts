import { expect, test } from 'vitest'
import { measureRecall, similarity } from '../../src/catalog/measure-recall.ts'

const at = (degrees: number) =>
  Float32Array.from([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)])
const rows = [0, 10, 20, 30, 90].map((degrees) => ({ key: String(degrees), vector: at(degrees) }))

test('a search that finds the nearest has found all, and one that missed one has missed its share', () => {
  expect(measureRecall(rows, [{ vector: at(1), found: [at(0), at(10)] }], 2)).toBe(1)
  expect(measureRecall(rows, [{ vector: at(1), found: [at(0), at(90)] }], 2)).toBe(0.5)
  expect(measureRecall(rows, [{ vector: at(1), found: [] }], 2)).toBe(0)
})

test('of rows that are equally near any is right, also rounded as a server stores it', () => {
  const twins = [...rows, { key: 'twin', vector: at(10) }]
  const rounded = Float32Array.from([...at(10)].map((value) => Math.round(value * 1e5) / 1e5))
  expect(measureRecall(twins, [{ vector: at(10), found: [rounded, rounded] }], 2)).toBe(1)
})

test('a search cannot find more than there is, and nobody asked is nothing missed', () => {
  expect(measureRecall(rows.slice(0, 1), [{ vector: at(0), found: [at(0)] }], 10)).toBe(1)
  expect(measureRecall(rows, [], 10)).toBe(1)
})

test('a vector without a direction is like no other', () => {
  expect(similarity(Float32Array.from([0, 0]), at(0))).toBe(0)
})

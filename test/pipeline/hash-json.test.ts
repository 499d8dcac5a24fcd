import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashJson } from '../../src/pipeline/hash-json.ts'

test('the order of keys and absent values do not change the hash', () => {
  expect(hashJson({ a: 1, b: { c: [1, 2], d: undefined } })).toBe(hashJson({ b: { c: [1, 2] }, a: 1 }))
})

test('the order of a list does', () => {
  expect(hashJson([1, 2])).not.toBe(hashJson([2, 1]))
})

test('a value hashes as what JSON makes of it', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => hashJson(value) === hashJson(JSON.parse(JSON.stringify(value)))))
})

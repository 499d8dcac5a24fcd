import { expect, test } from 'vitest'
import { wishedMatrix } from '../../../src/cli/eval/wished-matrix.ts'
import { combinations } from '../../../src/evals/matrix/combinations.ts'

test('every one of each dimension meets every one of the others, the first of all first', () => {
  const all = combinations({
    models: ['luna', 'maker/sol'],
    prompts: { extract: ['plain', 'terse'] },
    settings: { once: { reads: { model: 'single' } }, twice: { reads: { model: 'double' } } },
  })
  expect(all.map(({ name }) => name)).toEqual([
    ...['luna+plain+once', 'luna+plain+twice', 'luna+terse+once', 'luna+terse+twice'],
    ...['maker-sol+plain+once', 'maker-sol+plain+twice', 'maker-sol+terse+once', 'maker-sol+terse+twice'],
  ])
  expect(all.at(-1)).toEqual({
    name: 'maker-sol+terse+twice',
    model: 'maker/sol',
    prompts: { extract: 'terse' },
    label: 'twice',
    settings: { reads: { model: 'double' } },
  })
})

test('names that would share a folder, or leave it, are refused, and so is a matrix beyond all bounds', () => {
  expect(() => combinations({ models: ['a/b', 'a-b'], prompts: {}, settings: {} })).toThrow('would be called a-b')
  expect(combinations({ models: ['../../etc'], prompts: {}, settings: {} })[0]?.name).not.toMatch(/^\.|\//)
  const many = Array.from({ length: 15 }, (_, place) => `v${place}`)
  expect(() => combinations({ models: many, prompts: { one: many }, settings: {} })).toThrow('225 combinations')
})

test('the command line makes a matrix of several, fixes what it names once, and takes the place of the suite', () => {
  expect(wishedMatrix({}, { model: ['luna'], candidate: { extract: ['terse'] } })).toEqual({
    matrix: null,
    only: { model: 'luna', prompts: { extract: 'terse' }, settings: {} },
  })
  const several = wishedMatrix({}, { model: ['luna', 'sol'], candidate: { extract: ['terse'] } }).matrix
  expect(several?.map(({ name, prompts }) => [name, prompts])).toEqual([
    ['luna', { extract: 'terse' }],
    ['sol', { extract: 'terse' }],
  ])
  const matrix = { models: ['luna', 'sol'], prompts: { extract: ['plain', 'terse'] }, settings: {} }
  const narrowed = wishedMatrix({ matrix }, { model: ['earth'], candidate: { extract: ['terse'] } }).matrix
  expect(narrowed?.map(({ name }) => name)).toEqual(['earth+terse'])
})

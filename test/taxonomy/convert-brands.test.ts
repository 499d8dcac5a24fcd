import { expect, test } from 'vitest'
import { convertBrands } from '../../src/taxonomy/convert-brands.ts'

test('a brand is taken once, under its Latin name, with its spellings', () => {
  const items = [
    { displayName: 'Zeta', tags: { brand: 'Zeta', 'brand:zh': '泽塔', name: 'Zeta Shop' }, matchNames: ['zeta wear'] },
    { displayName: 'Zeta', tags: { brand: 'ZETA' } },
    { displayName: '阿尔法', tags: { brand: '阿尔法', 'brand:en': 'Alfa Moda' } },
    { displayName: '无名', tags: { brand: '无名' } },
  ]
  expect(convertBrands([{ items }], [])).toEqual([
    { name: 'Alfa Moda', aliases: ['阿尔法'] },
    { name: 'ZETA', aliases: [] },
  ])
})

test('what is known already is left out, as a name and as an alias', () => {
  const items = [
    { displayName: "Levi's", tags: { brand: "Levi's" } },
    { displayName: 'Corda', tags: { brand: 'Corda' }, matchNames: ['levis', 'corda moda'] },
  ]
  expect(convertBrands([{ items }], [{ name: "Levi's", aliases: ['levis'] }])).toEqual([
    { name: 'Corda', aliases: ['corda moda'] },
  ])
})

test("no brand loses its own name to another's spelling", () => {
  const items = [
    { displayName: 'Anders', tags: { brand: 'Anders', name: 'Zeta' } },
    { displayName: 'Zeta', tags: { brand: 'Zeta' } },
  ]
  expect(convertBrands([{ items }], [])).toEqual([
    { name: 'Anders', aliases: [] },
    { name: 'Zeta', aliases: [] },
  ])
})

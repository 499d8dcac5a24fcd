import { describe, expect, it } from 'vitest'
import { type Comparable, collapseDuplicates } from '../../src/catalog/collapse-duplicates.ts'

function hit(title: string, more: Partial<Comparable> = {}): Comparable {
  return { contentHash: title + JSON.stringify(more), title, category: '', brand: '', attributes: {}, ...more }
}

function kept(...titles: string[]): string[] {
  return collapseDuplicates(
    titles.map((title) => hit(title)),
    8,
  ).map(({ title }) => title)
}

describe('collapseDuplicates', () => {
  it.each([
    ['a size', 'Slim jeans in dark blue, W32 L34', 'Slim jeans in dark blue W30/L32'],
    ['a size in words', 'Wool coat size M', 'Wool coat, Größe 38'],
    ['a size by letter', 'Linen shirt XL', 'Linen shirt S'],
    [
      'a shoe size with its width',
      'Milano Slip-On Loafer, Burgundy, 10 D US',
      'Milano Slip-On Loafer Burgundy 9.5 W US',
    ],
    ['the order of its colors', 'Striped tee in white and blue', 'Striped tee in blue and white'],
    ["a lot's number", 'White cotton shirt no. 7', 'White cotton shirt no. 1204'],
    ['a pack', 'Ankle socks 3 pack', 'Ankle socks, 12 pack'],
    ['capitals and accents', 'ROBE D’ÉTÉ À FLEURS', 'robe d’ete a fleurs'],
    ['a word more in a long title', 'Floral midi dress with puff sleeves', 'Floral midi dress with puff sleeves new'],
  ])('one thing that differs by %s counts once, and the first of it stays', (_by, first, second) => {
    expect(kept(first, second)).toEqual([first])
    expect(kept(second, first)).toEqual([second])
  })

  it.each([
    ['models by number', "Levi's 501 jeans", "Levi's 505 jeans"],
    ['kinds', 'Nike running shorts', 'Nike running shoes'],
    ['colors', 'Blue jumper', 'Red jumper'],
    ['a color in a long title', 'Zara satin midi skirt in emerald green', 'Zara satin midi skirt in dusty pink'],
    ['materials', 'COS wool sweater', 'COS cashmere sweater'],
    ['nothing to read but sizes', 'M', 'XL'],
  ])('different things of one brand stay apart: %s', (_what, first, second) => {
    expect(kept(first, second)).toEqual([first, second])
  })

  it.each([
    ['brand', { brand: 'Mango' }, { brand: 'COS' }],
    ['category', { category: 'skirts' }, { category: 'dresses' }],
    ['color', { attributes: { color: ['red'] } }, { attributes: { color: ['navy'] } }],
  ])('the same title with another %s is another thing', (_name, left, right) => {
    expect(collapseDuplicates([hit('Pleated piece', left), hit('Pleated piece', right)], 8)).toHaveLength(2)
  })

  it.each([
    ['a size', { attributes: { size: 'S' } }, { attributes: { size: 'M' } }],
    ['the order of a list', { attributes: { color: ['red', 'blue'] } }, { attributes: { color: ['blue', 'red'] } }],
    ['what only one of them tells', { brand: 'Mango' }, {}],
  ])('the same title with %s is the same thing', (_name, left, right) => {
    expect(collapseDuplicates([hit('Pleated skirt', left), hit('Pleated skirt', right)], 8)).toHaveLength(1)
  })

  it('equal content counts once whatever it says, and the order of the others stays', () => {
    const same = { contentHash: 'x' }
    const hits = [hit('7', same), hit('b', { contentHash: 'b' }), hit('8', same), hit('skirt')]
    expect(collapseDuplicates(hits, 8).map(({ title }) => title)).toEqual(['7', 'b', 'skirt'])
  })

  it('stops at the limit', () => {
    const hits = ['Blue jumper', 'Blue jumper S', 'Red jumper', 'Green jumper'].map((title) => hit(title))
    expect(collapseDuplicates(hits, 2).map(({ title }) => title)).toEqual(['Blue jumper', 'Red jumper'])
  })
})

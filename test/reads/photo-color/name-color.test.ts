import { describe, expect, test } from 'vitest'
import { cielab } from '../../../src/reads/photo-color/cielab.ts'
import { type ColorNames, colorNamer } from '../../../src/reads/photo-color/name-color.ts'

const all =
  'beige black blue bronze brown clear gold gray green multicolor navy orange pink purple red rose-gold silver white yellow'.split(
    ' ',
  )

function nameOf(namesOf: ReturnType<typeof colorNamer>, hex: string): ColorNames {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  return namesOf(cielab(red, green, blue))
}

function bestOf(names: ColorNames): string | undefined {
  return [...names].sort((one, other) => other[1] - one[1])[0]?.[0]
}

// CSS colors and common shades of cloth, with the family that people call them.
test.each([
  ['#000000', 'black'],
  ['#1c1c1e', 'black'],
  ['#808080', 'gray'],
  ['#5a5a5c', 'gray'],
  ['#ffffff', 'white'],
  ['#f5f2ea', 'white'],
  ['#000080', 'navy'],
  ['#1b2440', 'navy'],
  ['#1e90ff', 'blue'],
  ['#4a6a8a', 'blue'],
  ['#0000ff', 'blue'],
  ['#d9c7a3', 'beige'],
  ['#8b4513', 'brown'],
  ['#4a3020', 'brown'],
  ['#ff0000', 'red'],
  ['#7a1428', 'red'],
  ['#ffa500', 'orange'],
  ['#ffff00', 'yellow'],
  ['#e0b93a', 'yellow'],
  ['#008000', 'green'],
  ['#6b7048', 'green'],
  ['#98e0b4', 'green'],
  ['#800080', 'purple'],
  ['#b9a0d8', 'purple'],
  ['#ff69b4', 'pink'],
  ['#f0c0c8', 'pink'],
])('%s is %s', (hex, family) => {
  expect(bestOf(nameOf(colorNamer(new Set(all)), hex))).toBe(family)
})

describe('parts', () => {
  const namesOf = colorNamer(new Set(all))

  test('sum up to one, and a color between two families has some of both', () => {
    const names = nameOf(namesOf, '#222834')
    expect([...names.values()].reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 6)
    expect([...names].filter(([, part]) => part > 0.1).map(([family]) => family)).toContain('navy')
    expect([...names].filter(([, part]) => part > 0.1).length).toBeGreaterThan(1)
  })

  test('looks of a surface are not told from a color', () => {
    const named = [...nameOf(namesOf, '#d4af37').keys()]
    for (const look of ['gold', 'silver', 'bronze', 'rose-gold', 'clear', 'multicolor'])
      expect(named).not.toContain(look)
  })
})

describe('a taxonomy with other families', () => {
  test('without navy, navy cloth is blue or black, whichever is nearer', () => {
    const namesOf = colorNamer(new Set(all.filter((family) => family !== 'navy')))
    expect(bestOf(nameOf(namesOf, '#1b2440'))).toBe('blue')
  })

  test('a color far from all known families has no name', () => {
    const namesOf = colorNamer(new Set(['black', 'white']))
    expect([...nameOf(namesOf, '#d42a2a')]).toEqual([])
    expect(bestOf(nameOf(namesOf, '#f2f2f2'))).toBe('white')
  })

  test('without any family, nothing has a name', () => {
    expect([...nameOf(colorNamer(new Set(['crimson'])), '#d42a2a')]).toEqual([])
  })
})

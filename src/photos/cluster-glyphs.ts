import type { Glyph } from './find-glyphs.ts'

/** Groups of letters that are near to each other and alike in size and contrast: each is as near to some other of its group. */
export function clusterGlyphs(glyphs: readonly Glyph[]): Glyph[][] {
  const parents = glyphs.map((_, at) => at)
  const root = (at: number): number => {
    while (parents[at] !== at) {
      parents[at] = parents[parents[at] ?? at] ?? at
      at = parents[at] ?? at
    }
    return at
  }
  const order = glyphs.map((_, at) => at).sort((a, b) => (glyphs[a]?.x ?? 0) - (glyphs[b]?.x ?? 0))
  for (const [place, first] of order.entries()) {
    const one = glyphs[first]
    if (one === undefined) continue
    for (let next = place + 1; next < order.length; next += 1) {
      const second = order[next] ?? 0
      const other = glyphs[second]
      if (other === undefined || other.x - one.x > reachMax * one.side * ratioMax) break
      if (areNear(one, other)) parents[root(second)] = root(first)
    }
  }
  const groups = new Map<number, Glyph[]>()
  glyphs.forEach((glyph, at) => {
    const key = root(at)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [glyph])
    else group.push(glyph)
  })
  return [...groups.values()]
}

/** Letters of one block: centers this many letter sizes apart at most, and sizes within this ratio. */
const reachMax = 2.1
const ratioMax = 2.1
/** Letters of one label stand out alike, those of a label and the grain of the floor under it do not. */
export const contrastRatioMax = 2.5

function areNear(one: Glyph, other: Glyph): boolean {
  const [small, large] = one.side < other.side ? [one.side, other.side] : [other.side, one.side]
  if (large > small * ratioMax) return false
  const [faint, plain] = one.contrast < other.contrast ? [one.contrast, other.contrast] : [other.contrast, one.contrast]
  if (plain > faint * contrastRatioMax) return false
  const [dx, dy] = [one.x - other.x, one.y - other.y]
  return dx * dx + dy * dy <= (reachMax * (small + large)) ** 2 / 4
}

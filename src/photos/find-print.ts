import type { Glyph } from './find-glyphs.ts'
import { type Box, rowsOfLetters } from './rows-of-letters.ts'

/** A block of print: rows of letters under one angle. Lengths in pixels of the picture that the letters were found in. */
export type Print = {
  /** Middle of the block. */
  x: number
  y: number
  /** Along the rows, and across them. */
  length: number
  height: number
  /** How the rows run: radians clockwise from rightwards, in (−π/2, π/2]; which end is up is not known. */
  angle: number
  /** The height of the small letters among them. */
  letterHeight: number
  glyphs: number
  /** Rows of three letters and more that stand on one line side by side. */
  rows: number
  /** Share of the letters that stand in such rows: nearly all of print, a few of a pattern by chance. */
  inRows: number
  dark: boolean
  /** Letters by the root of their height, times contrast: how much print there is. */
  weight: number
  /** The same without the contrast. */
  sides: number
}

/** Blocks of print among patches that may be letters: alike in size, close together, in rows. Most print first. */
export function findPrint(glyphs: readonly Glyph[]): Print[] {
  const blocks = [true, false].flatMap((dark) => {
    const kind = glyphs.filter((glyph) => glyph.dark === dark)
    const seeds = clusters(kind)
      .map(strong)
      .filter((cluster) => cluster.length >= glyphsMin)
    const measured = seeds.map((cluster) => ({ members: cluster, print: measure(cluster, angleOf(cluster)) }))
    return joined(measured.filter(({ print }) => isPrint(print))).map((print) => grown(print, kind))
  })
  // Between dark letters lie light patches in the same rows: of two blocks in one place the weaker is the other's echo.
  const sorted = blocks.filter(isClear).sort((a, b) => b.weight - a.weight)
  return sorted.filter((block, at) => !sorted.slice(0, at).some((stronger) => isInside(block, stronger)))
}

const glyphsMin = 3
/** Letters of one block: centers this many letter sizes apart at most, and sizes within this ratio. */
const reachMax = 2.1
const ratioMax = 2.1
/** Blocks under one angle belong to one label when this many letter sizes or less lie between them. */
const gapMax = 3.2
/** Letters of one label stand out alike, those of a label and the grain of the floor under it do not. */
const contrastRatioMax = 2.5
const angleMax = 0.14
/** Drawn labels have 0.6 and more (blurred ones too), real photos without a label seldom 0.15. */
const inRowsMin = 0.4
/** Of 238 real photos without a label about one in ten passes these; all but the faintest drawn ones do. */
const clearGlyphs = 5
const clearInRows = 0.55
const clearContrast = 19
/** Letters of one block stand out by about the same; specks do by less than this share. */
const contrastShare = 0.5
/** A name in large letters is this many times as high as the small print at most. */
const largest = 9

/** The middle of the one lies in the other's box. */
function isInside(block: Print, other: Print): boolean {
  const [sine, cosine] = [Math.sin(other.angle), Math.cos(other.angle)]
  const [dx, dy] = [block.x - other.x, block.y - other.y]
  return (
    Math.abs(dx * cosine + dy * sine) <= other.length / 2 + other.letterHeight &&
    Math.abs(dy * cosine - dx * sine) <= other.height / 2 + other.letterHeight
  )
}

type Block = { members: readonly Glyph[]; print: Print }

function isPrint({ rows, inRows }: Print): boolean {
  return rows >= 1 && inRows >= inRowsMin
}

/** Without the specks of noise between letters: they stand out far less, and have hardly any area to count by. */
function strong(cluster: readonly Glyph[]): Glyph[] {
  const area = cluster.reduce((sum, { side }) => sum + side * side, 0)
  const contrast = cluster.reduce((sum, glyph) => sum + glyph.contrast * glyph.side * glyph.side, 0) / area
  return cluster.filter((glyph) => glyph.contrast >= contrast * contrastShare)
}

/** The block with everything printed around it that is no row by itself: a lone size, the name in large letters. */
function grown(print: Print, glyphs: readonly Glyph[]): Print {
  const [sine, cosine] = [Math.sin(print.angle), Math.cos(print.angle)]
  const contrast = print.weight / print.sides
  const others = glyphs.filter(
    (glyph) => glyph.contrast >= contrast * contrastShare && glyph.side <= print.letterHeight * largest,
  )
  let [left, right] = [-print.length / 2, print.length / 2]
  let [top, bottom] = [-print.height / 2, print.height / 2]
  for (let round = 0; round < 3; round += 1) {
    for (const glyph of others) {
      const [dx, dy] = [glyph.x - print.x, glyph.y - print.y]
      const [along, across, half] = [dx * cosine + dy * sine, dy * cosine - dx * sine, glyph.side / 2]
      const gap = Math.max(print.letterHeight * 2, glyph.side) * 1.3
      if (along < left - gap || along > right + gap || across < top - gap || across > bottom + gap) continue
      left = Math.min(left, along - half)
      right = Math.max(right, along + half)
      top = Math.min(top, across - half)
      bottom = Math.max(bottom, across + half)
    }
  }
  const [along, across] = [(left + right) / 2, (top + bottom) / 2]
  return {
    ...print,
    x: print.x + along * cosine - across * sine,
    y: print.y + along * sine + across * cosine,
    length: right - left,
    height: bottom - top,
  }
}

/** Enough letters that stand out well, nearly all in rows: what cloth, seams and patterns seldom have together. */
function isClear({ glyphs, inRows, weight, sides }: Print): boolean {
  return glyphs >= clearGlyphs && inRows >= clearInRows && weight / sides >= clearContrast
}

/** Groups of letters that are near to each other and alike in size, by a grid of cells. */
function clusters(glyphs: readonly Glyph[]): Glyph[][] {
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

function areNear(one: Glyph, other: Glyph): boolean {
  const [small, large] = one.side < other.side ? [one.side, other.side] : [other.side, one.side]
  if (large > small * ratioMax) return false
  const [faint, plain] = one.contrast < other.contrast ? [one.contrast, other.contrast] : [other.contrast, one.contrast]
  if (plain > faint * contrastRatioMax) return false
  const [dx, dy] = [one.x - other.x, one.y - other.y]
  return dx * dx + dy * dy <= (reachMax * (small + large)) ** 2 / 4
}

/** The direction of rows: the one most steps to a nearest letter take, made exact where the rows are sharpest. */
function angleOf(cluster: readonly Glyph[]): number {
  const bins = new Float64Array(60)
  const sample = cluster.length > 240 ? cluster.filter((_, at) => at % Math.ceil(cluster.length / 240) === 0) : cluster
  for (const one of sample) {
    let best: Glyph | undefined
    let least = Number.POSITIVE_INFINITY
    for (const other of cluster) {
      if (other === one) continue
      const apart = (other.x - one.x) ** 2 + (other.y - one.y) ** 2
      if (apart < least) {
        least = apart
        best = other
      }
    }
    if (best === undefined) continue
    const turn = (Math.atan2(best.y - one.y, best.x - one.x) + 2 * Math.PI) % Math.PI
    const bin = Math.floor((turn / Math.PI) * bins.length) % bins.length
    for (const [step, weight] of [
      [-2, 0.4],
      [-1, 0.8],
      [0, 1],
      [1, 0.8],
      [2, 0.4],
    ] as const) {
      const at = (bin + step + bins.length) % bins.length
      bins[at] = (bins[at] ?? 0) + weight
    }
  }
  const coarse = ((bins.indexOf(Math.max(...bins)) + 0.5) / bins.length) * Math.PI
  let best = coarse
  let most = -1
  for (let step = -18; step <= 18; step += 1) {
    const angle = coarse + (step * Math.PI) / 360
    const sharp = sharpness(cluster, angle)
    if (sharp > most) {
      most = sharp
      best = angle
    }
  }
  return best > Math.PI / 2 ? best - Math.PI : best
}

/** How much letters gather in rows under an angle: the sum of squares of a histogram across the rows. */
function sharpness(cluster: readonly Glyph[], angle: number): number {
  const bin = Math.max(1, middleSide(cluster) / 4)
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const counts = new Map<number, number>()
  for (const glyph of cluster) {
    const place = (glyph.y * cosine - glyph.x * sine) / bin
    const at = Math.floor(place)
    const part = place - at
    counts.set(at, (counts.get(at) ?? 0) + 1 - part)
    counts.set(at + 1, (counts.get(at + 1) ?? 0) + part)
  }
  let sum = 0
  for (const count of counts.values()) sum += count * count
  return sum
}

/** The middle letter height, by height: what is small is many, and part of it specks. */
function middleSide(cluster: readonly Glyph[]): number {
  const sides = cluster.map(({ side }) => side).sort((a, b) => a - b)
  let rest = sides.reduce((sum, side) => sum + side, 0) / 2
  for (const side of sides) {
    rest -= side
    if (rest <= 0) return side
  }
  return sides.at(-1) ?? 1
}

/** The block that letters make under an angle. */
function measure(cluster: readonly Glyph[], angle: number): Print {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const places = cluster.map((glyph) => ({
    along: glyph.x * cosine + glyph.y * sine,
    across: glyph.y * cosine - glyph.x * sine,
    half: glyph.side / 2,
  }))
  const letterHeight = middleSide(cluster)
  const full = rowsOfLetters(framed(cluster, angle)).filter(({ letters, even }) => letters.length >= glyphsMin && even)
  const left = Math.min(...places.map(({ along, half }) => along - half))
  const right = Math.max(...places.map(({ along, half }) => along + half))
  const top = Math.min(...places.map(({ across, half }) => across - half))
  const bottom = Math.max(...places.map(({ across, half }) => across + half))
  const [along, across] = [(left + right) / 2, (top + bottom) / 2]
  return {
    x: along * cosine - across * sine,
    y: along * sine + across * cosine,
    length: right - left,
    height: bottom - top,
    angle,
    letterHeight,
    glyphs: cluster.length,
    rows: full.length,
    inRows: full.reduce((sum, { letters }) => sum + letters.length, 0) / cluster.length,
    dark: cluster[0]?.dark === true,
    sides: cluster.reduce((sum, { side }) => sum + Math.sqrt(side), 0),
    weight: cluster.reduce((sum, { side, contrast }) => sum + Math.sqrt(side) * contrast, 0),
  }
}

/** Letters' boxes in the frame of the rows. Steep or level, an upright box is a letter's own; in between it is larger all around. */
function framed(cluster: readonly Glyph[], angle: number): Box[] {
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  return cluster.map((glyph) => {
    const [wide, high] = [glyph.right - glyph.left, glyph.bottom - glyph.top]
    const [along, across] = [glyph.x * cosine + glyph.y * sine, glyph.y * cosine - glyph.x * sine]
    const [long, tall] = Math.abs(cosine) >= Math.abs(sine) ? [wide, high] : [high, wide]
    return { left: along - long / 2, right: along + long / 2, top: across - tall / 2, bottom: across + tall / 2 }
  })
}

/** Blocks close to each other under about one angle are one label: a large name over small print. */
function joined(blocks: readonly Block[]): Print[] {
  const left = [...blocks].sort((a, b) => b.members.length - a.members.length)
  const whole: Print[] = []
  while (left.length > 0) {
    const first = left.shift()
    if (first === undefined) break
    let { members, print } = first
    for (let at = 0; at < left.length; at += 1) {
      const other = left[at]
      if (other === undefined || !belongs(print, other.print)) continue
      const letterHeight = Math.min(print.letterHeight, other.print.letterHeight)
      const rows = print.rows + other.print.rows
      const inRows =
        (print.inRows * print.glyphs + other.print.inRows * other.print.glyphs) / (print.glyphs + other.print.glyphs)
      members = [...members, ...other.members]
      print = { ...measure(members, print.angle), letterHeight, rows, inRows }
      left.splice(at, 1)
      at = -1
    }
    whole.push(print)
  }
  return whole
}

function belongs(block: Print, other: Print): boolean {
  const turn = Math.abs(block.angle - other.angle) % Math.PI
  // The angle of a short word is rough; what lies beside the block decides then.
  if (other.glyphs >= 8 && Math.min(turn, Math.PI - turn) > angleMax) return false
  const contrasts = [block.weight / block.sides, other.weight / other.sides] as const
  if (Math.max(...contrasts) > Math.min(...contrasts) * contrastRatioMax) return false
  const [sine, cosine] = [Math.sin(block.angle), Math.cos(block.angle)]
  const [dx, dy] = [other.x - block.x, other.y - block.y]
  const along = Math.abs(dx * cosine + dy * sine) - (block.length + other.length) / 2
  const across = Math.abs(dy * cosine - dx * sine) - (block.height + other.height) / 2
  const gap = gapMax * Math.max(block.letterHeight, other.letterHeight)
  return along <= gap && across <= gap
}

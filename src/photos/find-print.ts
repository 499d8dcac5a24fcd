import { clusterGlyphs, contrastRatioMax } from './cluster-glyphs.ts'
import type { Glyph } from './find-glyphs.ts'
import { measurePrint, type Print } from './measure-print.ts'

/** Blocks of print among patches that may be letters: alike in size, close together, in rows. Most print first. */
export function findPrint(glyphs: readonly Glyph[]): Print[] {
  const blocks = [true, false].flatMap((dark) => {
    const kind = glyphs.filter((glyph) => glyph.dark === dark)
    const seeds = clusterGlyphs(kind)
      .map(strong)
      .filter((cluster) => cluster.length >= glyphsMin)
    const measured = seeds.map((cluster) => ({ members: cluster, print: measurePrint(cluster) }))
    return joined(measured.filter(({ print }) => isPrint(print))).map((print) => grown(print, kind))
  })
  // Between dark letters lie light patches in the same rows: of two blocks in one place the weaker is the other's echo.
  const sorted = blocks.filter(isClear).sort((a, b) => b.weight - a.weight)
  return sorted.filter((block, at) => !sorted.slice(0, at).some((stronger) => isInside(block, stronger)))
}

const glyphsMin = 3
/** Blocks under one angle belong to one label when this many letter sizes or less lie between them. */
const gapMax = 3.2
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
      print = { ...measurePrint(members, print.angle), letterHeight, rows, inRows }
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

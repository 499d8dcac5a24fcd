import type { Luma } from './luma.ts'
import type { Print } from './measure-print.ts'

/** The even patch that print stands on, in the frame of its rows: middle, lengths along and across. */
export type Paper = {
  x: number
  y: number
  length: number
  height: number
  /** How many of its four sides end inside the photo. */
  edges: number
}

/**
 * Grows the box of a block of print as far as the paper goes: line by line outwards, while most of the next line is about as
 * bright as what lies between the letters. So print too small to be found by itself is read too, and cloth is left behind.
 */
export function findPaper(light: Luma, print: Print): Paper {
  const level = paperLevel(light, print)
  const half = { left: print.length / 2, right: print.length / 2, top: print.height / 2, bottom: print.height / 2 }
  const limit = reachMax * Math.max(print.length, print.height, 8 * print.letterHeight)
  const open = new Set<keyof typeof half>(['left', 'right', 'top', 'bottom'])
  const ended = new Set<keyof typeof half>()
  const step = Math.max(1, print.letterHeight / 6)
  /** What was gone over since the last line of paper, and how much of it at last was not even print. */
  const passed = { left: 0, right: 0, top: 0, bottom: 0 }
  const others = { left: 0, right: 0, top: 0, bottom: 0 }
  while (open.size > 0) {
    for (const side of open) {
      const along = side === 'left' || side === 'right'
      const next = half[side] + passed[side] + step
      const line = along
        ? { fixed: side === 'left' ? -next : next, from: -half.top, to: half.bottom }
        : { fixed: side === 'top' ? -next : next, from: -half.left, to: half.right }
      const found = likePaper(light, print, line, along, level)
      if (found === 'paper') half[side] = next
      passed[side] = found === 'paper' ? 0 : passed[side] + step
      others[side] = found === 'other' ? others[side] + step : 0
      const over = passed[side] > nameMax * print.letterHeight || others[side] > ruleMax * print.letterHeight
      if (over) ended.add(side)
      if (over || found === 'outside' || next > limit) open.delete(side)
    }
  }
  const [along, across] = [(half.right - half.left) / 2, (half.bottom - half.top) / 2]
  const [sine, cosine] = [Math.sin(print.angle), Math.cos(print.angle)]
  return {
    x: print.x + along * cosine - across * sine,
    y: print.y + along * sine + across * cosine,
    length: half.left + half.right,
    height: half.top + half.bottom,
    edges: ended.size,
  }
}

/** The paper goes on for this many times the print at most. */
const reachMax = 2.5
/** Levels that paper may differ from itself: shade, creases and a sheen. */
const alike = 34
/** Share of a line that must be paper; the rest may be print. */
const paperShare = 0.55
/** A line through the strokes of a large name has this much paper at least; cloth has hardly any. */
const printedShare = 0.15
/** …the rest differs from the paper as the letters do, by this share at least; cloth of about the label's color does not. */
const inkShare = 0.8
/** In letter heights: the thick parts of a name several times as high go on for no longer than this, */
const nameMax = 2.5
/** and a rule drawn across the label, or a seam, for no longer than this. */
const ruleMax = 0.5
const samples = 40

/** The brightness between the letters: of dark print the brighter part of its box, of light print the darker. */
function paperLevel(light: Luma, print: Print): number {
  const values: number[] = []
  for (let across = 0; across < 24; across += 1)
    for (let along = 0; along < 24; along += 1) {
      const value = at(light, print, (along / 23 - 0.5) * print.length, (across / 23 - 0.5) * print.height)
      if (value !== null) values.push(value)
    }
  values.sort((a, b) => a - b)
  return values[Math.floor(values.length * (print.dark ? 0.7 : 0.3))] ?? 255
}

function likePaper(
  light: Luma,
  print: Print,
  line: { fixed: number; from: number; to: number },
  along: boolean,
  level: number,
): 'paper' | 'print' | 'other' | 'outside' {
  let paper = 0
  let ink = 0
  let inside = 0
  for (let sample = 0; sample < samples; sample += 1) {
    const place = line.from + ((sample + 0.5) / samples) * (line.to - line.from)
    const value = along ? at(light, print, line.fixed, place) : at(light, print, place, line.fixed)
    if (value === null) continue
    inside += 1
    const apart = Math.abs(value - level)
    if (apart <= alike) paper += 1
    else if (apart >= inkShare * (print.weight / print.sides)) ink += 1
  }
  if (inside < samples / 2) return 'outside'
  if (paper >= inside * paperShare) return 'paper'
  return paper >= inside * printedShare && ink > (inside - paper) / 2 ? 'print' : 'other'
}

/** The brightness at a place in the frame of the print, or null outside the photo. */
function at({ width, height, data }: Luma, print: Print, along: number, across: number): number | null {
  const x = Math.round(print.x + along * Math.cos(print.angle) - across * Math.sin(print.angle))
  const y = Math.round(print.y + along * Math.sin(print.angle) + across * Math.cos(print.angle))
  return x < 0 || y < 0 || x >= width || y >= height ? null : (data[y * width + x] ?? null)
}

import { distance, type Lab } from './oklab.ts'

export type Picture = { width: number; height: number; colors: readonly Lab[] }

/** The pixels taken for the garment, each with its weight, their box as fractions, and how plainly they stood out. */
export type Garment = {
  pixels: { color: Lab; weight: number }[]
  region: [number, number, number, number]
  /** Share of the middle that differs from the border, 0 to 1; 0 where all of it is alike and the whole middle was taken. */
  contrast: number
}

/** Border pixels: this share of the picture's shorter side. */
const borderShare = 0.06
/** The middle: this share of width and height. */
const middleShare = 0.7
/** OKLab distance under which a pixel looks like the background; just noticeable is about 0.02. */
const alike = 0.07
/** With less of the middle than this standing out, the garment fills the frame or has the background's color. */
const contrastMin = 0.18

/**
 * The garment: what lies in the middle and does not look like the border. Weight falls from the center outwards. A background
 * of several colors (a patterned sheet, floor and wall) is several colors of the border.
 */
export function findGarment(picture: Picture): Garment {
  const background = mainColors(borderColors(picture))
  const middle = middlePixels(picture)
  const standing = middle.filter(({ color }) => background.every((other) => distance(color, other) > alike))
  const contrast = standing.length / Math.max(1, middle.length)
  const pixels = contrast >= contrastMin ? standing : middle
  return { pixels, region: boxOf(pixels, picture), contrast: contrast >= contrastMin ? contrast : 0 }
}

type Pixel = { color: Lab; weight: number; x: number; y: number }

function borderColors({ width, height, colors }: Picture): Lab[] {
  const edge = Math.max(1, Math.round(Math.min(width, height) * borderShare))
  return colors.filter((_, at) => {
    const x = at % width
    const y = Math.floor(at / width)
    return x < edge || y < edge || x >= width - edge || y >= height - edge
  })
}

function middlePixels({ width, height, colors }: Picture): Pixel[] {
  const half = middleShare / 2
  return colors.flatMap((color, at): Pixel[] => {
    const x = ((at % width) + 0.5) / width - 0.5
    const y = (Math.floor(at / width) + 0.5) / height - 0.5
    if (Math.abs(x) > half || Math.abs(y) > half) return []
    return [{ color, weight: Math.exp(-(x * x + y * y) / (2 * 0.25 * 0.25)), x: x + 0.5, y: y + 0.5 }]
  })
}

/** Leaders with their followers, one pass, then those that hold a tenth of the border or more: enough to know a background by. */
function mainColors(colors: readonly Lab[]): Lab[] {
  const groups: { leader: Lab; sum: [number, number, number]; count: number }[] = []
  for (const color of colors) {
    const group = groups.find(({ leader }) => distance(leader, color) < alike)
    if (group === undefined) groups.push({ leader: color, sum: [...color], count: 1 })
    else {
      group.sum = [group.sum[0] + color[0], group.sum[1] + color[1], group.sum[2] + color[2]]
      group.count++
    }
  }
  return groups
    .filter(({ count }) => count >= colors.length / 10)
    .map(({ sum, count }) => [sum[0] / count, sum[1] / count, sum[2] / count])
}

function boxOf(
  pixels: readonly { x?: number; y?: number }[],
  { width, height }: Picture,
): [number, number, number, number] {
  const xs = pixels.map(({ x }) => x ?? 0.5)
  const ys = pixels.map(({ y }) => y ?? 0.5)
  if (xs.length === 0) return [0, 0, 1, 1]
  const half = [0.5 / width, 0.5 / height] as const
  const left = Math.max(0, Math.min(...xs) - half[0])
  const top = Math.max(0, Math.min(...ys) - half[1])
  const right = Math.min(1, Math.max(...xs) + half[0])
  const bottom = Math.min(1, Math.max(...ys) + half[1])
  return [round(left), round(top), round(right - left), round(bottom - top)]
}

function round(fraction: number): number {
  return Math.round(fraction * 1_000) / 1_000
}

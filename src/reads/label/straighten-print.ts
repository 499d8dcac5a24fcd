import type { Luma } from '../../photos/luma.ts'

/** A block of print turned upright, enlarged and evened out, and the way back from its pixels to the photo's. */
export type Straightened = {
  width: number
  height: number
  /** Dark print on white. */
  gray: Uint8Array
  /** Where a pixel of this picture lies in the photo, in pixels of the photo. */
  toPhoto(x: number, y: number): [number, number]
}

/** What to cut out: the middle in pixels of the photo, lengths along and across the rows, the angle of the rows. */
export type Cut = { x: number; y: number; length: number; height: number; angle: number; letterHeight: number }

/**
 * Cuts a block of print out of a photo. Tesseract wants upright letters of about 30 pixels, dark on white: the cut is turned
 * by the angle of its rows, scaled to that height, turned around where it is light on dark, and each spot is held against the
 * paper around it, so that sheen and shade fall away.
 */
export function straightenPrint(photo: Luma, cut: Cut): Straightened {
  const scale = Math.min(scaleMax, letterPixels / cut.letterHeight, pixelsMax / Math.max(cut.length, cut.height))
  const width = Math.max(16, Math.round(cut.length * scale))
  const height = Math.max(16, Math.round(cut.height * scale))
  const [sine, cosine] = [Math.sin(cut.angle) / scale, Math.cos(cut.angle) / scale]
  const toPhoto = (x: number, y: number): [number, number] => {
    const [along, across] = [x - width / 2, y - height / 2]
    return [cut.x + along * cosine - across * sine, cut.y + along * sine + across * cosine]
  }
  const gray = sample(photo, width, height, toPhoto)
  if (isDark(gray)) for (let at = 0; at < gray.length; at += 1) gray[at] = 255 - (gray[at] ?? 0)
  return { width, height, gray: evenedOut({ width, height, data: gray }), toPhoto }
}

/** The height that letters of a straightened cut have. */
export const letterPixels = 28
const scaleMax = 5
const pixelsMax = 2_600

/** Between four pixels each; outside the photo its edge goes on. */
function sample(photo: Luma, width: number, height: number, toPhoto: Straightened['toPhoto']): Uint8Array {
  const out = new Uint8Array(width * height)
  const [x0, y0] = toPhoto(0, 0)
  const [x1, y1] = toPhoto(1, 0)
  const [x2, y2] = toPhoto(0, 1)
  const { data } = photo
  const [right, bottom] = [photo.width - 1.001, photo.height - 1.001]
  for (let row = 0, at = 0; row < height; row += 1) {
    let x = x0 + row * (x2 - x0)
    let y = y0 + row * (y2 - y0)
    for (let column = 0; column < width; column += 1, at += 1, x += x1 - x0, y += y1 - y0) {
      const px = x < 0 ? 0 : x > right ? right : x
      const py = y < 0 ? 0 : y > bottom ? bottom : y
      const from = Math.floor(py) * photo.width + Math.floor(px)
      const [fx, fy] = [px - Math.floor(px), py - Math.floor(py)]
      const upper = (data[from] ?? 0) * (1 - fx) + (data[from + 1] ?? 0) * fx
      const lower = (data[from + photo.width] ?? 0) * (1 - fx) + (data[from + photo.width + 1] ?? 0) * fx
      out[at] = upper * (1 - fy) + lower * fy
    }
  }
  return out
}

/** Print covers less than half of its paper, so the middle brightness is the paper's. */
function isDark(gray: Uint8Array): boolean {
  const sample: number[] = []
  for (let at = 0; at < gray.length; at += 17) sample.push(gray[at] ?? 0)
  sample.sort((a, b) => a - b)
  const at = (share: number) => sample[Math.floor(sample.length * share)] ?? 0
  return at(0.5) < (at(0.02) + at(0.98)) / 2
}

/** Each pixel as a share of the paper's brightness about it: the brighter part of cells larger than strokes, smoothed. */
function evenedOut({ width, height, data }: Luma): Uint8Array {
  const cell = Math.round(letterPixels * 0.8)
  const columns = Math.ceil(width / cell)
  const rows = Math.ceil(height / cell)
  const bright = new Float64Array(columns * rows)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const values: number[] = []
      for (let y = row * cell; y < Math.min(height, (row + 1) * cell); y += 3)
        for (let x = column * cell; x < Math.min(width, (column + 1) * cell); x += 3)
          values.push(data[y * width + x] ?? 0)
      values.sort((a, b) => a - b)
      bright[row * columns + column] = values[Math.floor(values.length * 0.8)] ?? 255
    }
  }
  const around = (from: Float64Array, combine: (values: number[]) => number) =>
    Float64Array.from(from, (_, at) => {
      const [row, column] = [Math.floor(at / columns), at % columns]
      const values: number[] = []
      for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
        for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1)
          values.push(from[y * columns + x] ?? 0)
      return combine(values)
    })
  // A large letter fills a cell: the brightest cell about it is its paper.
  const paper = around(
    around(bright, (values) => Math.max(...values)),
    (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  )
  const out = new Uint8Array(data.length)
  for (let y = 0, at = 0; y < height; y += 1) {
    const row = Math.min(rows - 1.001, Math.max(0, y / cell - 0.5))
    const [r, fy] = [Math.floor(row), row - Math.floor(row)]
    for (let x = 0; x < width; x += 1, at += 1) {
      const column = Math.min(columns - 1.001, Math.max(0, x / cell - 0.5))
      const [c, fx] = [Math.floor(column), column - Math.floor(column)]
      const from = r * columns + c
      const below = Math.min(rows - 1, r + 1) * columns + c
      const upper = (paper[from] ?? 0) * (1 - fx) + (paper[from + 1] ?? paper[from] ?? 0) * fx
      const lower = (paper[below] ?? 0) * (1 - fx) + (paper[below + 1] ?? paper[below] ?? 0) * fx
      out[at] = Math.min(255, (255 * (data[at] ?? 0)) / Math.max(24, upper * (1 - fy) + lower * fy))
    }
  }
  return out
}

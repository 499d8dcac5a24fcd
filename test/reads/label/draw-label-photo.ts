import sharp from 'sharp'
import { drawGarment } from '../../../src/cli/demo/draw-garment.ts'
import type { LabelContent } from './label-contents.ts'

export const conditions = [
  'clean',
  'full frame',
  'noisy',
  'inverse',
  'satin',
  'tilted 5°',
  'rotated 90°',
  'rotated 180°',
  'rotated 270°',
  'small',
  'blurred',
  'beside a garment',
] as const
export type Condition = (typeof conditions)[number]

/** A photo of a label as JPEG: the label on cloth, or (full frame) nothing but the label, or sewn beside a whole garment. */
export async function drawLabelPhoto(
  content: LabelContent,
  condition: Condition,
  random: () => number,
  fonts: readonly string[] = usualFonts,
): Promise<Buffer> {
  const style = styleOf(condition, random, fonts)
  const label = labelSvg(content, style)
  if (condition === 'beside a garment') return beside(label, random)
  const margin = condition === 'full frame' ? 0 : 90 + random() * 130
  const width = Math.round(label.width + 2 * margin)
  const height = Math.round(label.height + 2 * margin)
  const tilt =
    condition === 'tilted 5°' ? (random() < 0.5 ? 5 : -5) : condition === 'full frame' ? 0 : (random() - 0.5) * 2
  const cloth = condition === 'full frame' ? style.paper : clothColor(random)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<defs><linearGradient id="sheen" x1="0" y1="0" x2="1" y2="0.4"><stop offset="0" stop-color="#fff" stop-opacity="0"/><stop offset=".45" stop-color="#fff" stop-opacity="${style.sheen}"/><stop offset=".7" stop-color="#000" stop-opacity="${style.sheen}"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient></defs>
<rect width="${width}" height="${height}" fill="${cloth}"/>
<g transform="rotate(${tilt} ${width / 2} ${height / 2}) translate(${margin} ${margin})">${label.body}</g></svg>`
  let photo = sharp(Buffer.from(svg)).flatten()
  if (condition.startsWith('rotated')) {
    photo = sharp(await photo.png().toBuffer()).rotate(Number(condition.slice(8, -1)))
  }
  if (condition === 'blurred') photo = photo.blur(style.print / 11)
  if (condition === 'small')
    photo = sharp(await photo.png().toBuffer()).resize({ width: Math.round(width * (13 / style.print)) })
  return await noisy(await photo.png().toBuffer(), condition === 'noisy' ? 60 : 12, random)
}

/** A garment with words printed on it, and nothing that is a label. */
export async function drawGraphicGarment(words: readonly string[], random: () => number): Promise<Buffer> {
  const garment = await drawGarment(
    {
      garment: 't-shirt',
      color: random() < 0.5 ? 'white' : 'navy',
      pattern: 'solid',
      backdrop: random() < 0.5 ? 'bed' : 'floor',
    },
    { seed: Math.floor(random() * 1e6) },
  )
  const font = usualFonts[Math.floor(random() * usualFonts.length)]
  const ink = random() < 0.5 ? '#c02020' : '#f0a020'
  const size = 60 + random() * 40
  const lines = words
    .map(
      (word, at) =>
        `<text x="450" y="${520 + at * size * 1.2}" font-family="${font}" font-size="${size}" font-weight="bold" fill="${ink}" text-anchor="middle">${escapeXml(word)}</text>`,
    )
    .join('')
  const print = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200">${lines}</svg>`)
  return await sharp(garment)
    .composite([{ input: print }])
    .jpeg({ quality: 88 })
    .toBuffer()
}

type Style = {
  font: string
  print: number
  paper: string
  ink: string
  align: 'start' | 'middle'
  sheen: number
}

const usualFonts = [
  'DejaVu Sans',
  'DejaVu Serif',
  'DejaVu Sans Condensed',
  'DejaVu Serif Condensed',
  'DejaVu Sans Mono',
]

function styleOf(condition: Condition, random: () => number, fonts: readonly string[]): Style {
  const dark = condition === 'inverse'
  return {
    font: fonts[Math.floor(random() * fonts.length)] as string,
    print: Math.round(24 + random() * 22),
    paper: dark
      ? (['#15161a', '#1d2740', '#43141c'][Math.floor(random() * 3)] as string)
      : (['#f7f4ec', '#ffffff', '#e6e2d8'][Math.floor(random() * 3)] as string),
    ink: dark ? '#ece6d6' : (['#1c1c1e', '#26314f', '#5a1820'][Math.floor(random() * 3)] as string),
    align: random() < 0.6 ? 'middle' : 'start',
    sheen: condition === 'satin' ? 0.35 : 0.04,
  }
}

function labelSvg({ lines }: LabelContent, { font, print, paper, ink, align, sheen }: Style) {
  const wide = font.includes('Mono') ? 0.64 : 0.74
  const width = Math.max(...lines.map(({ text, scale }) => text.length * scale * print * wide), print * 9) + print * 3
  let y = print * 1.2
  const texts = lines.map(({ text, scale, bold, gap }) => {
    y += print * (scale * 1.35)
    const line = `<text x="${align === 'middle' ? width / 2 : print * 1.5}" y="${y}" font-family="${font}" font-size="${scale * print}" font-weight="${bold === true ? 'bold' : 'normal'}" text-anchor="${align}" fill="${ink}">${escapeXml(text)}</text>`
    y += print * (gap ?? 0)
    return line
  })
  const height = y + print * 1.8
  const body = `<rect width="${width}" height="${height}" rx="5" fill="${paper}"/><path d="M6 ${print * 0.5} H${width - 6}" stroke="${ink}" stroke-opacity=".45" stroke-width="3" stroke-dasharray="10 7"/>${texts.join('')}${sheen > 0.1 ? `<rect width="${width}" height="${height}" fill="url(#sheen)"/>` : ''}`
  return { width, height, body, print }
}

async function beside(label: ReturnType<typeof labelSvg>, random: () => number): Promise<Buffer> {
  const colors = ['red', 'green', 'blue', 'black', 'gray', 'yellow'] as const
  const garment = await drawGarment(
    {
      garment: random() < 0.5 ? 'sweater' : 't-shirt',
      color: colors[Math.floor(random() * colors.length)] ?? 'red',
      pattern: random() < 0.7 ? 'solid' : 'striped',
      second: 'white',
      backdrop: (['floor', 'bed', 'wall'] as const)[Math.floor(random() * 3)] ?? 'bed',
    },
    { seed: Math.floor(random() * 1e6) },
  )
  // Print of 26 to 34 pixels on a photo of 1800 × 2400: a quarter of the width, as a hang tag beside a sweater.
  const scale = (26 + random() * 8) / label.print
  const tilt = (random() - 0.5) * 8
  const x = 120 + random() * 500
  const y = 150 + random() * 900
  const sewn = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="1800" height="2400"><g transform="translate(${x} ${y}) rotate(${tilt}) scale(${scale})">${label.body}</g></svg>`,
  )
  const photo = await sharp(garment)
    .resize(1800, 2400)
    .composite([{ input: sewn }])
    .png()
    .toBuffer()
  return await noisy(photo, 10, random)
}

function clothColor(random: () => number): string {
  return ['#3b4a6b', '#7a2530', '#30343a', '#8a8f96', '#6f7f5a', '#c9b79a'][Math.floor(random() * 6)] as string
}

/** The same photo with a sensor's noise, as JPEG. */
async function noisy(png: Buffer, spread: number, random: () => number): Promise<Buffer> {
  const { width, height } = await sharp(png).metadata()
  const side = Math.min(256, width, height)
  const tile = Buffer.alloc(side * side * 3)
  for (let at = 0; at < tile.length; at += 3) {
    const light = 128 + (random() + random() + random() - 1.5) * spread
    tile.fill(Math.max(0, Math.min(255, light)), at, at + 3)
  }
  return await sharp(png)
    .removeAlpha()
    .composite([{ input: tile, raw: { width: side, height: side, channels: 3 }, tile: true, blend: 'hard-light' }])
    .removeAlpha()
    .jpeg({ quality: 86 })
    .toBuffer()
}

function escapeXml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (character) => names[character] ?? character)
}

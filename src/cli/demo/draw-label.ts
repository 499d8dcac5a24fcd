import { createRandom } from '../../evals/statistics/create-random.ts'
import { type Fabric, fabricPattern } from './fabric.ts'
import { type PhotoOptions, photoOfSvg } from './photo-of-svg.ts'

export type LabelDrawing = {
  /** What the label is sewn to. */
  fabric: Fabric
  brand: string
  size: string
  /** Lines of material and origin, as printed: "60% COTTON". */
  lines: readonly string[]
}

/** A close-up of a sewn-in label: brand, size, materials and care signs, as JPEG bytes. Needs a font (see `has-font.ts`). */
export async function drawLabel(drawing: LabelDrawing, options: PhotoOptions): Promise<Buffer> {
  const random = createRandom(options.seed)
  const tilt = Math.round((random() - 0.5) * 60) / 10
  const text = (y: number, size: number, weight: string, words: string) =>
    `<text x="450" y="${y}" font-family="DejaVu Sans, Liberation Sans, Arial, sans-serif" font-size="${size}" font-weight="${weight}" text-anchor="middle" fill="#1c1c1e">${escapeXml(words)}</text>`
  const lines = drawing.lines.map((line, index) => text(700 + index * 58, 40, 'normal', line)).join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200" viewBox="0 0 900 1200">
<defs>${fabricPattern(drawing.fabric)}
<filter id="soft" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="14"/></filter>
<linearGradient id="light" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".2"/><stop offset="1" stop-color="#000" stop-opacity=".3"/></linearGradient></defs>
<rect width="900" height="1200" fill="url(#fabric)"/><rect width="900" height="1200" fill="url(#light)"/>
<g transform="rotate(${tilt} 450 600)">
<rect x="182" y="196" width="560" height="900" fill="#000" fill-opacity=".45" filter="url(#soft)"/>
<rect x="170" y="170" width="560" height="900" rx="6" fill="#f7f4ec"/>
<path d="M170 196 h560" stroke="#9c968a" stroke-width="4" stroke-dasharray="14 9"/>
${text(350, fitting(92, drawing.brand), 'bold', drawing.brand)}
<path d="M250 400 h400" stroke="#1c1c1e" stroke-width="4"/>
${text(570, fitting(140, drawing.size), 'bold', drawing.size)}
${lines}
${careSigns(1010)}
</g></svg>`
  return photoOfSvg(svg, options)
}

/** The letter height at which words fit the label's width of 560: bold capitals are up to 0.78 as wide as high. */
function fitting(heightMax: number, words: string): number {
  return Math.min(heightMax, Math.floor(510 / (0.78 * Math.max(words.length, 1))))
}

/** Washing at 30 degrees, no bleach, iron, no dryer: drawn, since fonts rarely hold the signs. */
function careSigns(y: number): string {
  const signs = [
    `<path d="M270 ${y - 40} l10 44 h60 l10 -44 M270 ${y - 30} q20 14 40 0 t40 0"/>`,
    `<path d="M425 ${y + 4} l34 -54 l34 54 Z M420 ${y + 8} l76 -62 M420 ${y - 54} l76 62"/>`,
    `<path d="M556 ${y + 4} h78 v-18 q-6 -26 -40 -26 h-14 M556 ${y + 4} q4 -30 78 -26"/>`,
  ]
  return `<g fill="none" stroke="#1c1c1e" stroke-width="5" stroke-linejoin="round">${signs.join('')}</g>`
}

function escapeXml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (character) => names[character] ?? character)
}

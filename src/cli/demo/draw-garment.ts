import { createRandom } from '../../evals/statistics/create-random.ts'
import { type BackdropKind, backdrop } from './backdrop.ts'
import { colorHex, type Fabric, fabricPattern } from './fabric.ts'
import { type Garment, type GarmentShape, garmentShapes } from './garment-shapes.ts'
import { type PhotoOptions, photoOfSvg } from './photo-of-svg.ts'

export type GarmentDrawing = Fabric & {
  garment: Garment
  backdrop?: BackdropKind
  /** A dark stain or a small tear, where a seller shows a flaw. */
  flaw?: 'stain' | 'hole'
}

/** A photo of a garment lying flat or hanging, as JPEG bytes: recognizable shape, fabric, soft light and folds. */
export async function drawGarment(drawing: GarmentDrawing, options: PhotoOptions): Promise<Buffer> {
  const random = createRandom(options.seed)
  const shape: GarmentShape = garmentShapes[drawing.garment]
  const tilt = (random() - 0.5) * 5
  const move = `translate(${round((random() - 0.5) * 30)} ${round((random() - 0.5) * 30)}) rotate(${round(tilt)} 450 600)`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1200" viewBox="0 0 900 1200">
<defs>
${fabricPattern(drawing)}
<clipPath id="cut"><path d="${shape.outline}"/></clipPath>
<filter id="soft" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="16"/></filter>
<linearGradient id="light" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".22"/><stop offset=".5" stop-color="#fff" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".24"/></linearGradient>
</defs>
${backdrop(drawing.backdrop ?? 'floor', random)}
<g transform="${move}" color="${colorHex[drawing.color]}">
<path d="${shape.outline}" transform="translate(14 20)" fill="#000" fill-opacity=".5" filter="url(#soft)"/>
<path d="${shape.outline}" fill="url(#fabric)"/>
<g clip-path="url(#cut)">${folds(random)}<rect width="900" height="1200" fill="url(#light)"/>${flaw(drawing.flaw, random)}</g>
<path d="${shape.seams}" fill="none" stroke="${seamColor(drawing)}" stroke-opacity=".5" stroke-width="4" stroke-linejoin="round"/>
<path d="${shape.outline}" fill="none" stroke="#000" stroke-opacity=".4" stroke-width="4" stroke-linejoin="round"/>
${shape.trim ?? ''}
</g></svg>`
  return photoOfSvg(svg, options)
}

/** Dark seams do not show on dark fabric. */
function seamColor(fabric: Fabric): string {
  return fabric.color === 'black' || fabric.color === 'navy' || fabric.color === 'brown' ? '#b9bcc4' : '#000'
}

/** Long soft lines, each a shadow with a light beside it; blurred as one group, since blurring is what takes the time. */
function folds(random: () => number): string {
  const lines = Array.from({ length: 9 }, () => {
    const x = 160 + random() * 580
    const y = 180 + random() * 620
    return `M${round(x)} ${round(y)} q${round((random() - 0.5) * 110)} ${round(90 + random() * 90)} ${round((random() - 0.5) * 150)} ${round(180 + random() * 190)}`
  }).join(' ')
  const stroke = (color: string, opacity: number, shift: number) =>
    `<path d="${lines}" transform="translate(${shift} 0)" stroke="${color}" stroke-opacity="${opacity}"/>`
  return `<g fill="none" stroke-width="22" stroke-linecap="round" filter="url(#soft)">${stroke('#000', 0.3, 0)}${stroke('#fff', 0.22, 26)}</g>`
}

function flaw(kind: GarmentDrawing['flaw'], random: () => number): string {
  if (kind === undefined) return ''
  const x = round(380 + random() * 120)
  const y = round(620 + random() * 120)
  if (kind === 'hole')
    return `<path d="M${x} ${y} l30 -14 l22 20 l-16 30 l-34 -6 Z" fill="#1b1613"/><path d="M${x} ${y} l-16 -18 M${x + 52} ${y + 6} l20 -10" stroke="#f1efe9" stroke-width="3"/>`
  return `<ellipse cx="${x}" cy="${y}" rx="52" ry="38" fill="#5b3a16" fill-opacity=".55"/><ellipse cx="${x + 34}" cy="${y + 28}" rx="22" ry="17" fill="#5b3a16" fill-opacity=".45"/>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/** What is printed on a drawn label, and what a careful person reads from it. */
export type LabelContent = {
  /** Lines as printed; `scale` is their height beside the small print. */
  lines: { text: string; scale: number; bold?: boolean; gap?: number }[]
  brand: string
  size: { system: string; label: string }
  /** Slugs of the shell with their percentages. */
  material: Record<string, number>
  lining: Record<string, number> | null
  origin: string | null
}

/** Invented labels, the same for the same draws: brands × sizes × compositions in five languages × layouts. */
export function labelContent(random: () => number): LabelContent {
  const [brand, printed] = pick(brands, random)
  const [size, sizeLines] = pick(sizes, random)
  const composition = pick(compositions, random)
  const origin = pick(origins, random)
  const care = pick(cares, random)
  const name = { text: printed, scale: 1.7 + random() * 1.6, bold: random() < 0.6, gap: 0.6 }
  const tag = sizeLines.map((text) => ({
    text,
    scale: text.length <= 8 ? 1.3 + random() : 1,
    bold: random() < 0.5,
    gap: 0.5,
  }))
  const print = composition.lines.map((text) => ({ text, scale: 1 }))
  const end = [...(origin === null ? [] : [origin[1]]), ...care].map((text) => ({ text, scale: 1, gap: 0.3 }))
  const lines = random() < 0.75 ? [name, ...tag, ...print, ...end] : [name, ...print, ...end, ...tag]
  return {
    lines,
    brand,
    size,
    material: composition.shell,
    lining: composition.lining ?? null,
    origin: origin?.[0] ?? null,
  }
}

function pick<T>(from: readonly T[], random: () => number): T {
  return from[Math.floor(random() * from.length)] as T
}

/** The name as the company writes it, and as it is woven. */
const brands: readonly (readonly [string, string])[] = [
  ['Zara', 'ZARA'],
  ['Mango', 'MANGO'],
  ["Levi's", "Levi's"],
  ['H&M', 'H&M'],
  ['Marks & Spencer', 'MARKS & SPENCER'],
  ['Massimo Dutti', 'Massimo Dutti'],
  ['Patagonia', 'patagonia'],
  ['The North Face', 'THE NORTH FACE'],
  ['Tommy Hilfiger', 'TOMMY HILFIGER'],
  ['Nike', 'NIKE'],
  ['adidas', 'adidas'],
  ['COS', 'COS'],
  ['Gap', 'GAP'],
  ['Next', 'NEXT'],
  ['Hugo Boss', 'HUGO BOSS'],
  ['Calvin Klein', 'Calvin Klein'],
  ['Woolrich', 'WOOLRICH'],
  ['Esprit', 'ESPRIT'],
  ['Benetton', 'BENETTON'],
  ['Desigual', 'Desigual'],
  ['Petit Bateau', 'PETIT BATEAU'],
  ['J.Crew', 'J.CREW'],
]

const sizes: readonly (readonly [LabelContent['size'], readonly string[]])[] = [
  ...['XS', 'S', 'M', 'L', 'XL', 'XXL'].map((label) => [{ system: 'alpha', label }, [label]] as const),
  ...['M', 'L', 'XL'].map((label) => [{ system: 'alpha', label }, [`SIZE ${label}`]] as const),
  [{ system: 'alpha', label: 'S/M' }, ['S/M']],
  [{ system: 'eu', label: '38' }, ['EU 38 UK 10 US 6']],
  [{ system: 'eu', label: '42' }, ['EUR 42', 'UK 14', 'US 10']],
  [{ system: 'uk', label: '12' }, ['UK 12 EUR 40 US 8']],
  [{ system: 'waist-inseam', label: 'W32 L34' }, ['W32 L34']],
  [{ system: 'waist-inseam', label: 'W29 L32' }, ['W 29 L 32']],
  [{ system: 'number', label: '40' }, ['40']],
  [{ system: 'number', label: '44' }, ['GR. 44']],
  [{ system: 'number', label: '38' }, ['TAILLE 38']],
  [{ system: 'kids', label: '8-9Y' }, ['8-9 YRS', '134 CM']],
  [{ system: 'kids', label: '5-6Y' }, ['5-6 YEARS 116 CM']],
  [{ system: 'baby', label: '12-18M' }, ['12-18 MONTHS']],
  [{ system: 'baby', label: '3-6M' }, ['3-6 M']],
  [{ system: 'one-size', label: 'OS' }, ['ONE SIZE']],
]

type Composition = { lines: readonly string[]; shell: Record<string, number>; lining?: Record<string, number> }
const compositions: readonly Composition[] = [
  { lines: ['100% COTTON'], shell: { cotton: 100 } },
  { lines: ['80% COTTON', '20% POLYESTER'], shell: { cotton: 80, polyester: 20 } },
  { lines: ['60% cotton 40% polyester'], shell: { cotton: 60, polyester: 40 } },
  { lines: ['100% Baumwolle'], shell: { cotton: 100 } },
  { lines: ['70% Wolle', '30% Polyamid'], shell: { wool: 70, nylon: 30 } },
  { lines: ['95% BAUMWOLLE', '5% ELASTHAN'], shell: { cotton: 95, elastane: 5 } },
  { lines: ['55% LIN', '45% COTON'], shell: { linen: 55, cotton: 45 } },
  { lines: ['100% SOIE'], shell: { silk: 100 } },
  { lines: ['COTONE 60%', 'LINO 40%'], shell: { cotton: 60, linen: 40 } },
  { lines: ['LANA 80% NYLON 20%'], shell: { wool: 80, nylon: 20 } },
  { lines: ['65% POLIESTER', '35% VISCOSA'], shell: { polyester: 65, viscose: 35 } },
  { lines: ['100% ALGODON'], shell: { cotton: 100 } },
  { lines: ['92% NYLON', '8% SPANDEX'], shell: { nylon: 92, elastane: 8 } },
  { lines: ['50% MERINO WOOL', '30% ACRYLIC', '20% CASHMERE'], shell: { merino: 50, acrylic: 30, cashmere: 20 } },
  {
    lines: ['SHELL: 100% WOOL', 'LINING: 100% VISCOSE'],
    shell: { wool: 100 },
    lining: { viscose: 100 },
  },
  {
    lines: ['OBERSTOFF: 75% BAUMWOLLE', '25% LEINEN', 'FUTTER: 100% POLYESTER'],
    shell: { cotton: 75, linen: 25 },
    lining: { polyester: 100 },
  },
  {
    lines: ['80% COTTON / COTON / BAUMWOLLE', '20% POLYAMIDE / POLYAMID'],
    shell: { cotton: 80, nylon: 20 },
  },
]

const origins: readonly (readonly [string, string] | null)[] = [
  ['portugal', 'MADE IN PORTUGAL'],
  ['italy', 'MADE IN ITALY'],
  ['china', 'MADE IN CHINA'],
  ['germany', 'Made in Germany'],
  null,
]

const cares: readonly (readonly string[])[] = [
  ['MACHINE WASH COLD', 'DO NOT BLEACH'],
  ['DRY CLEAN ONLY'],
  ['Hand wash', 'Do not tumble dry'],
  ['WASH AT 30°C WITH LIKE COLORS'],
  ['RN 54023 CA 17730'],
  [],
]

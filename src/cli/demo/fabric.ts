/** The 19 color families, as a camera indoors sees them. */
export const colorHex = {
  beige: '#d9c7a3',
  black: '#26262a',
  blue: '#2f6fc4',
  bronze: '#8f6a34',
  brown: '#6b432a',
  clear: '#e6eef0',
  gold: '#d0a53c',
  gray: '#8b8f94',
  green: '#2f7d4a',
  multicolor: '#c95b8f',
  navy: '#1f2c50',
  orange: '#e27a2c',
  pink: '#eb93b0',
  purple: '#6d4a9c',
  red: '#bf2a31',
  'rose-gold': '#d9a08f',
  silver: '#bcc1c6',
  white: '#f1f0ec',
  yellow: '#edc93e',
} as const
export type FabricColor = keyof typeof colorHex

type FabricPattern = 'solid' | 'striped' | 'plaid' | 'polka-dot' | 'floral'

export type Fabric = { color: FabricColor; pattern: FabricPattern; second?: FabricColor }

/** An SVG `<pattern id="fabric">` of the fabric, to fill an outline with. */
export function fabricPattern(fabric: Fabric): string {
  const ground = colorHex[fabric.color]
  const figure = colorHex[fabric.second ?? (fabric.color === 'white' ? 'navy' : 'white')]
  const { size, figures, turn } = drawn(fabric.pattern, figure)
  return `<pattern id="fabric" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(${turn})"><rect width="${size}" height="${size}" fill="${ground}"/>${figures}</pattern>`
}

function drawn(pattern: FabricPattern, figure: string): { size: number; figures: string; turn: number } {
  switch (pattern) {
    case 'solid':
      return { size: 40, figures: '', turn: 0 }
    case 'striped':
      return { size: 64, figures: `<rect y="10" width="64" height="26" fill="${figure}"/>`, turn: 0 }
    case 'plaid': {
      const band = (attributes: string, opacity: number) =>
        `<rect ${attributes} fill="${figure}" fill-opacity="${opacity}"/>`
      const wide = band('x="20" width="44" height="120"', 0.4) + band('y="20" width="120" height="44"', 0.4)
      const thin = band('x="92" width="8" height="120"', 0.8) + band('y="92" width="120" height="8"', 0.8)
      return { size: 120, figures: wide + thin, turn: 2 }
    }
    case 'polka-dot': {
      const dot = (x: number, y: number) => `<circle cx="${x}" cy="${y}" r="14" fill="${figure}"/>`
      return { size: 80, figures: dot(20, 20) + dot(60, 60), turn: 0 }
    }
    case 'floral':
      return { size: 130, figures: flower(36, 40, figure) + flower(98, 104, figure), turn: 14 }
  }
}

function flower(x: number, y: number, petal: string): string {
  const petals = [0, 72, 144, 216, 288].map(
    (angle) =>
      `<ellipse cx="${x}" cy="${y - 15}" rx="9" ry="14" fill="${petal}" transform="rotate(${angle} ${x} ${y})"/>`,
  )
  const leaf = `<ellipse cx="${x + 26}" cy="${y + 20}" rx="15" ry="6" fill="#3f7a4a" transform="rotate(38 ${x + 26} ${y + 20})"/>`
  return `${leaf}${petals.join('')}<circle cx="${x}" cy="${y}" r="7" fill="#e7b93a"/>`
}

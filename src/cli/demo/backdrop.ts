export type BackdropKind = 'floor' | 'bed' | 'wall'

/** What the garment lies on or hangs before, filling 900 × 1200. Hues stay away from strong colors of garments. */
export function backdrop(kind: BackdropKind, random: () => number): string {
  const drawn = { floor, bed, wall }[kind](random)
  return `${drawn}<radialGradient id="vignette" cx=".45" cy=".4" r=".85"><stop offset=".55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".34"/></radialGradient><rect width="900" height="1200" fill="url(#vignette)"/>`
}

function floor(random: () => number): string {
  const planks = Array.from({ length: 7 }, (_, place) => {
    const x = place * 130 - 5
    const lightness = Math.round(58 + random() * 9)
    const grain = Array.from({ length: 4 }, () => {
      const at = Math.round(x + 12 + random() * 106)
      return `<path d="M${at} 0 Q${at + 8} 400 ${at - 6} 800 T${at + 4} 1200" fill="none" stroke="#5a3d22" stroke-opacity=".16" stroke-width="3"/>`
    })
    return `<rect x="${x}" width="130" height="1200" fill="hsl(30 26% ${lightness}%)"/>${grain.join('')}<rect x="${x}" width="4" height="1200" fill="#3a2817" fill-opacity=".5"/>`
  })
  return planks.join('')
}

function bed(random: () => number): string {
  const creases = Array.from({ length: 12 }, () => {
    const y = Math.round(random() * 1200)
    const bend = Math.round((random() - 0.5) * 240)
    return `<path d="M-20 ${y} Q450 ${y + bend} 920 ${y + Math.round(bend / 3)}" fill="none" stroke="#7c828c" stroke-opacity=".28" stroke-width="${Math.round(10 + random() * 20)}"/>`
  })
  return `<rect width="900" height="1200" fill="#d4d6da"/><g filter="url(#soft)">${creases.join('')}</g>`
}

function wall(): string {
  const hanger = `<path d="M450 40 q36 0 36 34 q0 24 -36 40 v36 L250 236 M450 150 L650 236" fill="none" stroke="#4a3423" stroke-width="14" stroke-linecap="round"/>`
  return `<linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#d9d3c6"/><stop offset="1" stop-color="#b9b1a1"/></linearGradient><rect width="900" height="1200" fill="url(#wall)"/><rect y="1120" width="900" height="80" fill="#8a8377"/>${hanger}`
}

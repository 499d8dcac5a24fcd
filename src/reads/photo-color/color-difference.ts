import type { Lab } from './cielab.ts'

/** How different two colors look: CIEDE2000 (after Sharma, Wu and Dalal, 2005). About 1 is just noticeable side by side. */
export function colorDifference(one: Lab, other: Lab): number {
  const [light1, a1, b1] = one
  const [light2, a2, b2] = other
  const stretch = 1 + 0.5 * (1 - saturation((length(a1, b1) + length(a2, b2)) / 2))
  const chroma1 = length(a1 * stretch, b1)
  const chroma2 = length(a2 * stretch, b2)
  const hue1 = hueOf(a1 * stretch, b1)
  const hue2 = hueOf(a2 * stretch, b2)
  const colorless = chroma1 * chroma2 === 0
  const turn = colorless ? 0 : ((hue2 - hue1 + 540) % 360) - 180
  const hue = colorless ? hue1 + hue2 : (hue1 + turn / 2 + 360) % 360
  const light = (light1 + light2) / 2
  const chroma = (chroma1 + chroma2) / 2
  const byHue =
    1 - 0.17 * cosine(hue - 30) + 0.24 * cosine(2 * hue) + 0.32 * cosine(3 * hue + 6) - 0.2 * cosine(4 * hue - 63)
  const fromMiddle = (light - 50) ** 2
  const lightPart = (light2 - light1) / (1 + (0.015 * fromMiddle) / Math.sqrt(20 + fromMiddle))
  const chromaPart = (chroma2 - chroma1) / (1 + 0.045 * chroma)
  const huePart = (2 * Math.sqrt(chroma1 * chroma2) * Math.sin((turn / 2) * degree)) / (1 + 0.015 * chroma * byHue)
  const rotation = -2 * saturation(chroma) * Math.sin(60 * degree * Math.exp(-(((hue - 275) / 25) ** 2)))
  return Math.sqrt(lightPart ** 2 + chromaPart ** 2 + huePart ** 2 + rotation * chromaPart * huePart)
}

const degree = Math.PI / 180

/** Not Math.hypot: its care for huge numbers takes two to three times as long (measured), 20,000 times a photo. */
function length(a: number, b: number): number {
  return Math.sqrt(a * a + b * b)
}

function cosine(degrees: number): number {
  return Math.cos(degrees * degree)
}

function hueOf(a: number, b: number): number {
  return a === 0 && b === 0 ? 0 : (Math.atan2(b, a) / degree + 360) % 360
}

/** √(c⁷ / (c⁷ + 25⁷)): how far a color is from gray, as the formula wants it. */
function saturation(chroma: number): number {
  const cube = chroma * chroma * chroma
  const seventh = cube * cube * chroma
  return Math.sqrt(seventh / (seventh + 6_103_515_625))
}

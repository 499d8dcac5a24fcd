/** A color in OKLab (Björn Ottosson, 2020): L from 0 to 1; equal distances look about equally different. */
export type Lab = readonly [number, number, number]

/** From sRGB bytes. */
export function oklab(red: number, green: number, blue: number): Lab {
  const r = linear[red] ?? 0
  const g = linear[green] ?? 0
  const b = linear[blue] ?? 0
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

export function distance(one: Lab, other: Lab): number {
  const light = one[0] - other[0]
  const a = one[1] - other[1]
  const b = one[2] - other[2]
  // Not Math.hypot: its care for huge numbers takes two to three times as long (measured), 200,000 times a photo.
  return Math.sqrt(light * light + a * a + b * b)
}

const linear = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

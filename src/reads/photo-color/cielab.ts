/** A color in CIELAB under daylight (D65): lightness 0 to 100, green to red, blue to yellow. */
export type Lab = readonly [number, number, number]

/** From sRGB bytes. */
export function cielab(red: number, green: number, blue: number): Lab {
  const r = linear[red] ?? 0
  const g = linear[green] ?? 0
  const b = linear[blue] ?? 0
  const x = response((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = response(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = response((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

function response(part: number): number {
  return part > 216 / 24_389 ? Math.cbrt(part) : ((24_389 / 27) * part + 16) / 116
}

const linear = Float64Array.from({ length: 256 }, (_, byte) => {
  const value = byte / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

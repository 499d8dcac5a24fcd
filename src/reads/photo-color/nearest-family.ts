import { distance, type Lab, oklab } from './oklab.ts'

/** The color family whose nearest shade looks most like the color. Metal and clear are looks of a surface, not told here. */
export function nearestFamily(color: Lab): string {
  let best = ''
  let least = Number.POSITIVE_INFINITY
  for (const { family, lab } of shades) {
    const apart = distance(color, lab)
    if (apart < least) {
      least = apart
      best = family
    }
  }
  return best
}

/** A few shades of each family, as cloth looks in indoor light: white in the shade is a light gray, black shines a little. */
const shadesOf: Readonly<Record<string, string>> = {
  black: '0b0b0d 1a1a1c 28282b 201c1c 1c2022',
  gray: '4a4a4b 666667 808081 9a9a9b b0b0b1 5e5c5a',
  white: 'ffffff f2f2f2 e4e5e8 d5d7db eef0f4 c9ccd2 f3efe6 e3dfd8',
  navy: '10162f 1a2344 232c4d 2a3350 1b2636 2c323e',
  blue: '2f4f8f 3f6fc0 5b8fd6 8fb4e0 4a6a8a 6f8fae b5cde6 1f7f8f 40b0c0 3a5273 8aa3bd 20508c 66717f 8b97a5 4f5966',
  beige: 'e8dcc4 d8c7a8 c8b08c f0e8da cbbfae ddd2c0 b9a78c',
  brown: '3a2417 5a3a24 7a5134 8f6a48 4a3a30 a07a55 6a5644',
  red: '8a1220 b01828 d42a2a 5a0f1c 7a1f2a c23a40',
  orange: 'd9641e f08a3c c4552a f4a870 b5502a',
  yellow: 'f2d13c e0b02c f7e68c c99a2a e8c860',
  green: '1f3a26 2f6a3c 5a8f4a 6b7048 4a4f33 9fc08a a8c8b0 2f7a68 7f8a60 35452f',
  purple: '4a2a6a 7a4fa0 a98bc8 5a2a4a c8b0dc 6a5a80',
  pink: 'f0b8c4 e07a9a d43a7a f4d4d8 c98a92 e89a90 d8a8ac',
}

const shades = Object.entries(shadesOf).flatMap(([family, list]) =>
  list.split(' ').map((hex) => {
    const byte = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
    return { family, lab: oklab(byte(0), byte(2), byte(4)) }
  }),
)

import sharp from 'sharp'

/**
 * A picture of 2,400 × 1,800 with words that show only once it is made smaller: at full size there is a checkerboard alone, whose
 * squares of one pixel cross the middle gray just as often where a letter is. Made smaller, the squares melt together and
 * leave the shade that they have in common. A PNG: JPEG would melt some of it by itself.
 */
export async function photoWithHiddenText(lines: readonly string[]): Promise<Buffer> {
  const [width, height] = [2_400, 1_800]
  const letters = await printed(lines, width, height).grayscale().raw().toBuffer()
  const pixels = Buffer.alloc(width * height)
  for (let at = 0; at < pixels.length; at += 1) {
    const isOdd = (Math.floor(at / width) + (at % width)) % 2 === 1
    const shade = (letters[at] ?? 255) < 128 ? middle - deeper : middle
    pixels[at] = shade + (isOdd ? contrast : -contrast)
  }
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
}

/** A picture with these words in plain sight, as JPEG. */
export async function photoWithPlainText(lines: readonly string[]): Promise<Buffer> {
  return printed(lines, 1_200, 900).jpeg().toBuffer()
}

const middle = 128
const contrast = 100
/** Far less than the contrast: a threshold finds nothing at full size. */
const deeper = 36

function printed(lines: readonly string[], width: number, height: number) {
  const size = height / 12
  const texts = lines.map((line, at) => `<text x="${width / 20}" y="${height / 3 + at * size * 1.7}">${line}</text>`)
  const style = `font-family="DejaVu Sans" font-size="${size}" font-weight="bold"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/><g ${style}>${texts.join('')}</g></svg>`
  return sharp(Buffer.from(svg)).flatten()
}

import type { ImageRule } from '../profiles/profile.ts'

export type ImageSize = { width: number; height: number }

/**
 * The size to send so that the server scales nothing: the photo as it is where it fits, else scaled down, with its shape
 * kept, until it does. Never larger than it was.
 */
export function fitImage(size: ImageSize, rule: ImageRule): ImageSize {
  if (rule.kind === 'flat') return scaled(size, Math.min(1, rule.side / Math.max(size.width, size.height)))
  const longest = rule.longestSide ?? Number.POSITIVE_INFINITY
  let scale = Math.min(1, longest / Math.max(size.width, size.height))
  if (rule.kind === 'tiles') return scaled(size, Math.min(scale, rule.shortestSide / Math.min(size.width, size.height)))
  // By area first; then smaller in steps of one patch, because a patch that is begun counts whole.
  const area = size.width * size.height
  scale = Math.min(scale, Math.sqrt((rule.budget * rule.side ** 2) / area))
  let fitted = scaled(size, scale)
  while (patches(fitted, rule.side) > rule.budget) {
    const longer = Math.max(fitted.width, fitted.height)
    scale *= (longer - 1) / longer
    fitted = scaled(size, scale)
  }
  return fitted
}

function scaled({ width, height }: ImageSize, scale: number): ImageSize {
  if (scale >= 1) return { width, height }
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
}

function patches({ width, height }: ImageSize, side: number): number {
  return Math.ceil(width / side) * Math.ceil(height / side)
}

import type { PhotoHeader } from './inspect-photo.ts'

export type Size = { width: number; height: number }

/** How a photo is decoded, and the sizes of what is made of it. */
export type PhotoPlan = {
  decoder: 'sharp' | 'heic'
  model: Size
  thumb: Size
}

/** Decides everything about a photo from its header; nothing is enlarged, and no side becomes nothing. */
export function planPhoto(header: PhotoHeader, limits: { modelSide: number; thumbSide: number }): PhotoPlan {
  return {
    decoder: header.mediaType === 'image/heic' ? 'heic' : 'sharp',
    model: within(header, limits.modelSide),
    thumb: within(header, limits.thumbSide),
  }
}

function within({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

import type { ImageRule } from '../profiles/profile.ts'
import { fitImage, type ImageSize } from './fit-image.ts'

/** What one photo costs in tokens, after the scaling that the server does itself. */
export function imageTokens(size: ImageSize, rule: ImageRule): number {
  if (rule.kind === 'flat') return rule.tokens
  const { width, height } = fitImage(size, rule)
  const squares = Math.ceil(width / rule.side) * Math.ceil(height / rule.side)
  if (rule.kind === 'tiles') return rule.base + squares * rule.each
  return Math.max(rule.least ?? 0, Math.ceil(Math.min(squares, rule.budget) * rule.factor))
}

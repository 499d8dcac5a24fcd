import type { Claim } from '../../domain/claim.ts'
import { findSizes, type SizeMention } from './find-sizes.ts'
import { quoteSpan, type Reading } from './reading.ts'
import type { SizeContext } from './size-values.ts'

/**
 * The tag's size: a correction, else the one said to be on the tag, else the surest, else the first. None where the words
 * name several sizes of one kind for several pieces.
 */
export function readSize(reading: Reading, context: SizeContext): Claim[] {
  const mentions = findSizes(reading, context)
  const standing = mentions.filter(({ role }) => role === 'stated' || role === 'tag' || role === 'correction')
  if (isMixed(reading.text, mentions)) return []
  const best = corrected(standing) ?? standing.find(({ role }) => role === 'tag') ?? surest(standing)
  if (best === undefined) return []
  const others = standing.filter(
    (mention) => mention.value.system === best.value.system && mention.value.label !== best.value.label,
  )
  return [
    {
      attribute: 'size',
      value: best.value,
      label: best.value.label,
      status: 'stated',
      confidence: others.length > 0 && best.role === 'stated' ? best.confidence * 0.8 : best.confidence,
      evidence: [quoteSpan(reading, best.start, best.end)],
    },
  ]
}

/** What is said after "actually" or "sorry", where something else was said before it. */
function corrected(mentions: readonly SizeMention[]): SizeMention | undefined {
  return mentions.findLast(({ role }, index) => role === 'correction' && index > 0)
}

function surest(mentions: readonly SizeMention[]): SizeMention | undefined {
  return (
    mentions.find((mention) => mention.confidence >= 0.85) ??
    [...mentions].sort((a, b) => b.confidence - a.confidence)[0]
  )
}

/** "Sizes S, M and L", "top M, bottom S", a lot with two sizes. */
function isMixed(text: string, mentions: readonly SizeMention[]): boolean {
  const stated = mentions.filter(({ role, confidence }) => role === 'stated' && confidence >= 0.7)
  const kinds = Map.groupBy(stated, ({ value }) => value.system)
  const several = [...kinds.values()].some((group) => new Set(group.map(({ value }) => value.label)).size > 1)
  // "Sizes 8, 10 and 12", "0-3 and 3-6 months": the others are no more than numbers.
  const listed = stated.some(
    ({ start, end }) =>
      listAfter.test(text.slice(end, end + 40)) || listBefore.test(text.slice(Math.max(0, start - 24), start)),
  )
  if (listed && manyPieces.test(text)) return true
  if (!several) return false
  const joined = stated.some((mention, index) => {
    const next = stated[index + 1]
    const same =
      next !== undefined && next.value.system === mention.value.system && next.value.label !== mention.value.label
    return (
      same &&
      /^\s*(?:and|&|und|et|y|e|\+)\s*(?:(?:one|a|the|size|eine?|une?|una?)\s)*$/iu.test(
        text.slice(mention.end, next.start),
      )
    )
  })
  return joined || manyPieces.test(text) || twoParts.test(text) || aboveAndBelow.test(text)
}

const one = '(?:size\\s|age\\s)?(?:\\d{1,3}(?:[-/]\\d{1,3})?|X{0,3}[SML])'
const listAfter = new RegExp(
  `^(?:,\\s?${one})*,?\\s?(?:and|&|und|et|y|e|\\+)\\s${one}(?![\\p{L}\\p{N}%€£$]|[.,]\\d|\\s?(?:cm|€|%))`,
  'u',
)
const listBefore = new RegExp(`(?<![\\p{L}\\p{N}.,])${one}\\s(?:and|&|und|et|y|e)\\s$`, 'u')
const manyPieces =
  /(?<!\p{L})(?:lot|bundle|job ?lot|joblot|konvolut|paket|kleiderpaket|lote|lotto|stock|multi-?pack|\d ?(?:er)?[- ]?pack|sizes|größen|tailles|tallas|taglie|pieces|teile|pièces|prendas|capi|vêtements|articles|artículos|pairs|assorted|various|mixed|gemischt|(?:one|1) ?x? (?:is |in |size )?(?:X{0,3}[SML]))(?!\p{L})/iu
const aboveAndBelow =
  /(?<!\p{L})(?:arriba[^.\n]{0,30}abajo|sopra[^.\n]{0,30}sotto|oben[^.\n]{0,30}unten|haut[^.\n]{0,30}bas|top[^.\n]{0,30}bottoms?)(?!\p{L})/iu
const twoParts =
  /(?<!\p{L})(?:top|jacket|blazer|bra|oberteil|jacke|sakko|haut|veste|parte de arriba|chaqueta|sopra|giacca)(?: is| ist|:|\s)[^.\n]{0,20}(?<!\p{L})(?:bottoms?|pants|trousers|skirt|briefs?|unterteil|hose|rock|höschen|bas|pantalon|jupe|culotte|parte de abajo|pantalón|falda|braguita|sotto|pantaloni|gonna|slip)(?!\p{L})/iu

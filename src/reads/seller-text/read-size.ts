import type { Claim } from '../../domain/claim.ts'
import { findSizes, type SizeMention } from './find-sizes.ts'
import { quoteSpan, type Reading } from './reading.ts'
import type { SizeContext } from './size-values.ts'

/** The tag's size: the one said to be on the tag where several are stated, else the surest, else the first. */
export function readSize(reading: Reading, context: SizeContext): Claim[] {
  const mentions = findSizes(reading, context)
  const best = mentions.find((mention) => isOnTag(reading.text, mention)) ?? surest(mentions)
  if (best === undefined) return []
  const others = mentions.filter((mention) => mention.value.label !== best.value.label && mention.confidence >= 0.8)
  return [
    {
      attribute: 'size',
      value: best.value,
      label: best.value.label,
      status: 'stated',
      confidence: others.length > 0 ? best.confidence * 0.8 : best.confidence,
      evidence: [quoteSpan(reading, best.start, best.end)],
    },
  ]
}

function surest(mentions: readonly SizeMention[]): SizeMention | undefined {
  return (
    mentions.find((mention) => mention.confidence >= 0.9) ??
    [...mentions].sort((a, b) => b.confidence - a.confidence)[0]
  )
}

function isOnTag(text: string, { start, end }: SizeMention): boolean {
  const before = text.slice(Math.max(0, start - 32), start)
  const after = text.slice(end, end + 14)
  return (
    /\b(?:tag|label|labell?ed|tagged|marked|etikett|schild|étiquette|etiqueta|etichetta)\b[^.;!?\n]*$/i.test(before) ||
    /^\s?(?:on|auf dem|sur|en la|sull)\s?(?:the )?['’]?(?:tag|label|etikett|l['’]étiquette|etiqueta|etichetta)/i.test(
      after,
    )
  )
}

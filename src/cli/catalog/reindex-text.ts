import { printable } from '../printable.ts'
import type { ReindexStatus, ShownReindex } from './reindex-client.ts'

/** What it is at, in a few words: `copying, 1200 of about 9000 items are in`. */
export function phaseText({ kind, phase, plan, copied, progress, mending }: ShownReindex): string {
  switch (phase) {
    case 'starting':
      return kind === 'rollback' ? 'opening the collection before' : 'making a new collection'
    case 'copying':
      if (mending) return `comparing ${Math.round(progress * 100)} % of the items, ${copied} brought up to date`
      return `copying, ${Math.round(progress * (plan?.rows ?? 0))} of about ${plan?.rows ?? 0} items are in`
    case 'verifying':
      return 'verifying'
    case 'switching':
      return 'switching'
    case 'canceling':
      return 'clearing away'
    case 'done':
    case 'canceled':
    case 'failed':
      return phase
  }
}

/** The state of the last reindex for a person, and what can be done next. */
export function reindexText({ reindex, space }: ReindexStatus): string {
  if (reindex === null) return 'The catalog was never reindexed.'
  const { kind, plan, phase, standstill, problem, startedAt } = reindex
  const what = kind === 'rollback' ? 'Rollback' : 'Reindex'
  const from = plan === null ? '' : ` from ${plan.fromSpace ?? 'an unknown embedding'} to ${plan.space}`
  const lines = [`${what}${from}, begun ${startedAt.slice(0, 16).replace('T', ' ')}: ${phaseText(reindex)}`]
  if (reindex.report !== null) lines.push(reportText(reindex.report))
  if (problem !== null) lines.push(`Why: ${printable(problem.reason, 500)}`)
  if (standstill !== null)
    lines.push(
      `It stands still: ${printable(standstill.reason, 500)}`,
      `Once that is mended: \`${again(reindex)}\` goes on, \`hangtag catalog reindex --cancel\` gives it up.`,
    )
  if (phase === 'done') lines.push(...doneText(reindex, space))
  if (phase === 'failed') lines.push('Nothing was switched: searches go on in the collection as it was.')
  return lines.join('\n')
}

/** How it is gone on with, in the words in which it was asked for. */
function again({ kind, embedding }: ShownReindex): string {
  if (kind === 'rollback') return 'hangtag catalog reindex --rollback'
  return `hangtag catalog reindex${embedding === 'auto' ? '' : ` --embedding ${embedding}`}`
}

function reportText({ rows, sampled, sound, compared, recall }: NonNullable<ShownReindex['report']>): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  return (
    `Verified: ${rows.to} of ${rows.from} items; ${percent(sound)} of ${sampled} random ones as they should be; ` +
    `recall ${percent(recall)} against brute force over ${compared}`
  )
}

function doneText({ plan }: ShownReindex, space: ReindexStatus['space']): string[] {
  if (plan === null) return []
  const lines = [
    `Searches are in ${plan.to} (${plan.space}) now. ${plan.from} stays until the next reindex: \`hangtag catalog reindex --rollback\` goes back to it.`,
  ]
  if (space !== null && space.recorded === plan.space && space.configured !== plan.space)
    lines.push(
      `The settings ask for ${space.configured}, so listings are digitized without neighbors: set EMBEDDINGS=auto, or ` +
        'the kind of the new one, and start again.',
    )
  return lines
}

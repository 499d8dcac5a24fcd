import pc from 'picocolors'
import type { ListingRecord } from '../domain/record.ts'
import { describeField } from './describe-field.ts'
import { printable } from './printable.ts'
import { textTable } from './text-table.ts'

/** A listing for a person at a terminal of `width` columns: every field, where it was seen, what conflicts, what to look at. */
export function recordTable(record: ListingRecord, width: number): string {
  const fields = Object.entries(record.fields).map(([name, field]) => ({ name, field, ...describeField(field) }))
  const shown = fields.filter(({ field, conflicts }) => field.value !== null || conflicts.length > 0)
  const rows = shown.map(({ name, value, sure, seen, conflicts }) => [
    name,
    pc.bold(value),
    sure,
    [...seen, ...conflicts.map((conflict) => pc.yellow(`but ${conflict}`))].join('\n'),
  ])
  const columns = [
    { head: 'field', width: 13 },
    { head: 'value', width: { share: 2 } },
    { head: 'how sure', width: 15 },
    { head: 'seen in', width: { share: 3 } },
  ]
  const blank = (status: string) => fields.filter((each) => each.field.status === status && !shown.includes(each))
  const notes = [
    ['unknown', blank('unknown').map(({ name }) => name)],
    ['does not apply', blank('not-applicable').map(({ name }) => name)],
    ...notesOf(record),
  ] satisfies [string, string[]][]
  return [
    `${pc.bold(record.listingId)}  ${record.state}`,
    ...(rows.length === 0 ? [] : ['', textTable(columns, rows, width)]),
    '',
    ...notes.filter(([, items]) => items.length > 0).map(([head, items]) => noteLine(head, items, width)),
  ].join('\n')
}

function notesOf(record: ListingRecord): [string, string[]][] {
  const { review, provenance, problem, photos } = record
  const rejected = photos.filter(({ state }) => state === 'rejected')
  return [
    ['title', [record.copy.title?.text ?? ''].filter(Boolean)],
    ['to check', review.reasons],
    ['photo to add', review.missingShots],
    ['rejected', rejected.map(({ index, code }) => `photo ${index + 1} (${code})`)],
    ['done without', provenance.degraded.map((part) => withReason(part, provenance.reads))],
    ['problem', problem === null ? [] : [String(problem.detail ?? problem.title ?? problem.code)]],
  ]
}

/** What a draft was made without, and why where its read says so: that a budget is spent is nothing to look for in a log. */
function withReason(part: string, reads: ListingRecord['provenance']['reads']): string {
  const reason = reads.find(({ read, reason }) => read.startsWith(part) && reason !== undefined)?.reason
  return reason === undefined ? part : `${part} (${reason.replace(/\.$/, '')})`
}

const headWidth = 15

function noteLine(head: string, items: readonly string[], width: number): string {
  const room = Math.max(width - headWidth, 20)
  const lines: string[] = []
  for (const word of printable(items.join(', ')).split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > room) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return `${pc.dim(head.padEnd(headWidth))}${lines.join(`\n${' '.repeat(headWidth)}`)}`
}

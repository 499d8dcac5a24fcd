import pc from 'picocolors'
import { describeField } from '../describe-field.ts'
import { printable } from '../printable.ts'
import { textTable } from '../text-table.ts'
import type { SentSample } from './send-samples.ts'

const fieldsShown = ['category', 'brand', 'size', 'color', 'material', 'condition', 'flaws', 'quantity']

/** What came out of the samples: a block each, the words that came in above the fields that came out of them. */
export function samplesTable(sent: readonly SentSample[], width: number): string {
  return sent.map((each) => block(each, width)).join('\n\n')
}

const columns = [
  { head: '', width: 10 },
  { head: '', width: { share: 2 } },
  { head: '', width: 15 },
  { head: '', width: { share: 3 } },
]

function block({ sample, record }: SentSample, width: number): string {
  const rows = fieldsShown.flatMap((name) => {
    const field = record.fields[name]
    if (field === undefined || (field.value === null && field.conflicts.length === 0)) return []
    const { value, sure, seen, conflicts } = describeField(field)
    return [
      [pc.dim(name), value, sure, [...seen, ...conflicts.map((conflict) => pc.yellow(`but ${conflict}`))].join('\n')],
    ]
  })
  const neighbors = record.provenance.neighbors.length
  const rejected = record.photos.filter(({ state }) => state === 'rejected')
  const notes = [
    `${record.photos.length} ${record.photos.length === 1 ? 'photo' : 'photos'}, ${neighbors} neighbors`,
    ...rejected.map(({ index, code }) => pc.yellow(`photo ${index + 1} rejected: ${code}`)),
    ...(record.review.reasons.length === 0 ? [] : [`to check: ${record.review.reasons.join('; ')}`]),
  ]
  return [
    `${pc.bold(sample.id)}  ${record.state}  ${pc.dim(notes.join(' · '))}`,
    pc.italic(`“${printable(sample.text, Math.max(40, width * 2 - 10))}”`),
    ...(rows.length === 0 ? [] : [textTable(columns, rows, width)]),
  ].join('\n')
}

import pc from 'picocolors'
import type { CalibrationReport } from '../evals/calibrate.ts'
import type { Reliability } from '../evals/reliability.ts'
import { textTable } from './text-table.ts'

/** What a calibration does, for a person at a terminal: by field, by confidence, and what can be accepted unseen. */
export function calibrationReport(report: CalibrationReport, width: number): string {
  const { listings, rows, parts } = report
  const bins = (['value', 'blank'] as const).flatMap((part) => {
    const calibrated = parts[part]?.calibrated
    return calibrated === undefined ? [] : [pc.bold(`Calibrated confidence of ${part}s`), binTable(calibrated, width)]
  })
  return [
    pc.bold(`${rows} labeled fields of ${listings} listings; raw → calibrated, out of fold`),
    fieldTable(report, width),
    pc.dim('model: its own, that of its kind, that of all, or none (raw)'),
    ...bins,
    pc.bold('Confidence from which on values can be accepted unseen'),
    thresholdTable(report, width),
    pc.dim('by the lower bound of the share right (one-sided, 95 %)'),
  ].join('\n\n')
}

function fieldTable({ parts, fields }: CalibrationReport, width: number): string {
  const columns = [
    { head: 'field', width: 20 },
    { head: 'model', width: 5 },
    { head: 'rows'.padStart(5), width: 5 },
    { head: 'right'.padStart(5), width: 5 },
    ...['ECE', 'Brier', 'AUROC'].map((head) => ({ head, width: 11 })),
  ]
  const row = (
    name: string,
    model: string,
    { raw, calibrated }: (typeof fields)[number] | NonNullable<typeof parts.value>,
  ) => [
    name,
    model,
    String(raw.rows).padStart(5),
    share(raw.rightShare).padStart(5),
    ...(['ece', 'brier', 'auroc'] as const).map((figure) => change(raw, calibrated, figure)),
  ]
  const sums = [
    ...(parts.value === undefined ? [] : [row('all values', '', parts.value)]),
    ...(parts.blank === undefined ? [] : [row('all blanks', '', parts.blank)]),
  ]
  const each = fields.map((field) =>
    row(`${field.field}${field.part === 'blank' ? ', blank' : ''}`, field.model, field),
  )
  return textTable(columns, [...sums, ...each], width)
}

function binTable({ bins }: Reliability, width: number): string {
  const columns = ['confidence', 'rows', 'mean', 'right', '95 %'].map((head) => ({ head, width: 11 }))
  const rows = bins.map(({ from, to, meanConfidence, right }) => [
    `${share(from)}–${share(to)}`,
    String(right.of),
    share(meanConfidence),
    share(right.share),
    `${share(right.low)}–${share(right.high)}`,
  ])
  return textTable(columns, rows, width)
}

function thresholdTable({ thresholds }: CalibrationReport, width: number): string {
  const targets = [...new Set(thresholds.map(({ target }) => target))]
  const columns = [
    { head: 'field', width: 14 },
    ...targets.map((target) => ({ head: `${Math.round(target * 100)} % right`, width: { share: 1 } })),
  ]
  const rows = [...Map.groupBy(thresholds, ({ field }) => field)].map(([field, group]) => [
    field ?? 'all fields',
    ...group.map(({ threshold }) =>
      threshold === null
        ? 'none reaches it'
        : `from ${share(threshold.confidence)}: ${threshold.right.of} of ${threshold.of} values`,
    ),
  ])
  return textTable(columns, rows, width)
}

function change(before: Reliability, after: Reliability, figure: 'ece' | 'brier' | 'auroc'): string {
  const text = (value: number | null) => (value === null ? '–' : share(value))
  return `${text(before[figure])} → ${text(after[figure])}`
}

/** `.943`, `1`: a share in few columns. */
function share(value: number): string {
  return value === 0 || value === 1 ? String(value) : value.toFixed(3).replace(/^0/, '')
}

import { MultiBar, Presets } from 'cli-progress'

export type ImportCounts = {
  /** Rows or, where several rows are one item, items. */
  read: number
  written: number
  unchanged: number
  /** Items whose id came again in the same file: the last one stands. */
  replaced: number
  rejected: number
  /** Items of batches that the index gave up. */
  failed: number
}

export type ImportProgress = {
  /** `share`: how much of the file was read, from 0 to 1. */
  advance(share: number | null, counts: ImportCounts): void
  report(text: string): void
  stop(): void
}

const steps = 1_000
const sayEveryMs = 10_000

/** On a terminal a bar over the file; else, or where its length is not known, a line now and then. */
export function importProgress(hasShare: boolean, stream: NodeJS.WriteStream = process.stderr): ImportProgress {
  return stream.isTTY && hasShare ? bar(stream) : plainLines(stream)
}

/** `12 read, 8 written, 3 unchanged, 1 replaced within the file, 0 rejected`. */
export function countsText({ read, written, unchanged, replaced, rejected, failed }: ImportCounts): string {
  const parts = [`${read} read`, `${written} written`, `${unchanged} unchanged`]
  parts.push(`${replaced} replaced within the file`, `${rejected} rejected`)
  if (failed > 0) parts.push(`${failed} in batches that the index gave up`)
  return parts.join(', ')
}

function bar(stream: NodeJS.WriteStream): ImportProgress {
  const format = '{bar} {percentage}% | {counts}'
  // Signals are the command's own to hear.
  const bars = new MultiBar({ stream, format, gracefulExit: false, clearOnComplete: true }, Presets.shades_classic)
  const one = bars.create(steps, 0, { counts: '' })
  return {
    advance: (share, counts) => one.update(Math.round((share ?? 0) * steps), { counts: countsText(counts) }),
    report: (text) => bars.log(`${text}\n`),
    stop: () => {
      // What was reported since the last drawing would be lost.
      bars.update()
      bars.stop()
    },
  }
}

function plainLines(stream: NodeJS.WriteStream): ImportProgress {
  let saidAt = Date.now()
  const report = (text: string) => {
    stream.write(`${text}\n`)
  }
  return {
    advance: (share, counts) => {
      if (Date.now() - saidAt < sayEveryMs) return
      saidAt = Date.now()
      report(`${share === null ? '' : `${Math.round(share * 100)}%, `}${countsText(counts)}`)
    },
    report,
    stop: () => {},
  }
}

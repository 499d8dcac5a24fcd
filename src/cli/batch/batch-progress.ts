import { MultiBar, Presets } from 'cli-progress'

export type BatchCounts = { done: number; skipped: number; failed: number; badLines: number }

export type BatchProgress = {
  /** A line of the input is finished with. */
  advance(bytes: number, counts: BatchCounts): void
  /** A message about one line, above the bar. */
  report(text: string): void
  stop(): void
}

const sayEveryMs = 30_000

/** On a terminal a bar over the bytes of the input, whose lines are not counted first; else a line now and then. */
export function batchProgress(totalBytes: number, stream: NodeJS.WriteStream = process.stderr): BatchProgress {
  return stream.isTTY ? bar(totalBytes, stream) : plainLines(stream)
}

/** What became of the lines: `12 done, 3 skipped, 1 failed, 1 bad line`. */
export function countsText({ done, skipped, failed, badLines }: BatchCounts): string {
  return `${done} done, ${skipped} skipped, ${failed} failed, ${badLines} bad ${badLines === 1 ? 'line' : 'lines'}`
}

function bar(totalBytes: number, stream: NodeJS.WriteStream): BatchProgress {
  const format = '{bar} {percentage}% | {counts}'
  // Signals are the command's own to hear.
  const bars = new MultiBar({ stream, format, gracefulExit: false, clearOnComplete: true }, Presets.shades_classic)
  const zero = { done: 0, skipped: 0, failed: 0, badLines: 0 }
  const one = bars.create(totalBytes, 0, { counts: countsText(zero) })
  return {
    advance: (bytes, counts) => one.increment(bytes, { counts: countsText(counts) }),
    report: (text) => bars.log(`${text}\n`),
    stop: () => {
      // What was reported since the last drawing would be lost.
      bars.update()
      bars.stop()
    },
  }
}

function plainLines(stream: NodeJS.WriteStream): BatchProgress {
  let saidAt = Date.now()
  const report = (text: string) => {
    stream.write(`${text}\n`)
  }
  return {
    advance: (_bytes, counts) => {
      if (Date.now() - saidAt < sayEveryMs) return
      saidAt = Date.now()
      report(countsText(counts))
    },
    report,
    stop: () => {},
  }
}

import { Presets, SingleBar } from 'cli-progress'

/** A bar of cases at a terminal; nothing where the output goes elsewhere. */
export function caseProgress(total: number): { advance(): void; stop(): void } {
  const stream = process.stderr
  if (!stream.isTTY) return { advance: () => {}, stop: () => {} }
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} cases, {eta_formatted} left', stream, gracefulExit: false, clearOnComplete: true },
    Presets.shades_classic,
  )
  bar.start(total, 0)
  return { advance: () => bar.increment(), stop: () => bar.stop() }
}

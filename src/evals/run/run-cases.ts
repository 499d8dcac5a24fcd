import { HangtagError } from '../../domain/hangtag-error.ts'
import { runSideBySide } from '../../domain/run-side-by-side.ts'
import type { EvalCase } from '../suite/read-dataset.ts'
import { type EvalRow, rowKey } from './eval-row.ts'

export type RunCasesDeps = {
  digitize(evalCase: EvalCase, repeat: number, signal: AbortSignal): Promise<EvalRow>
  /** Keeps a row for good: a case whose row was kept is not run again. */
  keep(row: EvalRow): Promise<void>
  progress(row: EvalRow): void
}

/** `spent`: the budget ended the run; what is not there yet is left for a resumed one. */
export type RunEnd = { ran: number; skipped: number; end: 'complete' | 'spent' }

/**
 * Runs every case `repeats` times, `concurrency` at a time; those in `done` (see `rowKey`) are there already and skipped. A spent
 * budget begins no further case. Whatever else is thrown ends the run.
 */
export async function runCases(
  cases: readonly EvalCase[],
  { repeats, concurrency, done }: { repeats: number; concurrency: number; done: ReadonlySet<string> },
  deps: RunCasesDeps,
  signal: AbortSignal,
): Promise<RunEnd> {
  const result: RunEnd = { ran: 0, skipped: 0, end: 'complete' }
  const queue = orders(cases, repeats)
  const work = async (either: AbortSignal) => {
    for (const { evalCase, repeat } of queue) {
      either.throwIfAborted()
      if (result.end === 'spent') break
      if (done.has(rowKey({ id: evalCase.id, repeat }))) {
        result.skipped += 1
        continue
      }
      const row = await deps.digitize(evalCase, repeat, either).catch((error: unknown) => {
        if (!(error instanceof HangtagError) || error.code !== 'budget-spent') throw error
        return null
      })
      if (row === null) {
        result.end = 'spent'
        break
      }
      await deps.keep(row)
      result.ran += 1
      deps.progress(row)
    }
  }
  await runSideBySide(concurrency, work, signal)
  return result
}

/** One generator that all share: each takes the next when it is free. */
function* orders(cases: readonly EvalCase[], repeats: number): Generator<{ evalCase: EvalCase; repeat: number }> {
  for (let repeat = 0; repeat < repeats; repeat += 1) for (const evalCase of cases) yield { evalCase, repeat }
}

import type { Reindex, ReindexResult } from '../domain/reindex.ts'

/** The reindex after what its job did; null where it is not waiting for that any more. */
export function takeReindexResult(reindex: Reindex, result: ReindexResult): Reindex | null {
  const { phase, mending } = reindex
  switch (result.did) {
    case 'begin':
      return phase !== 'starting' ? null : { ...reindex, phase: 'copying', plan: result.plan }
    case 'copy':
      if (phase !== 'copying') return null
      return {
        ...reindex,
        phase: result.bucket === null ? 'verifying' : 'copying',
        bucket: result.bucket ?? 0,
        progress: result.progress,
        copied: reindex.copied + result.copied,
      }
    case 'verify': {
      if (phase !== 'verifying') return null
      const { report } = result
      if (report.faults.length === 0) return { ...reindex, phase: 'switching', report }
      // A job that died between its two writes leaves a difference: what a second look cannot mend is a reason to stop.
      if (!mending) return { ...reindex, phase: 'copying', mending: true, bucket: 0, progress: 0, report }
      const problem = { code: 'reindex-not-verified', reason: report.faults.join('; ') }
      return { ...reindex, phase: 'canceling', report, problem }
    }
    case 'switch':
      return phase !== 'switching' ? null : { ...reindex, phase: 'done' }
    case 'cancel':
      return phase !== 'canceling' ? null : { ...reindex, phase: reindex.problem === null ? 'canceled' : 'failed' }
    case 'refuse':
      return phase === 'canceling' ? null : { ...reindex, phase: 'canceling', problem: result.problem }
  }
}

import { HangtagError } from '../../domain/hangtag-error.ts'
import type { ReindexClient } from './reindex-client.ts'

/** What a person asked for; nothing at all is a reindex with whatever embedding is the best at hand. */
export type WantedReindex = { embedding?: string; rollback?: true; cancel?: true }

/** Asks for it. Asked for again in the same words, or in none, one that runs is left to run. */
export async function orderReindex(
  api: Omit<ReindexClient, 'close'>,
  options: WantedReindex,
  signal: AbortSignal,
): Promise<void> {
  if (options.cancel === true) return void (await api.cancel(signal))
  const { reindex } = await api.status(signal)
  const kind = options.rollback === true ? 'rollback' : 'reindex'
  try {
    await (kind === 'rollback' ? api.rollBack(signal) : api.start(options.embedding ?? 'auto', signal))
  } catch (error) {
    const isRunning = error instanceof HangtagError && error.evidence.problem === 'reindex-running'
    const isThisOne =
      reindex?.kind === kind && (options.embedding === undefined || options.embedding === reindex.embedding)
    if (!isRunning || !isThisOne || reindex.standstill !== null) throw error
    console.error('One is under way already; this follows it.')
  }
}

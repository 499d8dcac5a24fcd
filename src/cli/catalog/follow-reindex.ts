import { setTimeout as delay } from 'node:timers/promises'
import { SingleBar } from 'cli-progress'
import { isOver } from '../../domain/reindex.ts'
import type { ReindexClient, ReindexStatus, ShownReindex } from './reindex-client.ts'
import { phaseText } from './reindex-text.ts'

const sayEveryMs = 30_000
/** Every process looks within seconds which collection is in use; a little longer than that. */
const settlesMs = 15_000

/**
 * Waits until a reindex is over or stands still, with a bar on a terminal and a line now and then elsewhere. Once it is done,
 * until the API searches in the new collection too.
 */
export async function followReindex(
  api: Pick<ReindexClient, 'status'>,
  signal: AbortSignal,
  { stream = process.stderr, lookAgainMs = 500 }: { stream?: NodeJS.WriteStream; lookAgainMs?: number } = {},
): Promise<ReindexStatus> {
  const show = stream.isTTY ? bar(stream) : plainLines(stream)
  try {
    let doneAt: number | null = null
    for (;;) {
      const status = await api.status(signal)
      const { reindex, space } = status
      if (reindex === null) return status
      show.update(reindex)
      if (reindex.standstill !== null) return status
      if (reindex.phase === 'done') {
        doneAt ??= Date.now()
        if (space?.recorded === reindex.plan?.space || Date.now() - doneAt > settlesMs) return status
      } else if (isOver(reindex)) return status
      await delay(lookAgainMs, undefined, { signal })
    }
  } finally {
    show.stop()
  }
}

type Progress = { update(reindex: ShownReindex): void; stop(): void }

function bar(stream: NodeJS.WriteStream): Progress {
  const format = '{bar} {percentage}% | {text}'
  // Signals are the command's own to hear.
  const one = new SingleBar({ stream, format, gracefulExit: false, clearOnComplete: true, hideCursor: true })
  one.start(1, 0, { text: '' })
  return {
    update: (reindex) => one.update(reindex.progress, { text: phaseText(reindex) }),
    stop: () => one.stop(),
  }
}

function plainLines(stream: NodeJS.WriteStream): Progress {
  let said = { phase: '', at: 0 }
  return {
    update: (reindex) => {
      if (reindex.phase === said.phase && Date.now() - said.at < sayEveryMs) return
      said = { phase: reindex.phase, at: Date.now() }
      stream.write(`${phaseText(reindex)}\n`)
    },
    stop: () => {},
  }
}

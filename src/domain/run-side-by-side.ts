/**
 * The same work `count` times side by side, until all have ended. The first that fails aborts the signal of the others, and is what
 * is thrown; so is the caller's own abort.
 */
export async function runSideBySide(
  count: number,
  work: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const broken = new AbortController()
  const either = AbortSignal.any([signal, broken.signal])
  const workers = Array.from({ length: count }, () =>
    work(either).catch((error: unknown) => {
      broken.abort(error)
      throw error
    }),
  )
  await Promise.allSettled(workers)
  // The first failure is the reason of all others.
  either.throwIfAborted()
}

/** The outcome of the promise, or the signal's reason thrown where that comes first; the loser may then fail unheard. */
export async function within<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const ended = Promise.withResolvers<never>()
  const end = () => ended.reject(signal.reason)
  signal.addEventListener('abort', end)
  promise.catch(() => undefined)
  if (signal.aborted) end()
  try {
    return await Promise.race([ended.promise, promise])
  } finally {
    signal.removeEventListener('abort', end)
  }
}

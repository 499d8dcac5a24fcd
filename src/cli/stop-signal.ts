/**
 * Aborted by the first Ctrl-C, SIGTERM or SIGHUP: finish and end. A second one ends this process at once; its children are
 * ended by their leash.
 */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping.signal.aborted) process.exit(130)
      stopping.abort()
    })
  }
  return stopping.signal
}

const deadlineMs = 2_000

/** Whether an API answers at this address. */
export async function isHealthy(url: string): Promise<boolean> {
  try {
    const answer = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(deadlineMs) })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}

/** What the doctor found of one part. A `broken` part keeps the product from working; a `limited` one makes it do less. */
export type Check = {
  part: string
  state: 'ok' | 'limited' | 'broken'
  /** What was seen, in one line. */
  detail: string
  /** What to do about it; null where there is nothing to do. */
  fix: string | null
}

export const ok = (part: string, detail: string): Check => ({ part, state: 'ok', detail, fix: null })
export const limited = (part: string, detail: string, fix: string | null): Check => ({
  part,
  state: 'limited',
  detail,
  fix,
})
export const broken = (part: string, detail: string, fix: string): Check => ({ part, state: 'broken', detail, fix })

const reasonCharacters = 200

/** An error in one short line. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  if (!(error instanceof Error)) return String(error)
  const cause = error.message === 'fetch failed' ? error.cause : undefined
  const text = cause === undefined ? error.message : reasonOf(cause)
  return text.replaceAll(/\s+/g, ' ').slice(0, reasonCharacters)
}

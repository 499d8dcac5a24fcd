/** What a caller should do: try again later, wait for the rate to allow it, or stop. */
export type Disposition = 'retry' | 'rate-limited' | 'give-up'

export type HangtagErrorOptions = {
  /** Stable, kebab-case, for programs: `photo-truncated`, `model-refused`. */
  code: string
  disposition: Disposition
  /** Facts for the person who reads the log or the dead letter; never secrets, never a stranger's whole text. */
  evidence?: Readonly<Record<string, unknown>>
  /** How long the other side asked us to wait, in milliseconds. */
  retryAfterMs?: number
  cause?: unknown
}

/** An expected failure. Adapters translate a library's error into it once; anything else is a bug and keeps its type. */
export class HangtagError extends Error {
  readonly code: string
  readonly disposition: Disposition
  readonly evidence: Readonly<Record<string, unknown>>
  readonly retryAfterMs: number | undefined

  constructor(message: string, options: HangtagErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'HangtagError'
    this.code = options.code
    this.disposition = options.disposition
    this.evidence = options.evidence ?? {}
    this.retryAfterMs = options.retryAfterMs
  }
}

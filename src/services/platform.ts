/** A running Hangtag, as a tool reaches it. */
export type Platform = {
  url: string
  /** A key of the tenant `default` with every scope; it lives as long as the run. */
  apiKey: string
  opsKey: string
}

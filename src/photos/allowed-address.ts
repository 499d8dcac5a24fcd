/**
 * Whether the operator let this host and port through by name (`FETCH_ALLOW`). An entry is `host:port`, an IPv6 host in
 * square brackets. Nothing else gets past the guard.
 */
export function allowedAddress(url: URL, allow: readonly string[]): boolean {
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  const address = `${url.hostname}:${port}`
  return allow.some((entry) => entry.toLowerCase() === address)
}

import { allowedAddress } from './allowed-address.ts'
import { refusedIp } from './refused-ip.ts'

/**
 * Why an address that a stranger gave is not fetched, as a sentence that says what to send instead, or null. Asks no DNS:
 * it is for the door, where only what the address itself says is certain; the guarded fetch checks what names resolve to.
 * `allow` is a list of `host:port`.
 */
export function refusedAddress(address: string, allow: readonly string[]): string | null {
  if (!URL.canParse(address)) return 'This is not a complete address: send one that starts with https:// or http://.'
  // Parsing turns every spelling of IPv4 (decimal, hex, octal, short, full-width digits) into the dotted one.
  const url = new URL(address)
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return `Addresses that start with ${url.protocol} are not fetched: send one that starts with https:// or http://.`
  if (url.username !== '' || url.password !== '')
    return 'Addresses with a user name or password are not fetched: send one without.'
  if (allowedAddress(url, allow)) return null
  const host = url.hostname.replace(/\.+$/, '')
  if (host === 'localhost' || host.endsWith('.localhost'))
    return `${host} is this machine itself: send an address that the public internet can reach.`
  const literal = host.startsWith('[') ? host.slice(1, -1) : /^[\d.]+$/.test(host) ? host : null
  const refused = literal === null ? null : refusedIp(literal)
  return refused === null
    ? null
    : `${literal} is not a public address (${refused}): send an address that the public internet can reach.`
}

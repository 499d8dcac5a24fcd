import ipaddr from 'ipaddr.js'

/**
 * Why nothing may be fetched from this IP address, as a word or two, or null where it is a public one. Only public unicast
 * is let through, so that a range that nobody thought of is refused too. Ranges are IANA's special-purpose registries,
 * as ipaddr.js knows them.
 */
export function refusedIp(address: string): string | null {
  if (!ipaddr.isValid(address)) return 'not a readable IP address'
  const ip = ipaddr.parse(address)
  const range = ip.range()
  if (range !== 'unicast') return words[range] ?? range
  if (ip.kind() === 'ipv6' && !ip.match(publicIpv6)) return 'outside the public IPv6 addresses'
  if (metadataAddresses.has(ip.toString())) return 'a cloud metadata address'
  return null
}

/** RFC 4291 and IANA: all public IPv6 is here. It leaves out `::a.b.c.d`, which reaches IPv4 by an abandoned spelling. */
const publicIpv6 = ipaddr.parseCIDR('2000::/3')

/** Metadata services mostly lie in link-local and private ranges; Azure's is a public address (its "WireServer"). */
const metadataAddresses: ReadonlySet<string> = new Set(['168.63.129.16'])

const words: Readonly<Record<string, string>> = {
  carrierGradeNat: 'carrier-grade NAT',
  ipv4Mapped: 'IPv4 written as IPv6',
  linkLocal: 'link-local',
  rfc6052: 'IPv4 behind NAT64',
  rfc6145: 'IPv4 translated to IPv6',
  uniqueLocal: 'private',
}

import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { Agent, type Dispatcher, request as send } from 'undici'
import { HangtagError } from '../domain/hangtag-error.ts'
import { allowedAddress } from './allowed-address.ts'
import { translateFetchError } from './fetch-error.ts'
import { readBody } from './read-body.ts'
import { refusedAddress } from './refused-address.ts'
import { refusedIp } from './refused-ip.ts'
import { untilAborted } from './until-aborted.ts'

export type GuardedRequest = {
  /** GET by default. A GET is for content: redirects are followed, and the body comes whole or not at all. */
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** The longest body. A longer answer to a GET is refused; to anything else it is cut, since there the status counts. */
  bytesMax: number
  /** For all of it together: names, connections, redirects and the last byte, so that a slow body gains nothing. */
  deadlineMs: number
  signal?: AbortSignal
}

/** Names of headers are in lower case. */
type GuardedAnswer = { status: number; headers: Record<string, string>; bytes: Buffer }

/**
 * Fetches an address that a stranger gave. Every status is an answer. Throws `HangtagError`: give-up `address-refused`,
 * `fetch-too-large`, `fetch-encoded`, `fetch-too-many-redirects`, `fetch-host-unknown`; retry `fetch-timeout`,
 * `fetch-unreachable`. An abort by the caller's own signal throws that signal's reason.
 */
export type GuardedFetch = (url: string, request: GuardedRequest) => Promise<GuardedAnswer>

/** Every IP address of a host name. Throws what the resolver says. */
export type Lookup = (hostname: string) => Promise<LookupAddress[]>

/** Builds the one fetch for strangers' addresses. `allow` (`host:port`) is the only way past the guard. */
export function createGuardedFetch(deps: { allow: readonly string[]; lookup?: Lookup }): GuardedFetch {
  const lookup = deps.lookup ?? ((hostname) => systemLookup(hostname, { all: true }))
  return async (address, request) => {
    const deadline = AbortSignal.timeout(request.deadlineMs)
    const signal = request.signal === undefined ? deadline : AbortSignal.any([request.signal, deadline])
    try {
      let url = checkedUrl(address, deps.allow)
      let sent = request
      for (let redirects = 0; ; redirects += 1) {
        const answer = await hop(url, sent, { allow: deps.allow, lookup }, signal)
        if (!('location' in answer)) return answer
        if (redirects === redirectsMax) throw tooManyRedirects(url)
        const next = checkedUrl(
          URL.canParse(answer.location, url.href) ? new URL(answer.location, url).href : '',
          deps.allow,
        )
        // What the caller wrote for one origin is not for another one to see.
        if (next.origin !== url.origin) sent = { ...sent, headers: {} }
        url = next
      }
    } catch (error) {
      throw translateFetchError(error, { address, deadline, caller: request.signal })
    }
  }
}

/** As many as a chain of short links needs; browsers stop at 20. */
const redirectsMax = 5

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

type HopDeps = { allow: readonly string[]; lookup: Lookup }

/** One request to one checked address, on a connection of its own: nothing that was checked for one hop serves another. */
async function hop(
  url: URL,
  request: GuardedRequest,
  deps: HopDeps,
  signal: AbortSignal,
): Promise<GuardedAnswer | { location: string }> {
  const method = request.method ?? 'GET'
  const addresses = await checkedAddresses(url, deps, signal)
  const agent = new Agent({
    // The connection goes to the very addresses that were checked: a name that now resolves elsewhere changes nothing.
    connect: { lookup: pinned(addresses), timeout: 0 },
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  try {
    const response = await send(url, {
      dispatcher: agent,
      method: method as Dispatcher.HttpMethod,
      headers: { 'user-agent': 'hangtag', ...request.headers, 'accept-encoding': 'identity' },
      body: request.body ?? null,
      signal,
    })
    // A body that is left unread ends with an error when the connection goes; nobody waits for it.
    response.body.on('error', () => {})
    const headers = plainHeaders(response.headers)
    if (method === 'GET' && redirectStatuses.has(response.statusCode) && headers.location !== undefined)
      return { location: headers.location }
    const limits = { host: url.host, headers, bytesMax: request.bytesMax, whole: method === 'GET' }
    const bytes = await readBody(response.body, limits)
    return { status: response.statusCode, headers, bytes }
  } finally {
    await agent.destroy()
  }
}

function checkedUrl(address: string, allow: readonly string[]): URL {
  const refused = refusedAddress(address, allow)
  if (refused !== null) throw addressRefused(refused, {})
  return new URL(address)
}

/** All addresses of the host; one refused address among them is enough to refuse the name. */
async function checkedAddresses(url: URL, deps: HopDeps, signal: AbortSignal) {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const addresses = await untilAborted(deps.lookup(host), signal)
  if (allowedAddress(url, deps.allow)) return addresses
  for (const { address } of addresses) {
    const refused = refusedIp(address)
    if (refused !== null) {
      throw addressRefused(`${host} leads to ${address}, which is not a public address (${refused}).`, {
        host,
        address,
      })
    }
  }
  return addresses
}

function pinned(addresses: LookupAddress[]): LookupFunction {
  return (host, options, callback) => {
    const first = addresses[0]
    if (first === undefined) callback(Object.assign(new Error(`no address for ${host}`), { code: 'ENOTFOUND' }), [])
    else if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  }
}

function plainHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
}

function addressRefused(message: string, evidence: Record<string, unknown>): HangtagError {
  return new HangtagError(message, { code: 'address-refused', disposition: 'give-up', evidence })
}

function tooManyRedirects(url: URL): HangtagError {
  return new HangtagError(`The address was redirected more than ${redirectsMax} times.`, {
    code: 'fetch-too-many-redirects',
    disposition: 'give-up',
    evidence: { host: url.host },
  })
}

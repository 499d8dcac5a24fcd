import type { Profile } from './profile.ts'

/** Where requests go and what carries the key, in the SDK's words; a header that is null is not sent. */
export type EndpointAddress = {
  baseURL: string
  headers: Record<string, string | null>
  query: Record<string, string>
}

/**
 * The address of an endpoint as its kind wants it. Azure takes its key in a header of its own, has its compatible part under
 * `/openai/v1`, and asks for a version where the address names a deployment. A version that stands in the address itself wins.
 */
export function endpointAddress(
  { baseUrl, apiKey }: { baseUrl: string; apiKey: string | null },
  profile: Pick<Profile, 'name' | 'keyHeader' | 'apiVersion'>,
): EndpointAddress {
  const url = new URL(baseUrl)
  const given = Object.fromEntries(url.searchParams)
  url.search = ''
  if (profile.name === 'azure' && url.pathname === '/') url.pathname = '/openai/v1'
  const isVersioned = profile.apiVersion !== null && url.pathname.includes('/deployments/')
  return {
    baseURL: url.href.replace(/\/+$/, ''),
    headers: keyHeaders(apiKey, profile.keyHeader),
    query: { ...(isVersioned ? { 'api-version': profile.apiVersion ?? '' } : {}), ...given },
  }
}

/** A server that takes no key gets no header either. */
function keyHeaders(apiKey: string | null, keyHeader: string | null): EndpointAddress['headers'] {
  if (apiKey === null) return { Authorization: null }
  return keyHeader === null ? { Authorization: `Bearer ${apiKey}` } : { Authorization: null, [keyHeader]: apiKey }
}

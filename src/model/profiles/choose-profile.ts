import { HangtagError } from '../../domain/hangtag-error.ts'
import { matchesPattern } from './matches-pattern.ts'
import type { Profile, Profiles } from './profile.ts'

/**
 * The profile of an endpoint: the one that is named, else the first whose hosts match the address, else `generic`. Throws
 * `HangtagError` code `profile-unknown` where there is none of that name.
 */
export function chooseProfile(profiles: Profiles, endpoint: { baseUrl: string; profile: string | null }): Profile {
  const { host, hostname } = new URL(endpoint.baseUrl)
  const name =
    endpoint.profile ??
    Object.entries(profiles.endpoints).find(([, { hosts = [] }]) =>
      hosts.some((wanted) => matchesPattern(wanted, host) || matchesPattern(wanted, hostname)),
    )?.[0] ??
    'generic'
  const found = profiles.endpoints[name]
  if (found === undefined)
    throw new HangtagError(`There is no endpoint profile ${name}.`, {
      code: 'profile-unknown',
      disposition: 'give-up',
      evidence: { name, known: Object.keys(profiles.endpoints) },
    })
  const { hosts: _, knownModels, sends = {}, keyHeader = null, apiVersion = null, batch = null, ...rest } = found
  return {
    ...rest,
    sends,
    keyHeader,
    apiVersion,
    batch,
    name,
    models: knownModels ? profiles.models : profiles.models.filter(({ open = false }) => open),
    prices: profiles.prices.filter(({ endpoint: priced }) => matchesPattern(priced, host)),
  }
}

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { errorCode } from '../../domain/error-code.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { type Price, type Profiles, priceSchema, profileOverridesSchema, profilesSchema } from './profile.ts'

/**
 * The profiles that ship with the product, under what the user's files say (YAML or JSON; null: none): parts of endpoints
 * replace those that are there, a new name makes a new endpoint on top of `generic`, and models and prices go before the
 * shipped ones. Throws `HangtagError` code `profiles-invalid` that lists every problem of a file.
 */
export async function loadProfiles(
  files: { profiles: string | null; prices: string | null } = { profiles: null, prices: null },
): Promise<Profiles> {
  const shipped = await readAs(profilesSchema, fileURLToPath(new URL('profiles.yaml', import.meta.url)))
  const overrides = files.profiles === null ? none : await readAs(profileOverridesSchema, files.profiles)
  const prices: Price[] = files.prices === null ? [] : (await readAs(pricesSchema, files.prices)).prices
  const endpoints: Record<string, unknown> = { ...shipped.endpoints }
  for (const [name, parts] of Object.entries(overrides.endpoints)) {
    const { hosts: _, ...generic } = shipped.endpoints.generic ?? {}
    endpoints[name] = { ...(shipped.endpoints[name] ?? generic), ...parts }
  }
  // The user's own hosts are asked before those of the endpoints that ship.
  const own = (name: string) => (Object.hasOwn(overrides.endpoints, name) ? 0 : 1)
  const ordered = Object.entries(endpoints).sort(([a], [b]) => own(a) - own(b))
  return profilesSchema.parse({
    endpoints: Object.fromEntries(ordered),
    models: [...overrides.models, ...shipped.models],
    prices: [...prices, ...overrides.prices, ...shipped.prices],
  })
}

const none: z.infer<typeof profileOverridesSchema> = { endpoints: {}, models: [], prices: [] }
const pricesSchema = z.strictObject({ prices: z.array(priceSchema) })

async function readAs<T>(schema: z.ZodType<T>, file: string): Promise<T> {
  let content: unknown
  try {
    content = parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (!(error instanceof YAMLParseError) && !isMissing(error)) throw error
    throw invalid(file, [error instanceof Error ? error.message : String(error)])
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  throw invalid(
    file,
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
  )
}

function isMissing(error: unknown): boolean {
  return ['ENOENT', 'EISDIR'].includes(errorCode(error) ?? '')
}

function invalid(file: string, problems: string[]): HangtagError {
  return new HangtagError(`${file} has problems:\n${problems.map((line) => `  ${line}`).join('\n')}`, {
    code: 'profiles-invalid',
    disposition: 'give-up',
    evidence: { file, problems },
  })
}

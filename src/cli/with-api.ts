import type { Config } from '../config.ts'
import { type ApiClient, createApiClient } from './api-client.ts'
import { withPlatform } from './with-platform.ts'

/** Runs a command with the API as the ops key: for one tenant where it is named, else for all. Connections end with it. */
export async function withApi<T>(
  config: Config,
  tenant: string | undefined,
  run: (api: ApiClient) => Promise<T>,
): Promise<T> {
  return await withPlatform(config, async (platform) => {
    const api = createApiClient(platform, { tenant, asOps: true })
    try {
      return await run(api)
    } finally {
      await api.close()
    }
  })
}

import { Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import type { Config } from '../config.ts'
import { type Scope, scopeSchema, scopes } from '../domain/scope.ts'
import type { ApiKey } from './api-client.ts'
import { tenantOption } from './tenant-option.ts'
import { terminalWidth } from './terminal-width.ts'
import { textTable } from './text-table.ts'
import { withApi } from './with-api.ts'

/** `hangtag keys`: API keys of tenants, made and revoked with the ops key. */
export function keysCommand(readConfig: () => Config): Command {
  return new Command('keys')
    .description("API keys: a tenant's, for what its scopes name")
    .addCommand(createCommand(readConfig))
    .addCommand(listCommand(readConfig))
    .addCommand(revokeCommand(readConfig))
}

function createCommand(readConfig: () => Config): Command {
  return new Command('create')
    .description('make a key; its text is shown this once')
    .requiredOption('--tenant <tenant>', 'whose key it is', tenantOption)
    .requiredOption('--scopes <scopes>', `what it may do, with commas between: ${scopes.join(', ')}`, scopeList)
    .option('--name <name>', 'for people to know it by', 'hangtag keys create')
    .option('--json', 'as JSON')
    .action(async (options: { tenant: string; scopes: Scope[]; name: string; json?: true }) => {
      const created = await withApi(readConfig(), options.tenant, (api) => api.createKey(options.name, options.scopes))
      if (options.json === true) console.log(JSON.stringify(created, null, 2))
      else {
        console.error(`Key ${created.id} of ${created.tenant} for ${created.scopes.join(', ')}. It is shown this once:`)
        console.log(created.key)
      }
    })
}

function listCommand(readConfig: () => Config): Command {
  return new Command('list')
    .description('all keys, without their text')
    .option('--tenant <tenant>', 'only of this tenant', tenantOption)
    .option('--json', 'as JSON')
    .action(async (options: { tenant?: string; json?: true }) => {
      const keys = await withApi(readConfig(), options.tenant, (api) => api.keys())
      console.log(options.json === true ? JSON.stringify(keys, null, 2) : keysTable(keys))
    })
}

function revokeCommand(readConfig: () => Config): Command {
  return new Command('revoke')
    .description('revoke a key: it works no more')
    .argument('<id>', 'as `keys list` shows it')
    .action(async (id: string) => {
      await withApi(readConfig(), undefined, (api) => api.revokeKey(id))
      console.error(`${id} is revoked`)
    })
}

function keysTable(keys: readonly ApiKey[]): string {
  if (keys.length === 0) return 'There are no keys.'
  const columns = [
    { head: 'id', width: 30 },
    { head: 'tenant', width: { share: 1 } },
    { head: 'name', width: { share: 1 } },
    { head: 'scopes', width: { share: 2 } },
    { head: 'state', width: 18 },
  ]
  const rows = keys.map(({ id, tenant, name, scopes: may, createdAt, revokedAt }) => [
    id,
    tenant,
    name,
    may.join(', '),
    revokedAt === null ? `since ${createdAt.slice(0, 10)}` : `revoked ${revokedAt.slice(0, 10)}`,
  ])
  return textTable(columns, rows, terminalWidth())
}

function scopeList(text: string): Scope[] {
  const parsed = z.array(scopeSchema).safeParse(text.split(',').map((scope) => scope.trim()))
  if (parsed.success) return parsed.data
  throw new InvalidArgumentError(`Scopes are ${scopes.join(', ')}.`)
}

import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'
import { nullIfMissing } from '../domain/null-if-missing.ts'
import { scopes } from '../domain/scope.ts'

export type RunKey = { text: string; revoke(): Promise<void> }

const deadlineMs = 15_000

/**
 * Makes the API key of this run: tenant `default`, every scope. Its id is written down in `runFolder`, so that the key of a
 * run that was killed is revoked by the next one. Failures are `HangtagError` code `run-key-failed`.
 */
export async function createRunKey(url: string, opsKey: string, runFolder: string): Promise<RunKey> {
  const file = join(runFolder, 'api-key-id')
  const revoke = async (id: string) => {
    // 404: the database is another one than it was, or someone else revoked it.
    await ask(url, opsKey, 'DELETE', `/v1/keys/${id}`, [204, 404])
    await rm(file, { force: true })
  }
  const stale = await readFile(file, 'utf8').catch(nullIfMissing)
  if (stale !== null) await revoke(stale)
  const made = await ask(url, opsKey, 'POST', '/v1/keys', [201], { name: 'hangtag up', scopes })
  const { id, key } = z.object({ id: z.string(), key: z.string() }).parse(made)
  await writeFile(file, id, { mode: 0o600 })
  return { text: key, revoke: () => revoke(id) }
}

async function ask(
  url: string,
  opsKey: string,
  method: string,
  path: string,
  expected: number[],
  body?: unknown,
): Promise<unknown> {
  const failed = (why: string, cause?: unknown) =>
    new HangtagError(`The API at ${url} did not do ${method} ${path}: ${why}`, {
      code: 'run-key-failed',
      disposition: 'give-up',
      cause,
    })
  let answer: Response
  let text: string
  try {
    answer = await fetch(new URL(path, url), {
      method,
      headers: {
        authorization: `Bearer ${opsKey}`,
        'hangtag-tenant': 'default',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(deadlineMs),
    })
    text = await answer.text()
  } catch (error) {
    throw failed(error instanceof Error ? error.message : String(error), error)
  }
  if (!expected.includes(answer.status)) throw failed(`status ${answer.status}, ${text.slice(0, 300)}`)
  return text === '' || answer.status === 404 ? null : JSON.parse(text)
}

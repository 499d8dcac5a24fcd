import { z } from 'zod'
import { findCollection } from '../catalog/find-collection.ts'
import { createMilvusConnection } from '../catalog/milvus-connection.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { RunFile } from './run-file.ts'

/**
 * What the catalog was indexed with, from the configured Milvus or from the `up` that runs: `{ space: null }` where there is no
 * catalog yet, null where nobody can tell now.
 */
export async function findRecordedSpace(
  milvus: { address: string | null; token: string | null; deadlineMs: number },
  run: Pick<RunFile, 'url' | 'opsKey'> | null,
): Promise<{ space: string | null } | null> {
  if (milvus.address !== null) return fromMilvus({ ...milvus, address: milvus.address })
  return run === null ? null : fromPlatform(run)
}

async function fromMilvus(milvus: { address: string; token: string | null; deadlineMs: number }) {
  const connection = createMilvusConnection(milvus)
  const signal = AbortSignal.timeout(milvus.deadlineMs)
  try {
    const found = await findCollection((operation, send) => connection.call(operation, send, signal), 'catalog')
    return { space: found?.space ?? null }
  } catch (error) {
    // That it does not answer is the affair of the check of Milvus itself.
    if (error instanceof HangtagError) return null
    throw error
  } finally {
    await connection.close()
  }
}

const answerSchema = z.object({ space: z.object({ recorded: z.string().nullable() }) })
const deadlineMs = 10_000

async function fromPlatform({ url, opsKey }: Pick<RunFile, 'url' | 'opsKey'>) {
  try {
    const headers = { authorization: `Bearer ${opsKey}` }
    const answer = await fetch(new URL('/v1/catalog/reindex', url), {
      headers,
      signal: AbortSignal.timeout(deadlineMs),
    })
    const parsed = answerSchema.safeParse(await answer.json())
    return parsed.success ? { space: parsed.data.space.recorded } : null
  } catch {
    // That it does not answer is the affair of the check of the platform itself.
    return null
  }
}

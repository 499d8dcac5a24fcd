import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { HangtagError } from '../../domain/hangtag-error.ts'

export type HubModel = {
  /** Such as `https://huggingface.co`. */
  hubUrl: string
  /** `owner/name`. */
  name: string
  /** Where models are kept; it gets `owner/name/`. */
  folder: string
  deadlineMs: number
}

/**
 * Brings a model's files from a hub into a folder, once. The weights come last, so that a folder with weights is a whole model,
 * and each file under its name only when it is whole. Throws `catalog-embedding-unavailable` (retry).
 */
export async function fetchHubModel({ hubUrl, name, folder, deadlineMs }: HubModel): Promise<void> {
  const signal = AbortSignal.timeout(deadlineMs)
  for (const file of files) {
    const url = new URL(`${name}/resolve/main/${file}`, `${hubUrl.replace(/\/+$/, '')}/`)
    try {
      await fetchFile(url, join(folder, name, file), signal)
    } catch (cause) {
      const reason = reasonOf(cause)
      throw new HangtagError(
        `The embedding model ${name} cannot be fetched from ${url.host} (${reason}). Put its files into a folder and name it in EMBEDDINGS_DIR, or set EMBEDDINGS=ngram.`,
        { code: 'catalog-embedding-unavailable', disposition: 'retry', evidence: { url: url.href, reason }, cause },
      )
    }
  }
}

const files = ['config.json', 'tokenizer_config.json', 'tokenizer.json', 'onnx/model_quantized.onnx']

async function fetchFile(url: URL, path: string, signal: AbortSignal): Promise<void> {
  const answer = await fetch(url, { signal })
  if (!answer.ok || answer.body === null) throw new Error(`status ${answer.status}`)
  await mkdir(dirname(path), { recursive: true })
  // Another process may fetch the same one.
  const part = `${path}.${randomUUID()}.part`
  try {
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(part), { signal })
    await rename(part, path)
  } finally {
    await rm(part, { force: true })
  }
}

/** What `fetch` hides behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { ChatRequest } from './answer-like-a-model.ts'
import type { BatchPlay } from './batch-endpoint.ts'
import type { Refusal } from './refuse-request.ts'
import type { BucketLimit } from './token-bucket.ts'

/** `otherwise`: what answers when the script is at its end. `limit`: a bucket that fills; null: none. */
type Play = { otherwise?: string; latencyMs?: number; limit?: BucketLimit | null; batch?: BatchPlay }

/** One answer, also of the limit: when, by the stub's own clock, and with which status. */
export type StubAnswered = { atMs: number; status: number }

export type ModelServer = {
  /** For `MODEL_BASE_URL`. */
  url: string
  /** Says what the next answers are, and forgets what was seen. */
  play(script: string[], more?: Play): Promise<void>
  /** Changes what it names, and forgets nothing. */
  change(more: Play): Promise<void>
  seen(): Promise<{
    count: number
    seen: { scenario: string; headers: Record<string, string>; body: ChatRequest }[]
    /** What was answered with 400 because the real endpoint would, and why. */
    refused: Refusal[]
    answers: StubAnswered[]
    /** How much went by files. */
    batches: { lines: number; batches: number; files: number }
  }>
  /** The answers alone: little to send, so that it may be asked for often. */
  answers(): Promise<StubAnswered[]>
  stop(): Promise<void>
}

/** Starts the model stub as a process of its own; it ends with this one. */
export async function startModelServer(): Promise<ModelServer> {
  const file = fileURLToPath(new URL('./model-server.ts', import.meta.url))
  const child = spawn(process.execPath, [file, '--end-with-stdin'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { url, control } = JSON.parse(line.toString('utf8')) as { url: string; control: string }
  return {
    url,
    async play(script, more = {}) {
      await fetch(control, { method: 'POST', body: JSON.stringify({ script, ...more }) })
    },
    async change(more) {
      await fetch(control, { method: 'PATCH', body: JSON.stringify(more) })
    },
    async answers() {
      return (await (await fetch(`${control}/answers`)).json()) as StubAnswered[]
    },
    async seen() {
      const answer = await fetch(control)
      return (await answer.json()) as Awaited<ReturnType<ModelServer['seen']>>
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

import { setTimeout as delay } from 'node:timers/promises'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { judgeAnswers, type Pace } from './judge-answers.ts'

export type LimitedEndpoint = {
  model: ModelServer
  /** Lets one side run against a full bucket, with an outage in the middle or without, and says how it kept to the limit. */
  measure<T>(count: number, isOutage: boolean, run: () => Promise<T>): Promise<Pace & { seconds: number; result: T }>
}

export type EndpointTimes = { perSecond: number; burst: number; latencyMs: number; outageMs: number }

/** An endpoint with a limit of 60 a minute, 6 at once, that answers after 2 s and is down for 2 minutes. */
const real = { requestsPerMinute: 60, burst: 6, latencyMs: 2_000, outageMs: 120_000 }
/** It goes down when this share is answered. */
const outageAt = 0.4

/** The times of the endpoint where `timeScale` minutes pass in one. */
export function endpointTimes(timeScale: number): EndpointTimes {
  return {
    perSecond: (real.requestsPerMinute * timeScale) / 60,
    burst: real.burst,
    latencyMs: Math.round(real.latencyMs / timeScale),
    outageMs: Math.round(real.outageMs / timeScale),
  }
}

/** The model stub as that endpoint. */
export async function startLimitedEndpoint(timeScale: number): Promise<LimitedEndpoint> {
  const model = await startModelServer()
  const { latencyMs, perSecond, outageMs } = endpointTimes(timeScale)
  const limit = { requestsPerMinute: real.requestsPerMinute, burst: real.burst, timeScale }
  return {
    model,
    async measure(count, isOutage, run) {
      await model.play([], { latencyMs, limit })
      const over = new AbortController()
      const trouble = isOutage ? breakOnce(model, count * outageAt, outageMs, over.signal) : Promise.resolve(0)
      const started = performance.now()
      try {
        const result = await run()
        const seconds = (performance.now() - started) / 1_000
        over.abort()
        return { ...judgeAnswers(await model.answers(), perSecond, await trouble), seconds, result }
      } finally {
        over.abort()
      }
    },
  }
}

/** Down once enough was answered; for how long it was. */
async function breakOnce(model: ModelServer, answered: number, forMs: number, signal: AbortSignal): Promise<number> {
  for (;;) {
    if (signal.aborted) return 0
    const good = (await model.answers()).filter(({ status }) => status === 200).length
    if (good >= answered) break
    await delay(50)
  }
  await model.change({ otherwise: 'overloaded' })
  await delay(forMs)
  await model.change({ otherwise: 'ok' })
  return forMs
}

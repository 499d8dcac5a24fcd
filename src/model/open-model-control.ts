import type { Redis } from 'ioredis'
import type { SpendingAccount } from '../domain/spending.ts'
import { createRedisSpending } from './budget/create-redis-spending.ts'
import { holdBudget } from './budget/hold-budget.ts'
import { controlFlow } from './flow/control-flow.ts'
import { createRedisFlow, type Flow } from './flow/create-redis-flow.ts'
import type { ModelRequest, Send } from './model-call.ts'
import type { Profile } from './profiles/profile.ts'
import type { Budget } from './run-call.ts'
import { countRequestTokens } from './tokens/count-request-tokens.ts'

export type ModelControlOptions = {
  /** Must give up by itself; closed by its owner. */
  redis: Redis
  prefix: string
  model: {
    baseUrl: string
    apiKey: string | null
    deadlineMs: number
    requestsPerMinute: number | null
    tokensPerMinute: number | null
    waitMsMax: number
  }
  profile: Profile
  send: Send
  bookedUsd(account: SpendingAccount): Promise<number>
  log: Record<'warn' | 'error', (facts: object, message: string) => void>
}

/** A model's `send` at the pace that all workers share, and the budgets that they share: each model has a pace of its own. */
export function openModelControl(options: ModelControlOptions): { send: Send; budget: Budget } {
  const { redis, prefix, model, profile, log } = options
  const flows = new Map<string, Flow>()
  const flowOf = (name: string): Flow => {
    const flow = flows.get(name) ?? createRedisFlow(redis, { ...model, prefix, model: name })
    flows.set(name, flow)
    return flow
  }
  // Most of the time that a call may wait is for its turn; what a budget has left shows soon.
  const waitMsMax = { turn: model.waitMsMax * 0.75, budget: model.waitMsMax * 0.25 }
  const countTokens = (request: ModelRequest) =>
    countRequestTokens(request, profile) + (request.max_completion_tokens ?? request.max_tokens ?? 0)
  return {
    send: controlFlow(options.send, flowOf, { ...model, waitMsMax: waitMsMax.turn, countTokens, log }),
    budget: holdBudget(createRedisSpending(redis, prefix), {
      bookedUsd: options.bookedUsd,
      waitMsMax: waitMsMax.budget,
      log,
    }),
  }
}

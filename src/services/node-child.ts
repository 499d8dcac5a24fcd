import type { ChildPlan } from './child-plan.ts'

/** One of the project's own processes, run by the same Node as this one. */
export function nodeChild(options: {
  name: string
  arguments: readonly string[]
  environment: Readonly<Record<string, string>>
  /** How long it may take to finish what it has begun; milliseconds. */
  stopMs: number
  isReady: () => Promise<boolean>
}): ChildPlan {
  return { ...options, program: process.execPath, stopSignal: 'SIGTERM' }
}

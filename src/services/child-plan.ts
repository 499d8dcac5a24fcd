/** A process that the supervisor keeps running. */
export type ChildPlan = {
  /** Names its log and its entry under `run/`. */
  name: string
  program: string
  arguments: readonly string[]
  /** The whole environment; null: the same as the supervisor's. */
  environment: Readonly<Record<string, string>> | null
  /** The signal that it takes as "finish and end", and how long it may take before it is killed. */
  stopSignal: 'SIGTERM' | 'SIGINT'
  stopMs: number
  /** Whether the process `pid` does its work now. Asked again and again until it says yes; must answer soon. */
  isReady(pid: number): Promise<boolean>
}

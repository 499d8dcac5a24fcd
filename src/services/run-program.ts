import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

export type ProgramEnd = {
  /** Exit code; 127 where the program was not found, as shells have it; null where a deadline or a signal ended it. */
  code: number | null
  /** What it wrote to stdout, then to stderr. */
  output: string
}

/** Runs a program to its end. A failing program is an answer, not an exception; an aborted signal throws. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { deadlineMs: number; signal?: AbortSignal | undefined },
): Promise<ProgramEnd> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, {
      timeout: options.deadlineMs,
      maxBuffer: 64_000_000,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    return { code: 0, output: `${stdout}${stderr}` }
  } catch (error) {
    options.signal?.throwIfAborted()
    if (!isExecError(error)) throw error
    if (error.code === 'ENOENT' || error.code === 'EACCES') return { code: 127, output: `${program}: not found` }
    const output = `${error.stdout}${error.stderr}`
    if (error.killed === true) return { code: null, output: `${output}(ended after ${options.deadlineMs} ms)` }
    if (typeof error.signal === 'string') return { code: null, output: `${output}(ended by ${error.signal})` }
    if (typeof error.code !== 'number') throw error
    return { code: error.code, output }
  }
}

type ExecError = Error & {
  code?: number | string | null
  signal?: string | null
  killed?: boolean
  stdout?: string
  stderr?: string
}

function isExecError(error: unknown): error is ExecError {
  return error instanceof Error && 'code' in error
}

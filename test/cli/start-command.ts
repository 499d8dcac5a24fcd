import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { testPythonFolder } from '../services/start-test-services.ts'

export type RunningCommand = {
  process: ChildProcess
  /** What it wrote to both outputs so far. */
  output(): string
  stdout(): string
  /** Resolves when the output holds the text; throws where the command ends without it. */
  says(text: string): Promise<void>
  /** Its exit code, or the signal that killed it. */
  ended: Promise<number | string>
}

const cliFile = join(import.meta.dirname, '../../src/cli/main.ts')

/** This process's environment, but plain: a test runner passes on its wish for colors, and CI alone counts as one. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...environment } = process.env
  return { ...environment, NO_COLOR: '1' }
}

/** Runs a program of the project in a process of its own, on a home of its own. */
export function startCommand(
  home: string,
  args: readonly string[],
  settings: Record<string, string> = {},
  file = cliFile,
): RunningCommand {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...plainEnvironment(), HANGTAG_HOME: home, HANGTAG_PYTHON: testPythonFolder, ...settings },
  })
  const texts = { stdout: '', all: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.stdout += text
    texts.all += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.all += text
  })
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string)
  const says = async (text: string) => {
    while (!texts.all.includes(text)) {
      const heard = new AbortController()
      const word = [child.stdout, child.stderr].map((stream) => once(stream, 'data', { signal: heard.signal }))
      const over = await Promise.race([ended, ...word]).finally(() => heard.abort())
      const isOver = typeof over === 'number' || typeof over === 'string'
      if (isOver && !texts.all.includes(text))
        throw new Error(`It ended with ${over} and never said "${text}":\n${texts.all}`)
    }
  }
  return { process: child, output: () => texts.all, stdout: () => texts.stdout, says, ended }
}

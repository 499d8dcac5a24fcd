import { HangtagError } from '../domain/hangtag-error.ts'
import { examinePrompts } from './examine-prompts.ts'
import type { Prompts } from './prompt.ts'

/**
 * The prompts of a folder (see `examinePrompts`), all in order. Throws `HangtagError` code `prompts-invalid` that lists every
 * problem with its file and line.
 */
export async function loadPrompts(folder: string): Promise<Prompts> {
  const { prompts, problems } = await examinePrompts(folder)
  if (problems.length === 0) return prompts
  const lines = problems.map(({ file, line, message }) => `${line === null ? file : `${file}:${line}`}: ${message}`)
  throw new HangtagError(`The prompts have problems:\n${lines.map((line) => `  ${line}`).join('\n')}`, {
    code: 'prompts-invalid',
    disposition: 'give-up',
    evidence: { problems: lines },
  })
}

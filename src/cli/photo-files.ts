import { stat } from 'node:fs/promises'
import { errorCode } from '../domain/error-code.ts'

/** What is wrong with files that shall be sent as photos, one line each; nothing where all are there to be read. */
export async function photoFileProblems(files: readonly string[]): Promise<string[]> {
  const problems = await Promise.all(files.map(problemOf))
  return problems.filter((problem) => problem !== null)
}

async function problemOf(file: string): Promise<string | null> {
  try {
    return (await stat(file)).isFile() ? null : `${file}: not a file`
  } catch (error) {
    const code = errorCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR') return `${file}: no such file`
    if (code === 'EACCES') return `${file}: not allowed to read it`
    if (code === 'ENAMETOOLONG' || code === 'ELOOP' || code === 'ERR_INVALID_ARG_VALUE')
      return `${file.slice(0, 100)}: not a file's name`
    throw error
  }
}

import { HangtagError } from '../domain/hangtag-error.ts'
import { examinePrompts } from '../prompt/examine-prompts.ts'
import { broken, type Check, ok } from './check.ts'

const part = 'prompts'

/** The folder of prompts: the workers do not start on one with problems. */
export async function checkPrompts(folder: string): Promise<Check> {
  try {
    const { prompts, problems } = await examinePrompts(folder)
    const [first] = problems
    if (first !== undefined) {
      const more = problems.length === 1 ? '' : `, and ${problems.length - 1} more`
      return broken(part, `${first.file}: ${first.message}${more}`, 'look at all of it with: hangtag prompts check')
    }
    const tried = Object.values(prompts.labels).filter(({ candidate, shadow }) => candidate !== null || shadow !== null)
    const trials = tried.length === 0 ? '' : `, ${tried.length} with a candidate or shadow`
    return ok(part, `${Object.keys(prompts.labels).length} prompts in ${folder}${trials}`)
  } catch (error) {
    if (!(error instanceof HangtagError)) throw error
    return broken(part, error.message, 'correct PROMPTS_DIR')
  }
}

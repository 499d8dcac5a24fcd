import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../domain/error-code.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import { parseLabels, promptSlug } from './parse-labels.ts'
import { parsePrompt } from './parse-prompt.ts'
import type { Prompt, PromptLabels, PromptProblem, Prompts } from './prompt.ts'

/**
 * A folder of prompts as it is: `<folder>/<name>/<variant>.md` and `<folder>/labels.yaml`. Every problem with its file and
 * line; `prompts` holds what could be read. Throws `HangtagError` code `prompts-unreadable` where there is no such folder.
 */
export async function examinePrompts(folder: string): Promise<{ prompts: Prompts; problems: PromptProblem[] }> {
  const { files, problems } = await findFiles(folder)
  const variants: Record<string, Record<string, Prompt>> = {}
  const broken = new Set<string>()
  for (const { name, variant, path } of files) {
    const parsed = parsePrompt(name, variant, await readFile(join(folder, path), 'utf8'))
    problems.push(...parsed.problems.map((problem) => ({ file: path, ...problem })))
    variants[name] ??= {}
    if (parsed.prompt === null) broken.add(path)
    else variants[name] = { ...variants[name], [variant]: parsed.prompt }
  }
  const { content, problems: found, lineOf } = parseLabels(await readLabels(folder))
  const labels = content ?? {}
  const inLabels = (line: number | null, message: string) => problems.push({ file: labelsFile, line, message })
  for (const { line, message } of found) inLabels(line, message)
  for (const [name, label] of Object.entries(labels)) {
    const known = variants[name]
    if (known === undefined) inLabels(lineOf([name]), `there is no prompt ${name}`)
    // A variant that is there and broken was reported with its file.
    else
      for (const { key, variant } of labeled(label))
        if (known[variant] === undefined && !broken.has(`${name}/${variant}.md`))
          inLabels(lineOf([name, key]), `${name} has no variant ${variant}`)
  }
  // Where the labels cannot be read at all, nothing is known to be missing from them.
  if (content !== null)
    for (const name of Object.keys(variants))
      if (labels[name] === undefined) inLabels(null, `name the production variant of ${name}`)
  return { prompts: { variants, labels }, problems }
}

/** Beside the folders of prompts. */
export const labelsFile = 'labels.yaml'

function labeled({ production, candidate, shadow }: PromptLabels): { key: string; variant: string }[] {
  return [
    { key: 'production', variant: production },
    ...(candidate === null ? [] : [{ key: 'candidate', variant: candidate.variant }]),
    ...(shadow === null ? [] : [{ key: 'shadow', variant: shadow.variant }]),
  ]
}

type PromptFile = { name: string; variant: string; path: string }

async function findFiles(folder: string): Promise<{ files: PromptFile[]; problems: PromptProblem[] }> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw new HangtagError(`${folder} is not a folder of prompts.`, {
      code: 'prompts-unreadable',
      disposition: 'give-up',
      evidence: { folder },
      cause: error,
    })
  })
  const files: PromptFile[] = []
  const problems: PromptProblem[] = []
  for (const name of entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)) {
    const found = (await readdir(join(folder, name))).filter((file) => file.endsWith('.md'))
    for (const file of found) {
      const variant = file.slice(0, -'.md'.length)
      const path = `${name}/${file}`
      if (promptSlug.test(name) && promptSlug.test(variant)) files.push({ name, variant, path })
      else problems.push({ file: path, line: null, message: `${name}/${variant} is no name of a prompt and a variant` })
    }
  }
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), problems }
}

async function readLabels(folder: string): Promise<string> {
  return readFile(join(folder, labelsFile), 'utf8').catch((error: unknown) => {
    const isMissing = errorCode(error) === 'ENOENT'
    if (isMissing) return ''
    throw error
  })
}

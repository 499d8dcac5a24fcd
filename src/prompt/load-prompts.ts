import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { HangtagError } from '../domain/hangtag-error.ts'
import { parsePrompt } from './parse-prompt.ts'
import type { Prompt, Prompts } from './prompt.ts'

/**
 * Reads `<folder>/<name>/<variant>.md` and `<folder>/labels.yaml`, which says for each name the variant in production.
 * Throws `HangtagError` code `prompts-invalid` that lists every problem with its file.
 */
export async function loadPrompts(folder: string): Promise<Prompts> {
  const problems: string[] = []
  const variants: Record<string, Record<string, Prompt>> = {}
  for (const file of await promptFiles(folder)) {
    const parsed = parsePrompt(file.name, file.variant, await readFile(join(folder, file.path), 'utf8'))
    problems.push(...parsed.problems.map((problem) => `${file.path}: ${problem}`))
    variants[file.name] ??= {}
    if (parsed.prompt !== null) variants[file.name] = { ...variants[file.name], [file.variant]: parsed.prompt }
  }
  const production = await readLabels(folder, problems)
  for (const [name, variant] of Object.entries(production)) {
    const known = variants[name]
    if (known === undefined) problems.push(`labels.yaml: there is no prompt ${name}`)
    // A variant that is there and broken was reported with its file.
    else if (known[variant] === undefined && problems.length === 0)
      problems.push(`labels.yaml: ${name} has no variant ${variant}`)
  }
  for (const name of Object.keys(variants))
    if (production[name] === undefined) problems.push(`labels.yaml: name the production variant of ${name}`)
  if (problems.length > 0) {
    throw new HangtagError(`The prompts have problems:\n${problems.map((line) => `  ${line}`).join('\n')}`, {
      code: 'prompts-invalid',
      disposition: 'give-up',
      evidence: { problems },
    })
  }
  return { variants, production }
}

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/
const labelsSchema = z.record(z.string(), z.strictObject({ production: z.string().regex(slug) }))

async function promptFiles(folder: string): Promise<{ name: string; variant: string; path: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory() && slug.test(entry.name)).map((entry) => entry.name)
  const files = await Promise.all(
    names.sort().map(async (name) => {
      const variants = (await readdir(join(folder, name))).filter((file) => file.endsWith('.md')).sort()
      return variants.map((file) => ({ name, variant: file.slice(0, -'.md'.length), path: `${name}/${file}` }))
    }),
  )
  return files.flat()
}

async function readLabels(folder: string, problems: string[]): Promise<Record<string, string>> {
  const source = await readFile(join(folder, 'labels.yaml'), 'utf8')
  let content: unknown
  try {
    content = parse(source)
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    problems.push(`labels.yaml: ${error.message}`)
    return {}
  }
  const parsed = labelsSchema.safeParse(content)
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map((issue) => `labels.yaml: ${issue.path.join('.')}: ${issue.message}`))
    return {}
  }
  return Object.fromEntries(Object.entries(parsed.data).map(([name, label]) => [name, label.production]))
}

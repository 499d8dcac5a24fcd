import { createHash } from 'node:crypto'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'
import type { Prompt, PromptPart } from './prompt.ts'

export type ParsedPrompt = { prompt: Prompt; problems: [] } | { prompt: null; problems: string[] }

/**
 * Reads the text of one prompt file: front matter between `---` lines, then an optional `@system` part and a `@user` part.
 * Values stand as `{{name}}`, nothing else of mustache is allowed. Lists all problems instead of throwing at the first.
 */
export function parsePrompt(name: string, variant: string, source: string): ParsedPrompt {
  const text = source.replaceAll('\r\n', '\n')
  const sections = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text)
  if (sections === null) return { prompt: null, problems: ['starts with front matter between two lines of ---'] }
  const frontMatter = parseFrontMatter(sections[1] ?? '')
  const body = splitRoles(sections[2] ?? '')
  const problems = [...frontMatter.problems, ...body.problems]
  const used = new Set<string>()
  for (const part of body.parts) {
    const tags = findTags(part.template)
    problems.push(...tags.problems)
    for (const tag of tags.names) used.add(tag)
  }
  for (const tag of used) if (!frontMatter.variables.includes(tag)) problems.push(`{{${tag}}} is not declared`)
  for (const variable of frontMatter.variables)
    if (!used.has(variable)) problems.push(`the variable ${variable} is declared and not used`)
  if (problems.length > 0) return { prompt: null, problems }
  const version = `${name}@${createHash('sha256').update(text).digest('hex').slice(0, 12)}`
  return { prompt: { name, variant, version, parts: body.parts, variables: frontMatter.variables }, problems: [] }
}

const variableName = /^[a-z][A-Za-z0-9]*$/
const frontMatterSchema = z.strictObject({
  /** What the variant tries and why, for the person who compares variants. */
  description: z.string().min(1),
  /** Variable → what it holds. */
  variables: z.record(z.string().regex(variableName, 'a name such as listingText'), z.string().min(1)),
})

function parseFrontMatter(yaml: string): { variables: string[]; problems: string[] } {
  let content: unknown
  try {
    content = parse(yaml)
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    return { variables: [], problems: [`front matter: ${error.message}`] }
  }
  const parsed = frontMatterSchema.safeParse(content)
  if (parsed.success) return { variables: Object.keys(parsed.data.variables), problems: [] }
  const problems = parsed.error.issues.map(
    (issue) => `front matter: ${issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''}${issue.message}`,
  )
  return { variables: [], problems }
}

function splitRoles(body: string): { parts: PromptPart[]; problems: string[] } {
  const problems: string[] = []
  const parts: { role: string; lines: string[] }[] = []
  for (const line of body.split('\n')) {
    const role = /^@(\S+)\s*$/.exec(line)?.[1]
    const last = parts.at(-1)
    if (role !== undefined) parts.push({ role, lines: [] })
    else if (last !== undefined) last.lines.push(line)
    else if (line.trim() !== '') problems.push(`text before the first @system or @user line: "${line.slice(0, 40)}"`)
  }
  const order = parts.map((part) => `@${part.role}`).join(' ')
  // Exactly these: a mistyped @usre would otherwise end up inside the part above it.
  if (order !== '@user' && order !== '@system @user')
    problems.push(`its parts are @system (optional) and @user, in this order; found: ${order === '' ? 'none' : order}`)
  const split = parts.map(({ role, lines }) => ({
    role: role === 'system' ? ('system' as const) : ('user' as const),
    template: lines.join('\n').trim(),
  }))
  for (const part of split) if (part.template === '') problems.push(`@${part.role} is empty`)
  return { parts: split, problems }
}

/** Sections, partials, comments and delimiter changes are refused: a prompt reads as it will be sent. */
function findTags(template: string): { names: string[]; problems: string[] } {
  const names: string[] = []
  const problems: string[] = []
  const rest = template.replaceAll(/(?<!\{)\{\{([^{}]*)\}\}(?!\})/g, (tag, name: string) => {
    if (variableName.test(name)) names.push(name)
    else problems.push(`${tag} is no variable`)
    return ' '
  })
  if (rest.includes('{{') || rest.includes('}}')) problems.push('a {{ or }} that belongs to no {{variable}}')
  return { names, problems }
}

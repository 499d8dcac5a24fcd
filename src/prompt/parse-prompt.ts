import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type LineProblem, parseYaml } from './parse-yaml.ts'
import type { Prompt, PromptPart } from './prompt.ts'

export type ParsedPrompt = { prompt: Prompt; problems: [] } | { prompt: null; problems: LineProblem[] }

/**
 * Reads the text of one prompt file: front matter between `---` lines, then an optional `@system` part and a `@user` part.
 * Values stand as `{{name}}`, nothing else of mustache is allowed. Lists all problems instead of throwing at the first.
 */
export function parsePrompt(name: string, variant: string, source: string): ParsedPrompt {
  const text = source.replaceAll('\r\n', '\n')
  const sections = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text)
  if (sections === null) {
    const message = 'a prompt starts with front matter between two lines of ---'
    return { prompt: null, problems: [{ line: 1, message }] }
  }
  const [, matter = '', rest = ''] = sections
  const front = parseYaml(matter, frontMatterSchema, 1)
  const firstLine = matter.split('\n').length + 2
  const body = splitRoles(rest, firstLine)
  const problems = [...front.problems.map(inFrontMatter), ...body.problems]
  const declared = Object.keys(front.content?.variables ?? {})
  const used = new Set<string>()
  for (const tag of body.parts.flatMap(findTags)) {
    if ('message' in tag) problems.push(tag)
    // Where the front matter cannot be read, nothing is known to be missing from it.
    else if (front.content !== null && !declared.includes(tag.name))
      problems.push({ line: tag.line, message: `{{${tag.name}}} is not declared` })
    if ('name' in tag) used.add(tag.name)
  }
  for (const variable of declared)
    if (!used.has(variable)) {
      const line = front.lineOf(['variables', variable])
      problems.push({ line, message: `the variable ${variable} is declared and not used` })
    }
  if (problems.length > 0) return { prompt: null, problems: problems.sort((a, b) => a.line - b.line) }
  const version = `${name}@${createHash('sha256').update(text).digest('hex').slice(0, 12)}`
  const parts = body.parts.map(({ role, template }): PromptPart => ({ role, template }))
  return { prompt: { name, variant, version, parts, variables: declared }, problems: [] }
}

const variableName = /^[a-z][A-Za-z0-9]*$/
const frontMatterSchema = z.strictObject({
  /** What the variant tries and why, for the person who compares variants. */
  description: z.string().min(1),
  /** Variable → what it holds. */
  variables: z.record(z.string().regex(variableName, 'a name such as listingText'), z.string().min(1)),
})

function inFrontMatter({ line, message }: LineProblem): LineProblem {
  return { line, message: `front matter: ${message}` }
}

/** A part with the line of its template's first character. */
type PlacedPart = PromptPart & { line: number }

function splitRoles(body: string, firstLine: number): { parts: PlacedPart[]; problems: LineProblem[] } {
  const problems: LineProblem[] = []
  const parts: { role: string; line: number; lines: string[] }[] = []
  body.split('\n').forEach((text, place) => {
    const line = firstLine + place
    const role = /^@(\S+)\s*$/.exec(text)?.[1]
    const last = parts.at(-1)
    if (role !== undefined) parts.push({ role, line, lines: [] })
    else if (last !== undefined) last.lines.push(text)
    else if (text.trim() !== '')
      problems.push({ line, message: `text before the first @system or @user line: "${text.slice(0, 40)}"` })
  })
  const order = parts.map((part) => `@${part.role}`).join(' ')
  // Exactly these: a mistyped @usre would otherwise end up inside the part above it.
  if (order !== '@user' && order !== '@system @user') {
    const message = `its parts are @system (optional) and @user, in this order; found: ${order === '' ? 'none' : order}`
    const wrong = parts.find(({ role }) => role !== 'system' && role !== 'user') ?? parts[0]
    problems.push({ line: wrong?.line ?? firstLine, message })
  }
  const split = parts.map(({ role, line, lines }): PlacedPart => {
    const text = lines.join('\n')
    const blank = lines.findIndex((one) => one.trim() !== '')
    if (blank === -1) problems.push({ line, message: `@${role} is empty` })
    return { role: role === 'system' ? 'system' : 'user', template: text.trim(), line: line + 1 + Math.max(0, blank) }
  })
  return { parts: split, problems }
}

/** Sections, partials, comments and delimiter changes are refused: a prompt reads as it will be sent. */
function findTags({ template, line }: PlacedPart): ({ line: number; name: string } | LineProblem)[] {
  const lineAt = (offset: number) => line + (template.slice(0, offset).match(/\n/g)?.length ?? 0)
  const found: ({ line: number; name: string } | LineProblem)[] = []
  const blanked = template.replaceAll(/(?<!\{)\{\{([^{}]*)\}\}(?!\})/g, (tag, name: string, offset: number) => {
    if (variableName.test(name)) found.push({ line: lineAt(offset), name })
    else found.push({ line: lineAt(offset), message: `${tag} is no variable` })
    return tag.replaceAll(/[^\n]/g, ' ')
  })
  const stray = blanked.search(/\{\{|\}\}/)
  if (stray !== -1) found.push({ line: lineAt(stray), message: 'a {{ or }} that belongs to no {{variable}}' })
  return found
}

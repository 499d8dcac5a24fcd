// What the stub's model "reads": the words of the listing that are ids or candidates in the prompt. Simple, deterministic, from
// the request alone, and in the form of the schema that the request carries.
import { writeLikeAModel } from './write-like-a-model.ts'

type Part = { type: string; text?: string; image_url?: { url: string } }
export type ChatRequest = {
  model: string
  messages: { role: string; content: string | Part[] }[]
  max_completion_tokens?: number
  max_tokens?: number
  response_format?: { type: string; json_schema?: { name: string; strict?: boolean; schema: Record<string, unknown> } }
}
type Evidence = { photo: number | null; quote: string | null }
type Found = { id: string; words: string }
/** What the request shows. */
type Shown = { prompt: string; text: string; photos: number[]; schema: unknown }

/** An answer to a request of the product, whichever of its prompts it is. */
export function answerLikeAModel(request: ChatRequest) {
  const prompt = request.messages.map(textOf).join('\n')
  const photos = [...prompt.matchAll(/^Photo (\d+):$/gm)].map(([, number]) => Number(number))
  const schema = request.response_format?.json_schema
  const shown = { prompt, text: listingText(prompt), photos, schema: schema?.schema ?? schemaInWords(prompt) }
  const name = schema?.name ?? nameOf(shown.schema)
  // What the doctor asks about a picture that is red on the left and blue on the right.
  if (name === 'picture') return { left: 'red', right: 'blue' }
  if (name === 'category') return chooseCategory(shown)
  if (name === 'statements') return { statements: describe(shown) }
  if (name === 'copy') return writeLikeAModel(prompt)
  if (name === 'verdicts') return { verdicts: settle(shown) }
  if (name === 'judgment') return judge(prompt)
  return extract(shown)
}

/** Two texts are the same to it where they are made of the same words, whatever their order. */
function judge(prompt: string) {
  const { one, other } = JSON.parse(/<texts>\n(.*)\n<\/texts>\s*$/.exec(prompt)?.[1] ?? '{}') as Record<string, string>
  const words = (text = '') => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).sort().join(' ')
  return { reason: 'by their words', same: words(one) === words(other) }
}

/** The same answer with evidence that nobody showed. */
export function inventEvidence(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(inventEvidence)
  if (typeof answer !== 'object' || answer === null) return answer
  const invented: Evidence[] = [
    { photo: 15, quote: null },
    { photo: null, quote: 'words that nobody wrote' },
  ]
  return Object.fromEntries(
    Object.entries(answer).map(([key, inner]) => [key, key === 'evidence' ? invented : inventEvidence(inner)]),
  )
}

/** The same answer with slots that were not offered, wherever it names one. */
export function misnumberSlots(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(misnumberSlots)
  if (typeof answer !== 'object' || answer === null) return answer
  return Object.fromEntries(
    Object.entries(answer).map(([key, inner]) => [key, key === 'choice' ? 'c99' : misnumberSlots(inner)]),
  )
}

/** The text of a message's parts, in order. */
export function textOf(message: ChatRequest['messages'][number]): string {
  if (typeof message.content === 'string') return message.content
  return message.content.map((part) => part.text ?? '').join('\n')
}

function chooseCategory({ prompt, text, schema }: Shown) {
  const lines = [...prompt.matchAll(/^(c\d+): (.+)$/gm)].map(([, slot = '', path = '']) => ({
    slot,
    path:
      path
        .split(' > ')
        .at(-1)
        ?.toLowerCase()
        .replaceAll(/[^a-z]+/g, '-') ?? '',
  }))
  const ids = lines.length > 0 ? lines.map(({ path }) => path) : enumIn(schema, 'choice').filter((id) => id !== 'other')
  const found = firstIn(text, ids)
  if (found === null) return { evidence: [], choice: 'none', words: null }
  const choice = lines.find(({ path }) => path === found.id)?.slot ?? found.id
  return { evidence: [quoted(found.words)], choice, words: null }
}

function extract(shown: Shown) {
  const { prompt, text, photos, schema } = shown
  const lineOf = (field: string) => prompt.split('\n').find((line) => line.startsWith(`- ${field} (`))
  const asked = (list: string) =>
    enumIn(partOf(schema, list), 'field').flatMap((field) => {
      const line = lineOf(field)
      return line === undefined ? [] : [{ field, line }]
    })
  const blank = (field: string, line: string) =>
    line.includes('(always') ? [{ field, applies: 'cannot-tell', evidence: [], values: [] }] : []
  const category = /^The category: ([a-z0-9-]+): /m.exec(prompt)?.[1]
  const word = category === undefined ? null : firstIn(text, [category])
  return {
    category: {
      evidence: word === null ? [] : [quoted(word.words)],
      fits: word === null ? 'cannot-tell' : 'yes',
    },
    chosen: asked('chosen').flatMap(({ field, line }) => {
      const found = firstIn(text, idsOf(line))
      if (found !== null) return [{ field, applies: 'yes', evidence: [quoted(found.words)], values: [found.id] }]
      if (field === 'pattern' && photos.length > 0)
        return [{ field, applies: 'yes', evidence: [{ photo: photos[0] ?? 0, quote: null }], values: ['solid'] }]
      return blank(field, line)
    }),
    slotted: asked('slotted').flatMap(({ field, line }) => {
      const slots = candidatesOf(field, prompt)
      const found = firstIn(text, Object.values(slots))
      const choice = Object.keys(slots).find((slot) => slots[slot] === found?.id)
      if (found === null || choice === undefined) return blank(field, line)
      const values = [{ choice, percent: null, words: null }]
      return [{ field, applies: 'yes', evidence: [quoted(found.words)], values }]
    }),
    written: asked('written').flatMap(({ field, line }) => {
      const found = field === 'size' ? sizeIn(text) : null
      if (found === null) return blank(field, line)
      return [{ field, applies: 'yes', evidence: [quoted(found.words)], values: [found.id] }]
    }),
  }
}

/** A witness of plain things: the size in the words, and that something is in the first photo. */
function describe({ text, photos }: Shown) {
  const size = sizeIn(text)
  const color = firstIn(text, ['blue', 'red', 'green', 'black', 'white'])
  return [
    ...(size === null ? [] : [{ evidence: [quoted(size.words)], about: 'size', value: size.words }]),
    ...(color === null ? [] : [{ evidence: [quoted(color.words)], about: 'color', value: color.id }]),
    ...(photos.length === 0
      ? []
      : [{ evidence: [{ photo: photos[0] ?? 0, quote: null }], about: 'pattern', value: 'solid' }]),
  ]
}

/** The first value of each dispute that the seller's words name. */
function settle({ prompt, text }: Shown) {
  const lines = /<disputes>\n([\s\S]*?)\n<\/disputes>/g
  const disputes = [...prompt.matchAll(lines)].at(-1)?.[1]?.split('\n') ?? []
  return disputes.map((line) => {
    const { dispute, values } = JSON.parse(line) as { dispute: string; values: Record<string, { value: string }> }
    for (const [choice, { value }] of Object.entries(values)) {
      const words = new RegExp(`\\b${value}\\b`, 'i').exec(text)?.[0]
      if (words !== undefined) return { dispute, evidence: [quoted(words)], choice, words: null }
    }
    return { dispute, evidence: [], choice: 'none', words: null }
  })
}

function listingText(prompt: string): string {
  const fenced = /<listing>\n(.*)\n<\/listing>/g
  const last = [...prompt.matchAll(fenced)].at(-1)?.[1]
  return last === undefined ? '' : String((JSON.parse(last) as { text: unknown }).text)
}

/** Endpoints that take no schema get it at the end of the rules. */
function schemaInWords(prompt: string): unknown {
  const line = /JSON Schema, and nothing else:\n(\{.*\})/.exec(prompt)?.[1]
  return line === undefined ? null : JSON.parse(line)
}

function nameOf(schema: unknown): string {
  const properties = Object.keys((schema as { properties?: object } | null)?.properties ?? {})
  if (properties.includes('statements')) return 'statements'
  if (properties.includes('verdicts')) return 'verdicts'
  if (properties.includes('copies')) return 'copy'
  return properties.includes('choice') ? 'category' : 'fields'
}

function partOf(schema: unknown, property: string): unknown {
  return (schema as { properties?: Record<string, unknown> } | null)?.properties?.[property]
}

/** The ids that a schema allows for a property. */
function enumIn(schema: unknown, property: string): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  for (const [key, inner] of Object.entries(schema)) {
    if (key === property) {
      const found = /"enum":(\[[^\]]*\])/.exec(JSON.stringify(inner))?.[1]
      if (found !== undefined) return JSON.parse(found) as string[]
    }
    const deeper = enumIn(inner, property)
    if (deeper.length > 0) return deeper
  }
  return []
}

/** The ids that the line of a field lists. */
function idsOf(line: string): string[] {
  const listed = /Ids: (.*)\.$/.exec(line.replaceAll(/ \([^)]*\)/g, ''))?.[1] ?? ''
  return listed.split(', ').filter((id) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
}

function candidatesOf(field: string, prompt: string): Record<string, string> {
  const all = /<candidates>\n([\s\S]*?)\n<\/candidates>/g
  const lines = [...prompt.matchAll(all)].at(-1)?.[1]?.split('\n') ?? []
  const line = lines.find((candidate) => candidate.startsWith(`${field}: `))
  return line === undefined ? {} : (JSON.parse(line.slice(field.length + 2)) as Record<string, string>)
}

function firstIn(text: string, ids: readonly string[]): Found | null {
  for (const id of ids) {
    const stem = id
      .replaceAll(/[^\p{L}\p{N}-]/gu, '.')
      .replaceAll('-', '[- ]')
      .replace(/e?s$/, '')
    const words = new RegExp(`\\b${stem}(?:e|s|es)?\\b`, 'i').exec(text)?.[0]
    if (words !== undefined) return { id, words }
  }
  return null
}

function sizeIn(text: string): Found | null {
  const found = /\bsize (XS|S|M|L|XL)\b/.exec(text)
  return found === null ? null : { id: `alpha ${found[1]}`, words: found[0] }
}

function quoted(words: string): Evidence {
  return { photo: null, quote: words }
}

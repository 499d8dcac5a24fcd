// What the stub's model "reads": the words of the listing that are ids in the prompt. Simple, deterministic, and in the form
// of the schema that the request carries.

type Part = { type: string; text?: string; image_url?: { url: string } }
export type ChatRequest = {
  model: string
  messages: { role: string; content: string | Part[] }[]
  response_format?: { type: string; json_schema?: { name: string; strict?: boolean; schema: Record<string, unknown> } }
}

/** An answer to an `extract-attributes` request, from the request alone. */
export function answerLikeAModel(request: ChatRequest) {
  const prompt = request.messages.map(textOf).join('\n')
  const text = listingText(prompt)
  const photos = [...prompt.matchAll(/^Photo (\d+):$/gm)].map(([, number]) => Number(number))
  const { categories, fields } = idsOf(request)
  const category = firstIn(text, categories)
  return {
    category: { evidence: category === null ? [] : [quoted(category.words)], value: category?.id ?? null },
    fields: fields.flatMap((field) => {
      const line = prompt.split('\n').find((candidate) => candidate.startsWith(`- ${field}`)) ?? ''
      const ids =
        /Ids: (.*)\.$/
          .exec(line.replaceAll(/ \([^)]*\)/g, ''))?.[1]
          ?.split(', ')
          .filter(isSlug) ?? []
      const found = field === 'size' ? sizeIn(text) : firstIn(text, ids)
      if (found !== null) return [entry(field, 'yes', [quoted(found.words)], [found.id])]
      if (field === 'pattern' && photos.length > 0 && ids.includes('solid'))
        return [entry(field, 'yes', [{ photo: photos[0] ?? 0, quote: null }], ['solid'])]
      return line.includes('(always)') ? [entry(field, 'cannot-tell', [], [])] : []
    }),
  }
}

/** The text of a message's parts, in order. */
export function textOf(message: ChatRequest['messages'][number]): string {
  if (typeof message.content === 'string') return message.content
  return message.content.map((part) => part.text ?? '').join('\n')
}

function listingText(prompt: string): string {
  const fenced = /<listing>\n(.*)\n<\/listing>/g
  const last = [...prompt.matchAll(fenced)].at(-1)?.[1]
  return last === undefined ? '' : String((JSON.parse(last) as { text: unknown }).text)
}

/** The ids that the schema allows. */
function idsOf(request: ChatRequest): { categories: string[]; fields: string[] } {
  const schema = request.response_format?.json_schema?.schema
  return { categories: enumIn(schema, 'value'), fields: enumIn(schema, 'field') }
}

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

function isSlug(id: string): boolean {
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
}

function firstIn(text: string, ids: readonly string[]): { id: string; words: string } | null {
  for (const id of ids) {
    const stem = id.replaceAll('-', '[- ]').replace(/e?s$/, '')
    const words = new RegExp(`\\b${stem}(?:e|s|es)?\\b`, 'i').exec(text)?.[0]
    if (words !== undefined) return { id, words }
  }
  return null
}

function sizeIn(text: string): { id: string; words: string } | null {
  const found = /\bsize (XS|S|M|L|XL)\b/.exec(text)
  return found === null ? null : { id: `alpha ${found[1]}`, words: found[0] }
}

function quoted(words: string) {
  return { photo: null, quote: words }
}

function entry(field: string, applies: string, evidence: unknown[], values: string[]) {
  return { field, applies, evidence, values }
}

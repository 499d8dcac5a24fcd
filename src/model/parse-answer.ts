import { z } from 'zod'

/**
 * A model's text as an answer of a form, or what is wrong with it, in words that the model can act on. Checked is the form, not
 * the ids in it.
 */
export function parseAnswer<T>(
  content: string,
  form: z.ZodType<T>,
): { answer: T } | { code: 'model-text-not-json' | 'model-wrong-shape'; problem: string } {
  let data: unknown
  try {
    data = JSON.parse(withoutFence(content))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { code: 'model-text-not-json', problem: `It is not valid JSON: ${error.message.slice(0, 200)}` }
  }
  const parsed = form.safeParse(data)
  return parsed.success
    ? { answer: parsed.data }
    : {
        code: 'model-wrong-shape',
        problem: `It does not fit the schema:\n${z.prettifyError(parsed.error).slice(0, 1_000)}`,
      }
}

/** Models that were trained on chat put JSON into a Markdown fence, with or without words around it. */
function withoutFence(content: string): string {
  return /```[a-z]*\s*\n([\s\S]*?)```/i.exec(content)?.[1] ?? content
}

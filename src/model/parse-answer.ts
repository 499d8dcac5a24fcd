import { z } from 'zod'
import type { WireAnswer, WireSchema } from './wire-schema.ts'

/** A model's text as an answer of the schema, or what is wrong with it, in words that the model can act on. */
export function parseAnswer(
  content: string,
  wireSchema: WireSchema,
): { answer: WireAnswer } | { code: 'model-text-not-json' | 'model-wrong-shape'; problem: string } {
  let data: unknown
  try {
    data = JSON.parse(withoutFence(content))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { code: 'model-text-not-json', problem: `It is not valid JSON: ${error.message.slice(0, 200)}` }
  }
  const parsed = wireSchema.answer.safeParse(data)
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

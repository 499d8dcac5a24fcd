import { RunnableLambda } from '@langchain/core/runnables'

/** Requests as small as they come, one an item: what is compared is how a limit is kept, and not what is asked. */
export function langchainInput(count: number): object[] {
  return Array.from({ length: count }, (_, item) => ({
    model: 'a-model',
    messages: [{ role: 'user', content: `Blue cotton dress, size M, item ${item}` }],
    max_completion_tokens: 2_000,
  }))
}

/** What LangChain has for many calls: a runnable with its own retries, `maxConcurrency` at a time. Its defaults otherwise. */
export async function runLangchain(
  url: string,
  requests: readonly object[],
  maxConcurrency: number,
): Promise<{ lost: number }> {
  const call = RunnableLambda.from(async (request: object) => {
    const answer = await fetch(`${url}/chat/completions`, { method: 'POST', body: JSON.stringify(request) })
    const body = (await answer.json()) as unknown
    if (!answer.ok) throw Object.assign(new Error(`status ${answer.status}`), { status: answer.status })
    return body
  })
  const results = await call.withRetry().batch([...requests], { maxConcurrency }, { returnExceptions: true })
  return { lost: results.filter((result) => result instanceof Error).length }
}

import type { EvalCall } from '../../evals/run/eval-row.ts'
import { printable } from '../printable.ts'

/** What a key was made of, of an exchange that the run kept. */
type Asked = {
  step: string
  prompt: string
  endpoint?: unknown
  request: { model?: unknown; messages: readonly { content: unknown }[]; response_format?: unknown }
}

/** Each call of a case in lines: sent, or answered by what was kept, from which run, what that had cost, and why it fits. */
export function explainCalls(calls: readonly EvalCall[], exchanges: readonly Asked[]): string[] {
  return calls.flatMap(({ step, prompt, model, outcome, costUsd, ms, kept }) => {
    const head = `${printable(step)}, ${printable(prompt)}, ${printable(model)}`
    if (outcome !== 'cached') return [`${head}: ${outcome}, ${dollars(costUsd)}, ${Math.round(ms)} ms`]
    if (kept === undefined) return [`${head}: from kept answers`]
    const { paid, key } = kept
    const from =
      paid === null
        ? 'an earlier run'
        : `run ${printable(paid.run)}, ${paid.at.slice(0, 16).replace('T', ' ')} UTC, in ${Math.round(paid.ms)} ms`
    const asked = exchanges.find((each) => each.step === step && each.prompt === prompt)
    return [
      `${head}: kept, paid for by ${from}, ${dollars(kept.costUsd)}`,
      `  key ${printable(key)}`,
      `  the same step, tenant, endpoint, profile and request${asked === undefined ? '' : `: ${partsOf(asked)}`}`,
    ]
  })
}

function partsOf({ endpoint, request }: Asked): string {
  const text = JSON.stringify(request.messages)
  const photos = text.match(/image\/[a-z]+, \d+ bytes, sha256 [0-9a-f]{12}/g) ?? []
  const schema = /"name":"(\w+)"/.exec(JSON.stringify(request.response_format) ?? '')?.[1]
  return printable(
    [
      `${request.model} at ${typeof endpoint === 'string' ? endpoint : 'no endpoint'}`,
      `${request.messages.length} messages of ${text.length} characters`,
      ...(schema === undefined ? [] : [`schema ${schema}`]),
      ...photos.map((photo) => `photo ${photo.slice(-12)}`),
    ].join('; '),
  )
}

function dollars(usd: number | null): string {
  return usd === null ? 'price not known' : `$${usd.toFixed(6)}`
}

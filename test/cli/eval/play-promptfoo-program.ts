// Does what promptfoo does with a configuration, for tests: loads each provider's file, makes it, calls it for each test, and judges
// (https://github.com/promptfoo/promptfoo: src/providers/index.ts, src/assertions/javascript.ts). Prints what came out as JSON.
import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { parse } from 'yaml'

const config = parse(await readFile(process.argv[2] ?? '', 'utf8'))
const results: unknown[] = []
for (const { id, label, config: own } of config.providers) {
  const { default: Provider } = await import(pathToFileURL(id.slice('file://'.length)).href)
  const provider = new Provider({ id, config: { ...own, basePath: undefined }, env: undefined })
  provider.label ||= label
  if (!('id' in provider) || typeof provider.id !== 'function') throw new Error('not a provider to promptfoo')
  const { signal } = new AbortController()
  for (const [testIdx, test] of [...config.tests, { vars: { case: 'no-such-case' }, assert: [] }].entries()) {
    const raw: string = config.prompts[0]
    const prompt = raw.replace('{{case}}', test.vars.case)
    const context = { vars: test.vars, prompt: { raw, label: raw }, test, testIdx, promptIdx: 0, repeatIndex: 0 }
    const answer = await provider.callApi(prompt, context, { abortSignal: signal })
    const judged = test.assert.map(({ metric, value }: { metric: string; value: string }) => ({
      metric,
      ...(answer.error === undefined ? new Function('output', 'context', value)(answer.output, context) : {}),
    }))
    results.push({ provider: provider.id(), case: test.vars.case, answer, judged })
  }
}
console.log(JSON.stringify(results))

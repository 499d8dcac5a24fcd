import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { caseKey, promptfooConfig } from '../../../src/evals/promptfoo/promptfoo-config.ts'
import { providerAnswer } from '../../../src/evals/promptfoo/provider-answer.ts'
import type { EvalCall } from '../../../src/evals/run/eval-row.ts'
import type { Suite } from '../../../src/evals/suite/read-suite.ts'
import { evalCase, evalRow, field } from '../eval-case.ts'

const suite: Suite = {
  name: 'mine',
  file: '/suites/mine.yaml',
  description: 'some',
  dataset: 'rows.jsonl',
  photos: '.',
  settings: {},
  prompts: {},
  mode: 'listed',
  slices: [],
  margin: 0.02,
  gates: [],
}
const cases = [
  evalCase('a-1', { brand: 'Zara', color: ['red'], fit: null }),
  evalCase('{{ env.KEY }}', { brand: 'Zara' }, { text: '{{ env.KEY }} {% include "x" %} file:///secret' }),
  evalCase('file://secret', { 'odd"]; evil()//': 'x' }),
]
const configOf = (fields?: string[]) =>
  promptfooConfig(
    { ...suite, ...(fields === undefined ? {} : { fields }) },
    { file: 'rows.jsonl', photosRoot: '.', version: 'abc', cases },
    { provider: 'file:///provider.mjs', candidates: [{ 'extract-attributes': 'shorter' }] },
  )

const call: EvalCall = {
  id: 'call_1',
  listingId: 'case_1',
  step: 'first',
  model: 'gpt-6-luna',
  endpoint: 'openai',
  prompt: 'p@1',
  outcome: 'answered',
  usage: { input: 100, cached: 40, output: 20 },
  costUsd: 0.5,
  ms: 10,
}

test('a test a case, a provider a candidate, an assertion a field that gold says something of', () => {
  const { providers, prompts, tests } = parse(configOf())
  expect(prompts).toEqual(['{{case}}'])
  expect(providers).toMatchObject([
    { id: 'file:///provider.mjs', label: 'mine', config: { suite: '/suites/mine.yaml', prompts: {} } },
    { label: 'extract-attributes=shorter', config: { prompts: { 'extract-attributes': 'shorter' } } },
  ])
  expect(tests).toHaveLength(3)
  expect(tests[0].vars).toEqual({ case: 'a-1' })
  expect(tests[0].assert.map(({ metric }: { metric: string }) => metric)).toEqual(['brand', 'color'])
  expect(parse(configOf(['color'])).tests[0].assert).toHaveLength(1)
})

test("nothing of a stranger's that promptfoo would take for a template or a file is in it, nor code in a field's name", () => {
  const text = configOf()
  expect(text.match(/\{\{.*?\}\}|\{%|\{#/g)).toEqual(['{{case}}'])
  expect(text).not.toMatch(/secret|env\.KEY|evil/)
  expect(cases.map(caseKey)).toEqual(['a-1', '#2', '#3'])
})

test('an assertion passes what is right, fails what is wrong, and says what was said and what is right', () => {
  const [{ assert: assertions }] = parse(configOf()).tests
  // As promptfoo runs a value of several lines: as the body of a function.
  const judge = (at: number, output: unknown) => new Function('output', 'context', assertions[at].value)(output, {})
  const { output } = providerAnswer(
    evalRow('a-1', { brand: field('Mango'), color: field('red') }),
    cases[0] ?? expect.fail(),
    suite,
  )
  expect(judge(0, output)).toEqual({ pass: false, score: 0, reason: 'wrong: "Mango" where gold has "Zara"' })
  expect(judge(1, output)).toMatchObject({ pass: true, score: 1 })
})

test("what a case took is summed in promptfoo's words; without a known price there is no cost, without a draft there is an error", () => {
  const [evalCaseOne = expect.fail()] = cases
  const row = (calls: EvalCall[]) => evalRow('a-1', { brand: field('Zara') }, { calls })
  const cached = { ...call, outcome: 'cached' as const, costUsd: 0 }
  expect(providerAnswer(row([call, cached]), evalCaseOne, suite)).toMatchObject({
    tokenUsage: { prompt: 200, completion: 40, cached: 80, total: 240, numRequests: 1 },
    cost: 0.5,
    cached: false,
    latencyMs: 10,
    metadata: { case: 'a-1' },
  })
  expect(providerAnswer(row([cached]), evalCaseOne, suite)).toMatchObject({ cached: true, cost: 0 })
  expect(providerAnswer(row([{ ...call, costUsd: null }]), evalCaseOne, suite)).not.toHaveProperty('cost')
  const failed = providerAnswer(evalRow('a-1', null), evalCaseOne, suite)
  expect(failed).toMatchObject({ error: 'model-timeout: no answer' })
  expect(failed).not.toHaveProperty('output')
})

import { expect, test } from 'vitest'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { ModelCall, ModelRequest } from '../../src/model/model-call.ts'
import { planCalls } from '../../src/model/plan-calls.ts'
import type { AnswerStore, CallDeps } from '../../src/model/run-call.ts'
import { type PlanRound, runRounds } from '../../src/model/run-rounds.ts'
import { manyCategories } from './many-categories.ts'
import { modelCase } from './model-case.ts'

const signal = new AbortController().signal
const evidence = [{ photo: 0, quote: null }]
const answers: Readonly<Record<string, unknown>> = {
  category: { evidence, choice: 'dresses', words: null },
  fields: { category: { evidence, fits: 'yes' }, chosen: [], slotted: [], written: [] },
}
const nameOf = ({ response_format: format }: ModelRequest) =>
  format?.type === 'json_schema' ? format.json_schema.name.replace(/_.*/, '') : ''
const body = (content: unknown) => ({
  choices: [
    { finish_reason: 'stop', message: { content: typeof content === 'string' ? content : JSON.stringify(content) } },
  ],
})

/** An endpoint that answers by the name of the schema, or fails; and what it was asked. */
function endpoint(answer: (name: string, at: number) => unknown, store: AnswerStore | null = null) {
  const asked: string[] = []
  const deps: CallDeps = {
    send: async (request) => {
      asked.push(nameOf(request))
      return body(answer(nameOf(request), asked.length))
    },
    ...{ answers: store, budget: null, addLedgerRow: async () => {}, now: () => 0 },
  }
  return { asked, deps }
}

/** As the real stores keep them: by the very request. */
function inMemory(): AnswerStore {
  const kept = new Map<string, unknown>()
  const keyOf = ({ request }: ModelCall) => JSON.stringify(request)
  return {
    get: async (call) => kept.get(keyOf(call)) ?? null,
    put: async (call, _, answer, isGood) => void (isGood && kept.set(keyOf(call), answer)),
  }
}

test('a retry after a failed extraction does not pay for the category a second time', async () => {
  const { asked, deps } = endpoint((name, at) => {
    if (at === 2) throw new HangtagError('Busy.', { code: 'model-unavailable', disposition: 'retry' })
    return answers[name]
  }, inMemory())
  await expect(runRounds(planCalls, modelCase(), deps, signal)).rejects.toMatchObject({ code: 'model-unavailable' })
  const readings = await runRounds(planCalls, modelCase(), deps, signal)
  expect(asked).toEqual(['category', 'fields', 'fields'])
  expect(readings.map(({ cached }) => cached)).toEqual([true, false])
})

test.each([
  [
    'rejects every category',
    { category: answers.category, fields: { ...(answers.fields as object), category: { evidence, fits: 'no' } } },
  ],
  ['never answers in JSON', { category: 'no', fields: 'no' }],
  ['goes down every level', { category: { evidence, choice: 'c1', words: null }, fields: answers.fields }],
])('a model that %s is asked a bounded number of times', async (_, said) => {
  const input = modelCase({ taxonomy: manyCategories(modelCase().taxonomy) })
  for (const one of [modelCase(), input]) {
    const { asked, deps } = endpoint((name) => (said as Record<string, unknown>)[name])
    await runRounds(planCalls, one, deps, signal).catch((error: unknown) => {
      expect(error).toBeInstanceOf(HangtagError)
    })
    expect(asked.length).toBeLessThanOrEqual(6)
  }
})

test('a plan without end stops, as a mistake of ours', async () => {
  const { asked, deps } = endpoint((name) => answers[name])
  const endless: PlanRound = async (input) => (await planCalls(input)).slice(0, 1)
  await expect(runRounds(endless, modelCase(), deps, signal)).rejects.toThrow('more than 12 calls')
  expect(asked).toHaveLength(12)
})

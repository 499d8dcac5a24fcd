import { describe, expect, it } from 'vitest'
import type { Field } from '../../src/domain/record.ts'
import type { ModelCall } from '../../src/model/model-call.ts'
import { planSecondCalls } from '../../src/model/plan-second-calls.ts'
import { readAnswers } from '../../src/model/read-answers.ts'
import { modelCase } from './model-case.ts'

const text = (start: number, end: number, quote: string) => ({
  read: 'seller-text',
  kind: 'text' as const,
  start,
  end,
  quote,
})
const size: Field = {
  value: { system: 'alpha', label: 'M' },
  label: 'M',
  status: 'stated',
  confidence: 0.5,
  evidence: [text(19, 25, 'size M')],
  conflicts: [
    {
      value: { system: 'alpha', label: 'L' },
      label: 'L',
      evidence: [{ read: 'label', kind: 'label', photo: 2, quote: 'L' }],
    },
  ],
}
/** Who wins the other way round: the same two sizes. */
const turned: Field = {
  ...size,
  value: { system: 'alpha', label: 'L' },
  label: 'L',
  status: 'observed',
  evidence: size.conflicts[0]?.evidence ?? [],
  conflicts: [{ value: size.value, label: 'M', evidence: size.evidence }],
}
const brand: Field = { ...size, value: 'Zara', label: 'Zara', conflicts: [] }
const disputed = (fields: Record<string, Field>, strong: string | undefined = 'large') =>
  modelCase({ fields, ...(strong === undefined ? {} : { strong }) })
const wordsOf = (call: ModelCall | undefined) => JSON.stringify(call?.request.messages)
const disputesIn = (call: ModelCall | undefined) =>
  /<disputes>\\n(.*?)\\n<\/disputes>/s.exec(wordsOf(call).split('"role":"user"')[1] ?? '')?.[1] ?? ''

async function planned(input: ReturnType<typeof modelCase>, statements: unknown[] = []) {
  const [describing, ...others] = await planSecondCalls(input)
  expect(others).toEqual([])
  const call = describing ?? expect.unreachable('the second read begins with a description')
  const content = JSON.stringify({ statements })
  const body = { choices: [{ finish_reason: 'stop', message: { content } }] }
  const readings = readAnswers([{ call, answer: { body, ms: 1, cached: false } }], input.taxonomy)
  return { describing: call, readings, next: await planSecondCalls(input, readings) }
}

describe('the second read', () => {
  it('is told nothing of fields, values, neighbors or what was found: only the words and the photos', async () => {
    const { describing } = await planned(disputed({ size, brand }))
    expect(describing).toMatchObject({ step: 'describe-evidence', form: 'statements', slots: {} })
    expect(wordsOf(describing)).toContain('Blue cotton dress')
    for (const word of ['Zara', 'Marlowe', 'dresses', 'cashmere', 'v-neck', 'c1'])
      expect(wordsOf(describing)).not.toContain(word)
    const other = await planSecondCalls(disputed({}))
    expect(other[0]?.request).toEqual(describing.request)
  })

  it('ends there without a stronger model, or with nothing disputed', async () => {
    expect((await planned(modelCase({ fields: { size } }))).next).toEqual([])
    expect((await planned(disputed({ brand }))).next).toEqual([])
  })

  it('asks the stronger model about the disputed fields alone, and then ends', async () => {
    const { next, readings } = await planned(disputed({ size, brand }))
    expect(next).toMatchObject([
      {
        step: 'resolve-conflict',
        form: 'verdicts',
        request: { model: 'large' },
        slots: { d1: { field: 'size', c1: { system: 'alpha', label: 'L' }, c2: { system: 'alpha', label: 'M' } } },
      },
    ])
    expect(wordsOf(next[0])).not.toContain('Zara')
    const [call = expect.unreachable()] = next
    const content = JSON.stringify({
      verdicts: [{ dispute: 'd1', evidence: [{ photo: 2, quote: 'L' }], choice: 'c1', words: null }],
    })
    const body = { choices: [{ finish_reason: 'stop', message: { content } }] }
    const judged = readAnswers([{ call, answer: { body, ms: 1, cached: false } }], modelCase().taxonomy)
    expect(judged[0]?.outcome).toMatchObject({
      claims: [
        {
          attribute: 'size',
          value: { system: 'alpha', label: 'L' },
          status: 'observed',
          evidence: [{ read: 'model-second', kind: 'label', photo: 2, quote: 'L' }],
        },
      ],
    })
    expect(await planSecondCalls(disputed({ size }), [...readings, ...judged])).toEqual([])
  })

  it('shows the disputed values in neutral order: not who believes them, nor which is on the draft', async () => {
    const [one, other] = [await planned(disputed({ size })), await planned(disputed({ size: turned }))]
    expect(disputesIn(one.next[0])).not.toBe('')
    expect(disputesIn(one.next[0])).toBe(disputesIn(other.next[0]))
    expect(disputesIn(one.next[0])).toContain('print in photo 2')
    expect(disputesIn(one.next[0])).not.toMatch(/seller-text|label read|stated|observed|confidence/)
  })

  it('shows what it described itself as one more value', async () => {
    const statement = { evidence: [{ photo: 0, quote: 'S' }], about: 'size', value: 'S' }
    const { next } = await planned(disputed({ size }), [statement])
    expect(Object.keys(next[0]?.slots.d1 ?? {})).toEqual(['field', 'c1', 'c2', 'c3'])
    expect(disputesIn(next[0])).toContain('print in photo 0')
  })

  it('that does not fit is followed up like any other', async () => {
    const input = disputed({ size })
    const [call = expect.unreachable()] = await planSecondCalls(input)
    const body = { choices: [{ finish_reason: 'stop', message: { content: 'none' } }] }
    const readings = readAnswers([{ call, answer: { body, ms: 1, cached: false } }], input.taxonomy)
    expect(await planSecondCalls(input, readings)).toMatchObject([{ step: 'repair-answer', attempt: 'repair' }])
  })

  it('leaves a dispute open where it cannot be told, and says so of a dispute that nobody asked about', async () => {
    const { next } = await planned(disputed({ size }))
    const [call = expect.unreachable()] = next
    const verdict = (dispute: string, choice: string) => ({ dispute, evidence: [], choice, words: null })
    const content = JSON.stringify({ verdicts: [verdict('d1', 'none'), verdict('d9', 'c1')] })
    const body = { choices: [{ finish_reason: 'stop', message: { content } }] }
    const [judged] = readAnswers(
      [{ call: { ...call, attempt: 'repair' }, answer: { body, ms: 1, cached: false } }],
      modelCase().taxonomy,
    )
    expect(judged?.outcome).toMatchObject({ claims: [], dropped: [{ attribute: 'd9', code: 'slot-out-of-range' }] })
  })
})

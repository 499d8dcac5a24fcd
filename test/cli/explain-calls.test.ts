import { expect, test } from 'vitest'
import { explainCalls } from '../../src/cli/eval/explain-calls.ts'
import type { EvalCall } from '../../src/evals/run/eval-row.ts'

const call = {
  step: 'choose-category',
  prompt: 'choose-category@1',
  model: 'luna',
  outcome: 'cached',
  ms: 0,
  costUsd: 0,
}

test('a call that was not sent says which run paid for it, when, how much, and what is the same', () => {
  const paid = { run: 'first', at: '2026-11-01T10:00:01.500Z', ms: 1_500 }
  const kept = { key: 'choose-category.ab12', paid, costUsd: 0.0012 }
  const photo = { type: 'image_url', image_url: { url: `image/jpeg, 900 bytes, sha256 ${'0f'.repeat(32)}` } }
  const request = {
    model: 'luna',
    messages: [{ content: [photo] }],
    response_format: { json_schema: { name: 'category' } },
  }
  const asked = { step: 'choose-category', prompt: 'choose-category@1', endpoint: 'api.example', request }
  const lines = explainCalls([{ ...call, kept } as EvalCall], [asked]).join('\n')
  expect(lines).toContain('paid for by run first, 2026-11-01 10:00 UTC, in 1500 ms, $0.001200')
  expect(lines).toContain('key choose-category.ab12')
  expect(lines).toMatch(/luna at api.example; 1 messages of \d+ characters; schema category; photo 0f0f0f0f0f0f/)
})

test('a call that was sent says what it cost', () => {
  expect(explainCalls([{ ...call, outcome: 'ok', ms: 12, costUsd: 0.001 } as EvalCall], [])).toEqual([
    'choose-category, choose-category@1, luna: ok, $0.001000, 12 ms',
  ])
})

import { expect, test } from 'vitest'
import { capSpending } from '../../../src/evals/run/cap-spending.ts'
import type { ModelCall } from '../../../src/model/model-call.ts'
import type { ModelInput } from '../../../src/model/model-input.ts'
import { chooseProfile } from '../../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../../src/model/profiles/load-profiles.ts'

const profile = chooseProfile(await loadProfiles({ profiles: null, prices: null }), {
  baseUrl: 'https://api.openai.com/v1',
  profile: null,
})
const input = { profile } as ModelInput
/** At $0.50 per million tokens of output: half a dollar at most, and a little for the words. */
const call = (model = 'gpt-6-luna') =>
  ({ request: { model, messages: [{ role: 'user', content: 'hi' }], max_completion_tokens: 1_000_000 } }) as ModelCall
const never = new AbortController().signal

test('a call that fits only if others cost less waits for them; one that never fits is refused', async () => {
  const budget = capSpending(1.2, 0)
  await budget.reserve('a', call(), input, never)
  await budget.reserve('b', call(), input, never)
  let third = 'waits'
  const waiting = Promise.resolve(budget.reserve('c', call(), input, never)).then(() => {
    third = 'reserved'
  })
  await Promise.resolve()
  expect(third).toBe('waits')
  await budget.settle('a', 0.01)
  await waiting
  expect(third).toBe('reserved')
  // Not known what it cost: the most that it can have cost is booked.
  await budget.settle('b', null)
  await budget.settle('c', 0.4)
  await expect(budget.reserve('d', call(), input, never)).rejects.toMatchObject({ code: 'budget-spent' })
})

test('what a run has cost before counts, and a call without a known price is refused', async () => {
  await expect(capSpending(1, 0.9).reserve('a', call(), input, never)).rejects.toMatchObject({ code: 'budget-spent' })
  await expect(capSpending(1, 0).reserve('a', call('own-model'), input, never)).rejects.toMatchObject({
    code: 'price-unknown',
  })
})

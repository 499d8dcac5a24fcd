import { expect, test } from 'vitest'
import { evalAnswers } from '../../../src/evals/answers/eval-answers.ts'
import { planCalls } from '../../../src/model/plan-calls.ts'
import { chooseProfile } from '../../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../../src/model/profiles/load-profiles.ts'
import { memoryShelf } from '../../model/answers/shelf.ts'
import { modelCase } from '../../model/model-case.ts'

const profile = chooseProfile(await loadProfiles(), { baseUrl: 'https://api.openai.com/v1', profile: null })
const input = modelCase({ model: 'gpt-6-luna', profile })
const [call] = await planCalls(input)
const warn = () => expect.unreachable()
const body = { choices: [], usage: { prompt_tokens: 1_000_000, completion_tokens: 0 } }

test('an answer that another run paid for is used, kept with this run, and says who paid for it, when and how much', async () => {
  if (call === undefined) return expect.unreachable()
  const far = memoryShelf()
  let time = Date.parse('2026-11-01T10:00:00Z')
  const open = (run: string, near = memoryShelf()) => evalAnswers({ near, far, run, warn, now: () => new Date(time) })
  const first = open('first')
  expect(await first.get(call, input)).toBeNull()
  time += 1_500
  await first.put(call, input, body, true)

  const near = memoryShelf()
  const second = open('second', near)
  expect(await second.get(call, input)).toEqual(body)
  const paid = { run: 'first', at: '2026-11-01T10:00:01.500Z', ms: 1_500 }
  expect(second.lastHit()).toMatchObject({
    paid,
    costUsd: expect.closeTo(0.1),
    key: expect.stringMatching(/^choose-category\./),
  })
  // The run's own copy says the same, wherever the folder is moved.
  const moved = evalAnswers({
    near,
    far: memoryShelf(),
    run: 'third',
    warn,
    now: () => new Date(0),
  })
  await moved.get(call, input)
  expect(moved.lastHit()).toMatchObject({ paid })
})

test('an answer that could not be read is asked for again', async () => {
  if (call === undefined) return expect.unreachable()
  const far = memoryShelf()
  const answers = evalAnswers({ near: memoryShelf(), far, run: 'r', warn, now: () => new Date(0) })
  await answers.put(call, input, body, false)
  expect(await answers.get(call, input)).toBeNull()
  expect(answers.lastHit()).toBeNull()
})

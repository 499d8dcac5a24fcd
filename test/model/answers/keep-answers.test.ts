import { describe, expect, it } from 'vitest'
import { HangtagError } from '../../../src/domain/hangtag-error.ts'
import { cacheAnswers } from '../../../src/model/answers/cache-answers.ts'
import { recordAnswers } from '../../../src/model/answers/record-answers.ts'
import { replayAnswers } from '../../../src/model/answers/replay-answers.ts'
import { planCalls } from '../../../src/model/plan-calls.ts'
import { modelCase } from '../model-case.ts'
import { memoryShelf } from './shelf.ts'

const input = modelCase()
const planned = (await planCalls(input))[0]
if (planned === undefined) throw new Error('nothing is asked about this case')
const call = { ...planned, slots: { brand: { c1: 'Marlowe' } } }
const body = { choices: [{ message: { content: '{}' } }] }

function cache() {
  const shelf = memoryShelf()
  const clock = { ms: 0 }
  const warnings: HangtagError[] = []
  const answers = cacheAnswers(shelf, { warn: (error) => warnings.push(error), now: () => clock.ms })
  return { shelf, clock, warnings, answers }
}

describe('the cache', () => {
  it('gives back a good answer, and never one that could not be read', async () => {
    const { answers, shelf } = cache()
    expect(await answers.get(call, input)).toBeNull()
    await answers.put(call, input, { broken: true }, false)
    expect(shelf.kept.size).toBe(0)
    await answers.put(call, input, body, true)
    expect(await answers.get(call, input)).toEqual(body)
  })

  it('holds answers alone: no request, no words of a seller', async () => {
    const { answers, shelf } = cache()
    await answers.put(call, input, body, true)
    expect([...shelf.kept.values()].map((text) => Object.keys(JSON.parse(text)))).toEqual([['isGood', 'slots', 'body']])
  })

  it('keeps what the slots stood for: where they stand for something else now, the answer is not used', async () => {
    const { answers } = cache()
    await answers.put(call, input, body, true)
    expect(await answers.get({ ...call, slots: { brand: { c1: 'Marlowe & Sons' } } }, input)).toBeNull()
  })

  it('that is down costs nothing but the cache: said once, left alone for a while, then tried again', async () => {
    const { answers, shelf, clock, warnings } = cache()
    await answers.put(call, input, body, true)
    shelf.down = new HangtagError('down', { code: 'answer-store-unavailable', disposition: 'retry' })
    expect(await Promise.all([answers.get(call, input), answers.get(call, input)])).toEqual([null, null])
    const asked = shelf.calls
    await answers.put(call, input, body, true)
    expect(await answers.get(call, input)).toBeNull()
    expect(shelf.calls).toBe(asked)
    expect(warnings).toEqual([shelf.down])
    shelf.down = null
    clock.ms += 5_000
    expect(await answers.get(call, input)).toEqual(body)
  })

  it('hides no bug', async () => {
    const { answers, shelf } = cache()
    shelf.down = new TypeError('a bug')
    await expect(answers.get(call, input)).rejects.toBe(shelf.down)
  })
})

describe('a recording', () => {
  it('holds every answer with its request, and is replayed as it was, also what could not be read', async () => {
    const shelf = memoryShelf()
    const [recorder, player] = [recordAnswers(shelf, { warn: () => {} }), replayAnswers(shelf, 'recordings')]
    await recorder.put(call, input, { broken: true }, false)
    expect(await recorder.get(call, input)).toBeNull()
    expect(await player.get(call, input)).toEqual({ broken: true })
    await recorder.put(call, input, body, true)
    expect(await recorder.get(call, input)).toEqual(body)
    expect(await player.get(call, input)).toEqual(body)
    const [file] = [...shelf.kept.values()].map((text) => JSON.parse(text))
    expect(file).toMatchObject({ step: call.step, prompt: call.prompt, endpoint: 'localhost', listingId: 'lst_1' })
    expect(JSON.stringify(file.request)).toContain('Blue cotton dress')
    expect(JSON.stringify(file)).not.toContain('base64')
  })

  it('that lacks an answer says which, and what to do', async () => {
    const missing = replayAnswers(memoryShelf(), 'recordings').get(call, input)
    await expect(missing).rejects.toMatchObject({
      code: 'answer-not-recorded',
      disposition: 'give-up',
      message: expect.stringMatching(/recordings holds no answer.*tiny at localhost.*MODEL_RECORD/),
      evidence: { step: call.step, key: expect.stringMatching(/\.[0-9a-f]{64}$/) },
    })
  })

  it('that cannot be written to loses no answer, and does not stay silent', async () => {
    const shelf = memoryShelf()
    const warnings: HangtagError[] = []
    const recorder = recordAnswers(shelf, { warn: (error) => warnings.push(error) })
    const full = new HangtagError('full', { code: 'answer-store-unavailable', disposition: 'retry' })
    shelf.down = full
    await recorder.put(call, input, body, true)
    expect(warnings).toEqual([full])
  })

  it('that is played is not written to', async () => {
    const shelf = memoryShelf()
    await replayAnswers(shelf, 'recordings').put(call, input, body, true)
    expect(shelf.kept.size).toBe(0)
  })
})

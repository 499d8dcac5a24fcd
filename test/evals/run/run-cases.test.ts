import { expect, test } from 'vitest'
import { HangtagError } from '../../../src/domain/hangtag-error.ts'
import type { EvalRow } from '../../../src/evals/run/eval-row.ts'
import { runCases } from '../../../src/evals/run/run-cases.ts'
import { evalCase, evalRow, field } from '../eval-case.ts'

const cases = Array.from({ length: 10 }, (_, place) => evalCase(`${place}`, { brand: 'Zara' }))
const never = new AbortController().signal

function start(digitize: (id: string, repeat: number) => Promise<EvalRow>, done = new Set<string>(), repeats = 1) {
  const kept: string[] = []
  const deps = {
    digitize: ({ id }: { id: string }, repeat: number) => digitize(id, repeat),
    keep: async ({ id, repeat }: EvalRow) => void kept.push(`${id}#${repeat}`),
    progress: () => {},
  }
  return { kept, end: runCases(cases, { repeats, concurrency: 3, done }, deps, never) }
}
const fine = async (id: string, repeat: number) => evalRow(id, { brand: field('Zara') }, { repeat })

test('every case is run and kept once, in each repeat; what is there already is not run again', async () => {
  const { kept, end } = start(fine, new Set(['0#0', '9#1']), 2)
  expect(await end).toEqual({ ran: 18, skipped: 2, end: 'complete' })
  expect(new Set(kept).size).toBe(18)
  expect(kept).not.toContain('9#1')
})

test('a spent budget begins nothing more, and what was under way is kept', async () => {
  const spent = new HangtagError('spent', { code: 'budget-spent', disposition: 'give-up' })
  const begun: string[] = []
  const under = Promise.withResolvers<void>()
  const { kept, end } = start(async (id, repeat) => {
    begun.push(id)
    if (id === '1') throw spent
    if (id === '0') await under.promise
    else if (id === '2') under.resolve()
    return fine(id, repeat)
  })
  expect(await end).toMatchObject({ end: 'spent' })
  expect(kept).toContain('0#0')
  expect(begun.length).toBeLessThan(cases.length)
})

test('a fault of ours ends the run with its own error', async () => {
  const { end } = start(async (id, repeat) => {
    if (id === '4') throw new TypeError('a bug')
    return fine(id, repeat)
  })
  await expect(end).rejects.toThrow('a bug')
})

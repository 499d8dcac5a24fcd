import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { batchProgress } from '../../../src/cli/batch/batch-progress.ts'

const counts = { done: 2, skipped: 1, failed: 0, badLines: 1 }

function show(isTTY: boolean): string {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 100 })
  const progress = batchProgress(100, stream as unknown as NodeJS.WriteStream)
  progress.advance(50, counts)
  progress.report('line 7: not JSON')
  progress.stop()
  return String(stream.read() ?? '')
}

test('on a terminal a bar is drawn, and a report of the last moment is not lost with it', () => {
  const shown = show(true)
  expect(shown).toContain('50% | 2 done, 1 skipped, 0 failed, 1 bad line')
  expect(shown).toContain('line 7: not JSON\n')
})

test('elsewhere nothing is drawn: reports are plain lines', () => {
  expect(show(false)).toBe('line 7: not JSON\n')
})

import { expect, test } from 'vitest'
import { createLog } from '../../src/observability/create-log.ts'

test('secrets never reach the log, however deep a caller puts them', () => {
  const lines: string[] = []
  const log = createLog({
    name: 'test',
    level: 'info',
    destination: { write: (line: string) => void lines.push(line) },
  })
  log.info(
    { apiKey: 'hunter2', request: { headers: { authorization: 'Bearer hunter2' } }, webhook: { secret: 'hunter2' } },
    'x',
  )
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain('hunter2')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ name: 'test', msg: 'x', apiKey: '[redacted]' })
})

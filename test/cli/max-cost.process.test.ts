import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyDatabase } from '../store/copy-database.ts'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { startCommand } from './start-command.ts'

// A batch under a cap, through the real command and platform, against the model stub with a price of its own.

let model: ModelServer
let folder: string
beforeAll(async () => {
  model = await startModelServer()
  folder = await mkdtemp(join(tmpdir(), 'hangtag-max-cost-'))
  await copyDatabase(join(folder, 'database'))
})
afterAll(async () => {
  await model?.stop()
  await rm(folder, { recursive: true, force: true })
})

const count = 30

test('a batch stops at its cap, never past it, and goes on when it is raised', async () => {
  const [input, output, prices] = ['input.jsonl', 'output.jsonl', 'prices.json'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  const price = { endpoint: '127.0.0.1:*', model: 'a-model', input: 10, cached: 1, cacheWrite: 10, output: 40 }
  await writeFile(prices, JSON.stringify({ prices: [price] }))
  const line = (at: number) => JSON.stringify({ id: `id-${at}`, text: `Blue cotton dress, size M, number ${at}` })
  await writeFile(input, Array.from({ length: count }, (_, at) => line(at)).join('\n'))
  const digitize = async (...more: string[]) => {
    const args = ['digitize', '--input', input, '--output', output, '--concurrency', '4', ...more]
    const settings = { MODEL_BASE_URL: model.url, MODEL_NAME: 'a-model', MODEL_PRICES: prices }
    const command = startCommand(folder, args, settings)
    return { status: await command.ended, output: command.output() }
  }
  const lines = async () =>
    (await readFile(output, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((text) => JSON.parse(text))
  const spent = async () =>
    (await lines())
      .flatMap(({ provenance }) => provenance.reads)
      .reduce(
        (sum: number, { costUsd, cached }: { costUsd?: number; cached: boolean }) =>
          sum + (cached ? 0 : (costUsd ?? 0)),
        0,
      )

  const first = await digitize('--max-cost', '0.6')
  expect(first.status).toBe(1)
  expect(first.output).toContain('The spending cap of $0.6 is spent')
  expect(first.output).toContain('Raise --max-cost and run this again')
  const once = await spent()
  expect(once).toBeGreaterThan(0)
  expect(once).toBeLessThanOrEqual(0.6)
  const made = (await lines()).length
  expect(made).toBeLessThan(count)

  const second = await digitize('--max-cost', '100')
  expect(second.output).toMatch(/\$0\.\d{4} of \$100 are spent by earlier runs/)
  expect(second.status).toBe(0)
  const all = await lines()
  expect(all).toHaveLength(count)
  expect(all.every(({ provenance }) => !provenance.degraded.includes('model'))).toBe(true)
})

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { until } from '../stubs/until.ts'
import { startCommand } from './start-command.ts'

const caseCount = 6
let folder: string
let suite: string
let model: ModelServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-eval-batch-'))
  suite = join(folder, 'texts.yaml')
  const rows = (await readFile(resolve('evals/seller-texts/rows.jsonl'), 'utf8')).split('\n').slice(0, caseCount)
  await writeFile(join(folder, 'rows.jsonl'), `${rows.join('\n')}\n`)
  await writeFile(
    suite,
    `description: texts read by a model
dataset: rows.jsonl
settings: { reads: { model: single, sellerText: false, neighbors: false }, copy: { writer: fields } }
`,
  )
  const price = {
    endpoint: '127.0.0.1:*',
    model: 'gpt-6-luna',
    input: 0.1,
    cached: 0.01,
    cacheWrite: 0.125,
    output: 0.5,
  }
  await writeFile(join(folder, 'prices.yaml'), JSON.stringify({ prices: [price] }))
  model = await startModelServer()
})
afterAll(async () => {
  await model.stop()
  await rm(folder, { recursive: true, force: true })
})

function start(profile: string, ...args: string[]) {
  return startCommand(folder, ['eval', 'run', suite, '--json', ...args], {
    MODEL_BASE_URL: model.url,
    MODEL_NAME: 'gpt-6-luna',
    MODEL_PROFILE: profile,
    MODEL_PRICES: join(folder, 'prices.yaml'),
    LOG_LEVEL: 'silent',
  })
}

test('a run by the batch lane that is killed takes its batch up again: half the price, and no line is paid for twice', async () => {
  const killed = start('openai', '--batch', '--name', 'batched')
  const batches = join(folder, 'runs/batched/batches')
  await until('the batch', async () => {
    const names = (await readdir(batches).catch(() => [])).filter((name) => name.endsWith('.json'))
    const texts = await Promise.all(names.map((name) => readFile(join(batches, name), 'utf8').catch(() => '')))
    return texts.some((text) => text.includes('"batchId":"batch_'))
  })
  killed.process.kill('SIGKILL')
  await killed.ended

  await model.change({ batch: { atOnce: true } })
  const ended = start('openai', '--batch', '--resume', 'batched')
  expect(await ended.ended).toBe(0)
  const { missing, failed, expense } = JSON.parse(ended.stdout())
  expect({ missing, failed }).toEqual({ missing: 0, failed: [] })
  // The category, then the fields: a round of all cases each, and nothing by itself.
  const seen = await model.seen()
  expect(seen).toMatchObject({ count: 0, batches: { lines: 2 * caseCount, batches: 2 }, refused: [] })
  const rows = (await readFile(join(folder, 'runs/batched/rows.jsonl'), 'utf8')).trim().split('\n')
  const { calls } = JSON.parse(rows[0] ?? '')
  expect(calls.map(({ usage }: { usage: { tier: string } }) => usage.tier)).toEqual(['batch', 'batch'])

  await rm(join(folder, 'evals'), { recursive: true })
  const alone = start('openai', '--name', 'alone')
  await alone.ended
  expect(expense.costUsd).toBeCloseTo(JSON.parse(alone.stdout()).expense.costUsd / 2, 8)
})

test('an endpoint without the lane is refused at once', async () => {
  const refused = start('vllm', '--batch')
  expect(await refused.ended).toBe(1)
  expect(refused.output()).toContain('knows no batch lane')
})

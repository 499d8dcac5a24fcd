import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { startCommand } from './start-command.ts'

const caseCount = 8
const small = 'gpt-6-luna'
const large = 'gpt-6-large'
let folder: string
let suite: string
let model: ModelServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-eval-matrix-'))
  suite = join(folder, 'texts.yaml')
  const rows = (await readFile(resolve('evals/seller-texts/rows.jsonl'), 'utf8')).split('\n').slice(0, caseCount)
  await writeFile(join(folder, 'rows.jsonl'), `${rows.join('\n')}\n`)
  await writeFile(
    suite,
    `description: texts read by several models
dataset: rows.jsonl
settings: { reads: { model: single, sellerText: false, neighbors: false }, copy: { writer: fields } }
matrix: { models: [${large}, ${small}], settings: { plain: {}, lower: { thresholds: { review: 0.3 } } } }
`,
  )
  const price = (name: string, times: number) => ({
    ...{ endpoint: '127.0.0.1:*', model: name, input: 0.1 * times, cached: 0.01 * times },
    ...{ cacheWrite: 0.125 * times, output: 0.5 * times },
  })
  await writeFile(join(folder, 'prices.yaml'), JSON.stringify({ prices: [price(small, 1), price(large, 10)] }))
  model = await startModelServer()
})
afterAll(async () => {
  await model.stop()
  await rm(folder, { recursive: true, force: true })
})

async function evaluate(...args: string[]) {
  const command = startCommand(folder, ['eval', ...args], {
    MODEL_BASE_URL: model.url,
    MODEL_NAME: small,
    MODEL_PROFILE: 'openai',
    MODEL_PRICES: join(folder, 'prices.yaml'),
  })
  return { status: await command.ended, output: command.output(), stdout: command.stdout() }
}

test('a matrix stops at its one ceiling, is gone on with as a whole, and shows the cheapest for each field', async () => {
  const stopped = await evaluate('run', suite, '--name', 'two', '--max-cost', '0.03', '--json')
  expect(stopped).toMatchObject({ status: 3 })
  expect(JSON.parse(stopped.stdout)).toMatchObject({ end: 'spent' })
  expect(await evaluate('run', suite, '--resume', 'two', '--model', small)).toMatchObject({
    status: 1,
    output: expect.stringContaining('other combinations'),
  })

  const whole = await evaluate('run', suite, '--resume', 'two', '--max-cost', '5')
  expect(whole).toMatchObject({ status: 0 })
  for (const name of [`${large}+plain`, `${small}+lower`])
    expect(whole.stdout).toMatch(new RegExp(`^${name.replaceAll(/[.+]/g, '\\$&')}: [\\d.]+ % right in 8 cases$`, 'm'))
  // Two calls a case for each model: what differs in a threshold alone asks nothing anew.
  expect((await model.seen()).count).toBe(2 * 2 * caseCount)

  const routes = join(folder, 'routes.json')
  const shown = await evaluate('matrix', 'two', '--json', '--routes', routes)
  const { rows, fields } = JSON.parse(shown.stdout)
  expect(rows).toHaveLength(4)
  // Kept answers count with what they cost: settings of the same model cost the same.
  expect(rows[1].usdPerCase).toBeCloseTo(rows[0].usdPerCase)
  expect(rows[0].usdPerCase / rows[2].usdPerCase).toBeCloseTo(10, 0)
  expect(rows[2].againstFirst.verdict).not.toMatch(/better|worse/)
  expect(fields.find(({ field }: { field: string }) => field === 'brand').chosen).toBe(`${small}+plain`)
  expect(JSON.parse(await readFile(routes, 'utf8')).routes).toMatchObject({ brand: small })
  expect((await evaluate('matrix', 'two')).stdout).toContain('The cheapest for each field')

  expect((await evaluate('compare', `two/${large}+plain`, `two/${small}+plain`)).status).toBe(0)
  const page = (await evaluate('report', 'two')).stdout.trim()
  expect(page).toBe(join(folder, 'runs/two/report.html'))
  expect(await readFile(page, 'utf8')).toContain(`>${small}+lower: `)
})

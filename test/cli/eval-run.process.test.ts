import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { until } from '../stubs/until.ts'
import { startCommand } from './start-command.ts'

const caseCount = 40
let folder: string
let suite: string
let model: ModelServer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-eval-run-'))
  suite = join(folder, 'texts.yaml')
  const rows = (await readFile(resolve('evals/seller-texts/rows.jsonl'), 'utf8')).split('\n').slice(0, caseCount)
  await writeFile(join(folder, 'rows.jsonl'), `${rows.join('\n')}\n`)
  // The free reads of words would answer in the model's place.
  await writeFile(
    suite,
    `description: texts read by a model
dataset: rows.jsonl
settings: { reads: { model: single, sellerText: false, neighbors: false }, copy: { writer: fields } }
gates: [{ field: brand, drop: 0.05 }, { field: quantity, drop: 0.05 }]
`,
  )
  await writeFile(
    join(folder, 'prices.yaml'),
    JSON.stringify({
      prices: [
        { endpoint: '127.0.0.1:*', model: 'gpt-6-luna', input: 0.1, cached: 0.01, cacheWrite: 0.125, output: 0.5 },
      ],
    }),
  )
  await cp(resolve('prompts'), join(folder, 'prompts'), { recursive: true })
  await writeFile(join(folder, 'prompts/extract-attributes/blind.md'), await withoutCandidates())
  model = await startModelServer()
})
afterAll(async () => {
  await model.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The prompt in production without the values that there are to choose from. */
async function withoutCandidates(): Promise<string> {
  const text = await readFile(resolve('prompts/extract-attributes/field-guided.md'), 'utf8')
  const blind = text
    .replace(/^ {2}(candidates|alwaysFields): .*\n/gm, '')
    .replace(/Fields that every item has:\n\{\{alwaysFields\}\}\n/, '')
    .replace(/Candidates:\n<candidates>\n\{\{candidates\}\}\n<\/candidates>\n/, '')
  expect(blind).not.toMatch(/\{\{(candidates|alwaysFields)\}\}/)
  return blind
}

function start(...args: string[]) {
  return startCommand(folder, ['eval', ...args], {
    MODEL_BASE_URL: model.url,
    MODEL_NAME: 'gpt-6-luna',
    MODEL_PROFILE: 'openai',
    PROMPTS_DIR: join(folder, 'prompts'),
    MODEL_PRICES: join(folder, 'prices.yaml'),
  })
}
async function evaluate(...args: string[]) {
  const command = start(...args)
  return { status: await command.ended, output: command.output(), stdout: command.stdout() }
}

test('a worse prompt is told apart, fails the gate and is named with its cases; a tie is not; the page of both opens', async () => {
  const good = await evaluate('run', suite, '--name', 'good', '--json')
  expect(good).toMatchObject({ status: 0 })
  const scores = JSON.parse(good.stdout)
  expect(scores).toMatchObject({ cases: caseCount, missing: 0, failed: [], end: 'complete', degraded: {} })
  expect(scores.evidence.found).toBe(scores.evidence.pieces)
  const baseline = join(folder, 'baseline.json')
  expect((await evaluate('bless', 'good', '--baseline', baseline)).status).toBe(0)

  const again = await evaluate('run', suite, '--name', 'again', '--json')
  expect(JSON.parse(again.stdout).expense).toMatchObject({ cachedShare: 1, costUsd: 0 })
  expect(await evaluate('gate', 'again', '--suite', suite, '--baseline', baseline)).toMatchObject({ status: 0 })

  await evaluate('run', suite, '--name', 'worse', '--candidate', 'extract-attributes=blind')
  const gate = await evaluate(
    'gate',
    'worse',
    '--suite',
    suite,
    '--baseline',
    baseline,
    '--junit',
    join(folder, 'j.xml'),
  )
  expect(gate.status).toBe(1)
  expect(gate.stdout).toMatch(/FAILS {2}brand, right: .* worse than the baseline/)
  expect(gate.stdout).toMatch(/h\d+, brand: right-value → (missed|wrong)/)
  expect(gate.stdout).toMatch(/holds {2}quantity, right/)
  expect(await readFile(join(folder, 'j.xml'), 'utf8')).toContain('tests="2" failures="1"')

  const { fields } = JSON.parse((await evaluate('compare', 'good', 'worse', '--json')).stdout)
  expect(fields.brand).toMatchObject({ verdict: 'worse', rows: caseCount })
  expect(fields.quantity.verdict).not.toMatch(/better|worse/)

  const shown = await evaluate('show', 'worse', 'h001')
  expect(shown.stdout).toContain('extract-attributes@')
  expect(shown.stdout).toMatch(/@answer\n\{[\s\S]*Against gold/)
  const page = (await evaluate('report', 'worse', '--against', 'good')).stdout.trim()
  expect(await readFile(page, 'utf8')).toContain('<span class="tag worse">worse</span>')
})

test('killed in the middle and gone on with, no case is run twice or missed, and nothing is paid for twice', async () => {
  await rm(join(folder, 'evals'), { recursive: true, force: true })
  await model.play([], { latencyMs: 40 })
  const rowsFile = join(folder, 'runs/killed/rows.jsonl')
  const command = start('run', suite, '--name', 'killed', '--concurrency', '2')
  await until(
    'eight cases',
    async () => (await stat(rowsFile).catch(() => null)) !== null && (await linesOf(rowsFile)).length >= 8,
  )
  command.process.kill('SIGKILL')
  await command.ended
  const before = (await linesOf(rowsFile)).length
  expect(before).toBeLessThan(caseCount)

  expect(await evaluate('gate', 'killed', '--suite', suite)).toMatchObject({
    status: 1,
    output: expect.stringContaining('--resume'),
  })
  const ended = await evaluate('run', suite, '--resume', 'killed', '--json')
  expect(JSON.parse(ended.stdout)).toMatchObject({ missing: 0, rows: caseCount, end: 'complete' })
  const ids = (await linesOf(rowsFile)).map((line) => JSON.parse(line).id)
  expect(new Set(ids).size).toBe(caseCount)
  expect(ids).toHaveLength(caseCount)
  // Two a case; the two cases under way at the kill may have asked once more what was being answered.
  expect((await model.seen()).count).toBeLessThanOrEqual(2 * caseCount + 2)
  expect(await evaluate('run', suite, '--resume', 'killed', '--set', 'model.photosMax=1')).toMatchObject({
    status: 1,
    output: expect.stringContaining('the settings'),
  })
})

test('--max-cost stops the run before the ceiling, says so, and a higher one goes on', async () => {
  await rm(join(folder, 'evals'), { recursive: true, force: true })
  await model.play([])
  const stopped = await evaluate('run', suite, '--name', 'capped', '--max-cost', '0.01', '--json')
  expect(stopped.status).toBe(3)
  const part = JSON.parse(stopped.stdout)
  expect(part.end).toBe('spent')
  expect(part.rows).toBeLessThan(caseCount)
  expect(part.expense.costUsd).toBeLessThanOrEqual(0.01)
  const whole = JSON.parse((await evaluate('run', suite, '--resume', 'capped', '--max-cost', '5', '--json')).stdout)
  expect(whole).toMatchObject({ end: 'complete', rows: caseCount })
})

async function linesOf(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).split('\n').filter((line) => line.endsWith('}'))
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ModelServer, startModelServer } from '../stubs/start-model-server.ts'
import { startCommand } from './start-command.ts'

// `hangtag doctor` as a process of its own, with a model endpoint that is another.

let home: string
let model: ModelServer

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'hangtag-doctor-'))
  model = await startModelServer()
})
afterAll(async () => {
  await model?.stop()
  await rm(home, { recursive: true, force: true })
})

type Found = { part: string; state: string; detail: string }

async function doctor(args: string[], settings: Record<string, string> = {}) {
  const command = startCommand(home, ['doctor', '--json', ...args], {
    MODEL_BASE_URL: model.url,
    MODEL_NAME: 'gpt-4o',
    MODEL_PROFILE: 'openai',
    ...settings,
  })
  const code = await command.ended
  return { code, checks: (JSON.parse(command.stdout()) as { checks: Found[] }).checks }
}

test('one question to the model shows what works, and its last day is told', async () => {
  await model.play([])
  const { code, checks } = await doctor([])
  expect(code).toBe(0)
  const stateOf = (part: string) => checks.find((check) => check.part === part)?.state
  expect(['schema', 'pictures', 'limits'].map(stateOf)).toEqual(['ok', 'ok', 'ok'])
  expect(checks.map(({ detail }) => detail).join('\n')).toContain('2027-01-14')
  expect((await model.seen()).count).toBe(1)
})

test('the stronger model is looked for too', async () => {
  await model.play([])
  const { checks } = await doctor(['--no-ask'], { MODEL_STRONG: 'gpt-nobody-has' })
  expect(checks).toContainEqual(
    expect.objectContaining({ part: 'model', state: 'limited', detail: expect.stringContaining('gpt-nobody-has') }),
  )
})

test('nothing is asked, and nothing paid, with --no-ask', async () => {
  await model.play([])
  const { checks } = await doctor(['--no-ask'], { EMBEDDINGS_MODEL: 'text-embedding-3-small' })
  expect(checks.some(({ part }) => part === 'schema')).toBe(false)
  expect((await model.seen()).count).toBe(0)
})

test('a file of profiles with a mistake is a finding that names it', async () => {
  const file = join(home, 'profiles.yaml')
  await writeFile(file, 'endpoints: { ollama: { outputToken: max_tokens } }')
  const { code, checks } = await doctor([], { MODEL_PROFILES: file })
  expect(code).toBe(1)
  expect(checks).toContainEqual(
    expect.objectContaining({ part: 'model', state: 'broken', detail: expect.stringContaining('outputToken') }),
  )
})

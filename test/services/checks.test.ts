import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { chooseProfile } from '../../src/model/profiles/choose-profile.ts'
import { loadProfiles } from '../../src/model/profiles/load-profiles.ts'
import { checkAnswers } from '../../src/services/check-answers.ts'
import { checkCalibration } from '../../src/services/check-calibration.ts'
import { checkDatabase } from '../../src/services/check-database.ts'
import { checkLabels } from '../../src/services/check-labels.ts'
import { checkDisk, checkFolder, checkNode } from '../../src/services/check-machine.ts'
import { checkModel } from '../../src/services/check-model.ts'
import { checkPlatform } from '../../src/services/check-platform.ts'
import { checkPrompts } from '../../src/services/check-prompts.ts'
import { checkRedis } from '../../src/services/check-redis.ts'
import { checkTaxonomy } from '../../src/services/check-taxonomy.ts'
import { acquireProcessLock } from '../../src/store/process-lock.ts'

const profiles = await loadProfiles()
const profileOf = (baseUrl: string) => chooseProfile(profiles, { baseUrl, profile: null })

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-checks-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A server that answers everything with one status and body. */
async function serverOf(status: number, body: unknown): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(JSON.stringify(body))).listen(
    0,
    '127.0.0.1',
  )
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`
}

test('a Node that cannot run TypeScript is broken', () => {
  const states = ['20.19.0', '22.17.9', '22.18.0', '24.21.0'].map((version) => checkNode(version).state)
  expect(states).toEqual(['broken', 'broken', 'ok', 'ok'])
})

test('a folder is good when a file can be put there, and nothing stays in it', async () => {
  const folder = join(await temporaryFolder(), 'deep', 'photos')
  expect(await checkFolder('photos', folder, 'PHOTO_STORE')).toMatchObject({ state: 'ok' })
  expect(await readdir(folder)).toEqual([])
})

test('a folder that is a file is broken, and the setting that names it is said', async () => {
  const file = join(await temporaryFolder(), 'file')
  await writeFile(file, '')
  const found = await checkFolder('photos', file, 'PHOTO_STORE')
  expect(found).toMatchObject({ state: 'broken', fix: expect.stringContaining('PHOTO_STORE') })
})

test('the free space of the disk is told in gigabytes', async () => {
  expect((await checkDisk(tmpdir())).detail).toMatch(/^\d+\.\d GB free at /)
})

test('a Redis or PostgreSQL that does not answer is broken, and its password is not shown', async () => {
  const redis = await checkRedis('redis://:hush@127.0.0.1:1')
  const database = await checkDatabase('postgres://me:hush@127.0.0.1:1/hangtag', '')
  for (const found of [redis, database]) {
    expect(found).toMatchObject({ state: 'broken', detail: expect.stringContaining('ECONNREFUSED') })
    expect(JSON.stringify(found)).not.toContain('hush')
  }
})

test('answers: a cache that is away, and a recording that is not there, are broken; else it says where they lie', async () => {
  const none = { record: null, replay: null, cache: { redisUrl: null, bytesMax: 64 } }
  expect(await checkAnswers(none)).toMatchObject({ state: 'ok', detail: expect.stringContaining('at most 64 bytes') })
  const folder = await temporaryFolder()
  expect(await checkAnswers({ ...none, replay: folder })).toMatchObject({ detail: expect.stringContaining('replayed') })
  expect(await checkAnswers({ ...none, replay: join(folder, 'none') })).toMatchObject({ state: 'broken' })
  const away = await checkAnswers({ ...none, cache: { redisUrl: 'redis://:hush@127.0.0.1:1', bytesMax: null } })
  expect(away).toMatchObject({ state: 'broken', fix: expect.stringContaining('CACHE_REDIS_URL') })
  expect(JSON.stringify(away)).not.toContain('hush')
})

test('prompts with a problem are broken, and it says which command tells more', async () => {
  expect(await checkPrompts('prompts')).toMatchObject({ state: 'ok', detail: expect.stringMatching(/^\d+ prompts in/) })
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'greet'))
  await writeFile(join(folder, 'greet/plain.md'), 'hello')
  expect(await checkPrompts(folder)).toMatchObject({
    state: 'broken',
    detail: 'greet/plain.md: a prompt starts with front matter between two lines of ---, and 1 more',
    fix: expect.stringContaining('hangtag prompts check'),
  })
  expect(await checkPrompts(join(folder, 'none'))).toMatchObject({ state: 'broken' })
})

test('an embedded database in use is no fault', async () => {
  const folder = join(await temporaryFolder(), 'database')
  await mkdir(folder)
  const lock = await acquireProcessLock(`${folder}.lock`)
  expect(await checkDatabase(null, folder)).toMatchObject({ state: 'ok', detail: expect.stringContaining('in use') })
  await lock.release()
})

test.each([
  [200, { data: [{ id: 'm' }] }, 'ok'],
  [200, { data: [{ id: 'other' }] }, 'limited'],
  [200, { models: [] }, 'ok'],
  [401, {}, 'broken'],
  [404, {}, 'limited'],
] as const)('a model endpoint that answers %i with %j is %s', async (status, body, state) => {
  const baseUrl = `${await serverOf(status, body)}/v1`
  expect((await checkModel({ baseUrl, apiKey: 'hush', name: 'm', profile: profileOf(baseUrl) })).state).toBe(state)
})

test('no model is a limit, not a fault; one that does not answer is a fault', async () => {
  expect((await checkModel(null)).state).toBe('limited')
  const baseUrl = 'http://127.0.0.1:1/v1'
  const away = { baseUrl, apiKey: null, name: 'm', profile: profileOf(baseUrl) }
  expect((await checkModel(away)).state).toBe('broken')
})

test.each([
  [200, { status: 'ready', parts: { redis: 'up', milvus: 'off' } }, 'ok'],
  [200, { status: 'degraded', parts: { redis: 'up', milvus: 'down' } }, 'limited'],
  [503, { detail: 'Down: redis.' }, 'broken'],
] as const)('an up whose readiness is %i %j is %s', async (status, body, state) => {
  const run = { url: await serverOf(status, body), apiKey: '', opsKey: '', pid: 1 }
  expect((await checkPlatform(run)).state).toBe(state)
})

test('a calibration that is none is broken with its way out, and without the letters labels are not read', async () => {
  expect(await checkCalibration(null)).toMatchObject({ state: 'ok', detail: expect.stringContaining('as shipped') })
  expect(await checkCalibration(import.meta.filename)).toMatchObject({
    state: 'broken',
    detail: expect.stringContaining('is no calibration'),
    fix: expect.stringContaining('CALIBRATION_FILE'),
  })
  expect(checkLabels()).toMatchObject({ part: 'labels', state: 'ok' })
  expect(checkLabels('zod')).toMatchObject({ state: 'limited', fix: expect.stringContaining('npm ci') })
})

test('the shipped taxonomy is good; a folder that is not there, or holds a broken one, is broken with its way out', async () => {
  const folder = await temporaryFolder()
  expect(await checkTaxonomy(null)).toMatchObject({ state: 'ok', detail: expect.stringContaining('as shipped') })
  expect(await checkTaxonomy(join(folder, 'none'))).toMatchObject({
    state: 'broken',
    detail: expect.stringContaining('there is no such folder'),
    fix: expect.stringContaining('TAXONOMY_DIR'),
  })
  await writeFile(join(folder, 'own.yaml'), 'categories:\n  - 3\n')
  expect(await checkTaxonomy(folder)).toMatchObject({ state: 'broken', detail: expect.stringContaining('own.yaml:2') })
})

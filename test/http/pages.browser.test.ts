import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createJobQueue } from '../../src/queue/create-job-queue.ts'
import { startTestRedis, type TestRedis } from '../stubs/redis-server.ts'
import { opsKey, startTestApp, type TestApp } from './start-test-app.ts'

// The pages as a person opens them: everything comes from this server, nothing fails, nothing is written to the console.

const sizes = { wide: { width: 1_280, height: 900 }, narrow: { width: 390, height: 844 } } as const
const screenshots = resolve(import.meta.dirname, '../../.hangtag/screenshots')

let redis: TestRedis
let test: TestApp
let browser: Browser
beforeAll(async () => {
  redis = await startTestRedis()
  const queue = createJobQueue({ redisUrl: redis.url, prefix: '{pages}', attempts: 1, backoffMs: 1, deadlineMs: 2_000 })
  test = await startTestApp(redis.url, { queue })
  await test.call('POST', '/v1/listings', { body: { text: 'a jacket' } })
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  await mkdir(screenshots, { recursive: true })
})
afterAll(async () => {
  await browser.close()
  await test.close()
  await test.deps.queue.close()
  await redis.stop()
})

describe.each(Object.entries(sizes))('%s', (size, viewport) => {
  it.each([
    ['docs', '/docs', 'Authentication'],
    ['queues', '/queues', 'digitize-bulk'],
  ])('%s shows what it is for, loads nothing from outside and complains of nothing', async (name, path, text) => {
    const context = await browser.newContext({ viewport, httpCredentials: { username: 'ops', password: opsKey } })
    const page = await context.newPage()
    const complaints: string[] = []
    const outside: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => {
      if (!request.url().startsWith(test.url) && !/^(data|blob):/.test(request.url())) outside.push(request.url())
    })
    page.on('requestfailed', (request) => complaints.push(`${request.url()} ${request.failure()?.errorText}`))
    page.on('response', (response) => {
      if (response.status() >= 400 && response.status() !== 401)
        complaints.push(`${response.status()} ${response.url()}`)
    })
    await page.goto(test.url + path, { waitUntil: 'networkidle' })
    await page.getByText(text).first().waitFor({ state: 'attached', timeout: 20_000 })
    await page.screenshot({ path: resolve(screenshots, `${name}-${size}.png`) })
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    expect({ complaints, outside, overflow }).toEqual({ complaints: [], outside: [], overflow: 0 })
    await context.close()
  })
})

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { changed, hostile, reportPage } from './report-page.ts'

// The page as a person opens it who was mailed it: from a file, without a network.

const sizes = { wide: { width: 1_280, height: 900 }, narrow: { width: 390, height: 844 } } as const
const screenshots = resolve(import.meta.dirname, '../../../.hangtag/screenshots')

let folder: string
let address: string
let browser: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-report-'))
  await writeFile(join(folder, 'report.html'), await reportPage())
  address = pathToFileURL(join(folder, 'report.html')).href
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  })
  await mkdir(screenshots, { recursive: true })
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

async function open(viewport: { width: number; height: number }) {
  const page = await (await browser.newContext({ viewport })).newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    const url = request.url()
    if (url !== address && !url.startsWith('data:')) complaints.push(`asks for ${url}`)
  })
  await page.goto(address, { waitUntil: 'load' })
  return { page, complaints }
}

/** The names of the cases that can be seen. */
async function shownCases(page: Page): Promise<string[]> {
  const titles = await page.locator('.case:visible h3').allTextContents()
  return titles.map((title) => title.trim().split(/\s/)[0] ?? '').sort()
}

describe.each(Object.entries(sizes))('%s', (size, viewport) => {
  it('fits its window, shows every photo, asks for nothing and complains of nothing', async () => {
    const { page, complaints } = await open(viewport)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    const widths = await page.evaluate<number[]>(
      `[...document.querySelectorAll('.case img')].map((photo) => photo.naturalWidth)`,
    )
    await page.screenshot({ path: resolve(screenshots, `report-${size}.png`), fullPage: true })
    expect({ complaints, overflow }).toEqual({ complaints: [], overflow: 0 })
    expect(widths).toHaveLength(2 * changed.better.length)
    expect(Math.min(...widths)).toBeGreaterThan(100)
    await page.context().close()
  })
})

test('each filter shows the cases that fit it, two together those that fit both, and says how many', async () => {
  const { page } = await open(sizes.narrow)
  const all = [...changed.better, ...changed.worse, ...changed.other].sort()
  expect(await shownCases(page)).toEqual(all)
  for (const kind of ['better', 'worse', 'other'] as const) {
    await page.selectOption('#kind', kind)
    expect(await shownCases(page)).toEqual(changed[kind])
  }
  await page.selectOption('#kind', '')
  await page.selectOption('#field', 'color')
  expect(await shownCases(page)).toEqual(changed.color)
  await page.selectOption('#field', '')
  await page.selectOption('#slice', 'jeans')
  expect(await shownCases(page)).toEqual(changed.jeans)
  await page.selectOption('#kind', 'better')
  expect(await shownCases(page)).toEqual(['c20', 'c50'])
  expect(await page.textContent('#shown')).toBe('2 of 10 cases')
  await page.selectOption('#kind', '')
  await page.selectOption('#slice', '')
  await page.fill('#words', 'FLANNEL')
  expect(await shownCases(page)).toEqual(changed.flannel)
  await page.fill('#words', 'in no case')
  expect(await shownCases(page)).toEqual([])
  await page.fill('#words', '')
  expect(await shownCases(page)).toEqual(all)
  await page.context().close()
})

test('markup in a case’s words, name, values, slice, problem and in a run’s description stays words', async () => {
  const { page } = await open(sizes.wide)
  const bold = page.locator('.case', { hasText: 'c31' })
  expect(await bold.locator('blockquote').textContent()).toBe(hostile)
  expect(await bold.locator('h3').textContent()).toContain('c31<b>bold</b>')
  await page.selectOption('#slice', hostile)
  expect(await shownCases(page)).toEqual(['c31<b>bold</b>'])
  expect(await page.locator('script').count()).toBe(1)
  expect(await page.locator('style, b.bold, h3 b, img[src="x"], [onerror]').count()).toBe(1)
  expect(await page.evaluate('window.cameAlive ?? null')).toBeNull()
  await page.context().close()
})

test('no script but the page’s own would run, had one come through', async () => {
  const { page, complaints } = await open(sizes.wide)
  await page.evaluate(
    `document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.cameAlive=1">');
     const script = document.createElement('script'); script.textContent = 'window.cameAlive=1'; document.body.append(script)`,
  )
  await expect.poll(() => complaints.filter((text) => text.includes('Content Security Policy')).length).toBe(2)
  expect(await page.evaluate('window.cameAlive ?? null')).toBeNull()
  await page.context().close()
})

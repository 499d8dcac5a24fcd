import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCalibration } from '../../src/reconcile/load-calibration.ts'

let folder: string
let shipped: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-calibration-'))
  shipped = await readFile(new URL('../../src/reconcile/calibration.json', import.meta.url), 'utf8')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function load(text: string) {
  const file = join(folder, 'calibration.json')
  await writeFile(file, text)
  return await loadCalibration(file)
}

test('the shipped calibration is the one that no file is named for', async () => {
  expect(await load(shipped)).toEqual(await loadCalibration())
})

test.each([
  ['cut short', (text: string) => text.slice(0, 200)],
  ['empty', () => ''],
  ['something else', () => '{"version":"logistic@1","value":{}}'],
  ['with a number that is too large for one', (text: string) => text.replace(/"always": [\d.]+/, '"always": 1e999')],
])('a file that is %s is refused, and the message says what is wanted', async (_, change) => {
  const message = expect.stringMatching(/calibration\.json is no calibration: CALIBRATION_FILE wants .*calibrate --out/)
  await expect(load(change(shipped))).rejects.toMatchObject({ code: 'calibration-invalid', message })
})

test('weights of features that are not counted here are refused, and never left out of the sum in silence', async () => {
  const other = load(shipped.replaceAll('rawLogOdds', 'oldLogOdds'))
  await expect(other).rejects.toThrow(/was fitted by another version, with oldLogOdds/)
})

test('a file that is not there is said to be missing', async () => {
  const missing = loadCalibration(join(folder, 'missing.json'))
  await expect(missing).rejects.toThrow(/missing\.json: no such file: CALIBRATION_FILE wants/)
  await expect(loadCalibration(folder)).rejects.toThrow(/cannot be read \(EISDIR\)/)
})

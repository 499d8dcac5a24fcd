import { expect, test } from 'vitest'
import { defaultSettings } from '../../src/pipeline/default-settings.ts'

test('without a configured model the settings say so', () => {
  expect(defaultSettings({ model: null, reviewBelow: 0.5 }).model).toBeNull()
})

test('the calibration goes with the settings: whoever digitizes uses the models of the order', () => {
  const calibration = { version: 'logistic@1', value: { all: null, kinds: {}, fields: {} }, blank: { fields: {} } }
  expect(defaultSettings({ model: null, reviewBelow: 0.5 }, calibration).calibration).toEqual(calibration)
  expect(defaultSettings({ model: null, reviewBelow: 0.5 }).calibration).toBeNull()
})

test('a configured model is named with its endpoint, never with an address that may hold a secret', () => {
  const settings = defaultSettings({
    model: {
      name: 'gpt-6-luna',
      strong: 'gpt-6-sol',
      baseUrl: 'https://user:pass@api.example/v1',
      photosMax: 4,
      photoSide: 512,
    },
    reviewBelow: 0.7,
  })
  expect(settings.model).toMatchObject({
    name: 'gpt-6-luna',
    strong: 'gpt-6-sol',
    endpoint: 'api.example',
    photosMax: 4,
    photoSide: 512,
  })
  expect(settings.thresholds.review).toBe(0.7)
})

test('a target of copy that nobody knows stops the start, and says which there are', () => {
  const copy = (targets: string[]) =>
    defaultSettings({ model: null, reviewBelow: 0.5, copy: { writer: 'auto', targets } }).copy
  expect(copy(['ebay', 'depop']).targets).toEqual(['ebay', 'depop'])
  expect(() => copy(['ebey'])).toThrow(/"ebey".*generic, ebay/)
})

test('how often the model reads a listing is the deployment’s to say; left open, a second read is for doubt alone', () => {
  const model = { name: 'gpt-6-luna', strong: null, baseUrl: 'https://api.example/v1', photosMax: 6, photoSide: 768 }
  expect(defaultSettings({ model: { ...model, reads: 'single' }, reviewBelow: 0.5 }).reads.model).toBe('single')
  expect(defaultSettings({ model, reviewBelow: 0.5 }).reads.model).toBe('auto')
})

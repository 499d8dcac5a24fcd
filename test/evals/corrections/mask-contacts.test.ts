import { expect, test } from 'vitest'
import { maskContacts, maskDeep } from '../../../src/evals/corrections/mask-contacts.ts'

test.each([
  ['mail me: anna.b+shop@mail.example.co.uk!', 'mail me: [e-mail]!'],
  ['+49 171 2345678 or 0171/2345678', '[phone] or [phone]'],
  ['(555) 123-4567, 555-123-4567, 1-555-123-4567', '[phone], [phone], [phone]'],
  ['WhatsApp: 5551234567 thanks', 'WhatsApp: [phone] thanks'],
  ['text me at 555 1234 567', 'text me at [phone]'],
  ['Tel. 0301234567', 'Tel. [phone]'],
  ['https://wa.me/491712345678?text=hi', '[messenger]'],
])('ways to reach a person are masked: %s', (text, masked) => {
  expect(maskContacts(text)).toBe(masked)
})

test.each([
  "Levi's 501 W32 L34, 100% cotton",
  'EU 36 38 40 42, UK 8 10 12 14',
  'chest 50 cm, length 70-72 cm, 1990-1995',
  'style CW2288-111, EAN 4006381333931',
  '$1,200.00 new, 2 x 10 pairs',
  '12/05/2024, 3.5.2023, size 0-3 months',
  'cell pattern 100 x 50',
])('sizes, prices, dates and style numbers stay: %s', (text) => {
  expect(maskContacts(text)).toBe(text)
})

test('texts are masked however deep they are, and what is no text stays', () => {
  expect(maskDeep({ note: ['a@b.example'], price: 5, none: null })).toEqual({
    note: ['[e-mail]'],
    price: 5,
    none: null,
  })
})

test('a long text that is made to be slow is done at once', () => {
  const started = performance.now()
  for (const text of [
    'a'.repeat(10_000),
    '0 '.repeat(5_000),
    '1-'.repeat(5_000),
    `tel ${'('.repeat(10_000)}`,
    '@a.'.repeat(3_000),
  ])
    maskContacts(text)
  expect(performance.now() - started).toBeLessThan(2_000)
})

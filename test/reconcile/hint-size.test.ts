import { expect, test } from 'vitest'
import { hintSize } from '../../src/reconcile/hint-size.ts'

test.each([
  ['m', 'alpha', 'M'],
  ['Medium', 'alpha', 'M'],
  ['extra-large', 'alpha', 'XL'],
  ['Size M', 'alpha', 'M'],
  ['EU M', 'alpha', 'M'],
  ['UK 10', 'uk', '10'],
  ['10 UK', 'uk', '10'],
  ['EUR 42', 'eu', '42'],
  ['Größe 38', 'number', '38'],
  ['42,5', 'number', '42.5'],
  ['32/34', 'number', '32/34'],
  ['W32 L34', 'waist-inseam', 'W32 L34'],
  ['32x34', 'waist-inseam', 'W32 L34'],
  ['W32', 'waist', '32'],
  ['34C', 'bra', '34C'],
  ['2X', 'plus', '2X'],
  ['22W', 'plus', '22W'],
  ['8 years', 'kids', '8Y'],
  ['7-8 ans', 'kids', '7-8Y'],
  ['3T', 'kids', '3T'],
  ['6-9 months', 'baby', '6-9M'],
  ['3 Monate', 'baby', '3M'],
  ['one size fits all', 'one-size', 'OS'],
  ['Taille unique', 'one-size', 'OS'],
  ['Grande', 'brand', 'Grande'],
  ['M (UK 10)', 'brand', 'M (UK 10)'],
])('a seller who fills in "%s" means %s %s', (text, system, label) => {
  expect(hintSize(text)).toEqual({ system, label })
})

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { Tiktoken } from 'js-tiktoken/lite'
import o200k from 'js-tiktoken/ranks/o200k_base'
import { describe, expect, it } from 'vitest'
import { tokenizer } from '../../../src/model/tokens/tokenizer.ts'

const count = tokenizer()
const reference = new Tiktoken(o200k)
const referenceCount = (text: string) => reference.encode(text, [], []).length

describe('the tokenizer', () => {
  it('counts what the published encoder counts, in code, prose and five languages', () => {
    const prompt = fileURLToPath(new URL('../../../prompts/extract-attributes/field-guided.md', import.meta.url))
    const texts = [
      readFileSync(prompt, 'utf8'),
      '{"category":{"evidence":[{"photo":0,"quote":null}],"value":"t-shirts"},"fields":[]}',
      'Vends pull en laine mérinos, taille 38/40, très bon état (porté 2×) — envoi rapide !',
      'Größe M, weiß mit kleinem Fleck am Ärmel; NP 89,95€',
      'ブランド:ユニクロ サイズ:L ほぼ未使用です。',
      'Куртка зимняя, р. 48, состояние отличное',
      "I'm   selling\n\n\tLEVI'S 501 W32L34 😀👖",
      '<|endoftext|> is only words',
    ]
    expect(texts.map(count)).toEqual(texts.map(referenceCount))
  })

  it('counts what the published encoder counts for any short text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(count(text)).toBe(referenceCount(text))
      }),
      { numRuns: 300 },
    )
  })

  it('never counts fewer than the published encoder where a run is too long to be merged whole', () => {
    const text = 'abcdefghij'.repeat(40)
    expect(count(text)).toBeGreaterThanOrEqual(referenceCount(text))
    expect(count(text)).toBeLessThan(referenceCount(text) * 1.1)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NgramEmbeddings } from '../../../src/catalog/embeddings/ngram-embeddings.ts'

const embeddings = new NgramEmbeddings()

async function likeness(left: string, right: string): Promise<number> {
  const [a, b] = await embeddings.embedDocuments([left, right])
  return (a ?? []).reduce((sum, value, index) => sum + value * (b?.[index] ?? 0), 0)
}

describe('NgramEmbeddings', () => {
  it('gives the same numbers on every machine and in every run: stored vectors stay comparable', async () => {
    const vector = await embeddings.embedQuery('Blue jeans')
    const strongest = vector
      .map((value, index) => [index, Number(value.toFixed(6))] as const)
      .sort((left, right) => Math.abs(right[1]) - Math.abs(left[1]) || left[0] - right[0])
      .slice(0, 4)
    // Whoever changes these numbers changes the version too: what is stored was made with the old ones.
    expect({ version: embeddings.version, strongest }).toMatchInlineSnapshot(`
      {
        "strongest": [
          [
            321,
            -0.471405,
          ],
          [
            454,
            0.471405,
          ],
          [
            336,
            -0.333333,
          ],
          [
            77,
            -0.178174,
          ],
        ],
        "version": "1",
      }
    `)
  })

  it('has one fixed length, and length 1 in space, for any text with a visible character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (text) => {
        const vector = await embeddings.embedQuery(text)
        expect(vector).toHaveLength(embeddings.dimensions)
        const length = Math.hypot(...vector)
        expect(
          Math.abs(length - (/[^\s\p{Cc}]/u.test(text.normalize('NFKD').replace(/[\u0300-\u036f]/g, '')) ? 1 : 0)),
        ).toBeLessThan(1e-9)
      }),
    )
  })

  it('does not tell case and accents apart', async () => {
    expect(await likeness('Été en Provence', 'ETE EN PROVENCE')).toBeCloseTo(1, 9)
  })

  it('gives the query the vector of the document', async () => {
    const text = 'red wool coat'
    expect(await embeddings.embedQuery(text)).toEqual((await embeddings.embedDocuments([text]))[0])
  })

  it('puts an inflected or misspelled word near, and another thing far', async () => {
    const near = await likeness('white leather sneaker', 'white leather sneakers')
    const misspelled = await likeness('burberry trench coat', 'burbery trench coat')
    const far = await likeness('white leather sneakers', 'floral summer dress')
    expect(near).toBeGreaterThan(0.6)
    expect(misspelled).toBeGreaterThan(0.5)
    expect(Math.abs(far)).toBeLessThan(0.2)
  })

  it('hears a word said ten times, but not ten times as loud', async () => {
    const once = await likeness('denim jacket blue', 'denim')
    const ten = await likeness(`${'denim '.repeat(10)} jacket blue`, 'denim')
    expect(ten).toBeGreaterThan(once)
    expect(ten).toBeLessThan(once * 3)
  })
})

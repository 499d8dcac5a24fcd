import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from '../../../src/catalog/import/lines-of.ts'
import { openCsv } from '../../../src/catalog/import/open-csv.ts'
import { plainText } from '../../../src/catalog/import/plain-text.ts'

/** Bytes cut into chunks wherever the cuts say, in the middle of a character or of a line's end too. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].toSorted((one, other) => one - other)
  return [0, ...at].map((from, index) => bytes.subarray(from, at[index] ?? bytes.length))
}

async function* streamOf(chunks: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* chunks
}

const cuts = fc.array(fc.nat(), { maxLength: 12 })
// What a spreadsheet's cell can hold; U+FFFD is what bytes that are no text are read as.
const cell = fc
  .string({
    unit: fc.oneof(fc.constantFrom('"', ',', '\n', '\r\n', ' ', 'é', '👗', ';', '\t'), fc.string({ maxLength: 3 })),
  })
  .map((text) => text.replaceAll(/[\uFFFD\0]/g, '').toWellFormed())

test('lines are the same whatever the chunks, and lose no byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), cuts, async (text, places) => {
      const bytes = Buffer.from(`${text}\nx\r\n\n${text}`)
      const lines = await Array.fromAsync(linesOf(streamOf(cut(bytes, places))))
      expect(Buffer.concat(lines.map((line) => line.bytes ?? Buffer.alloc(0)))).toEqual(bytes)
      expect(lines.map(({ number }) => number)).toEqual(lines.map((_, at) => at + 1))
      expect(lines.slice(0, -1).every(({ bytes: line }) => line?.at(-1) === 0x0a)).toBe(true)
      expect(
        lines.every(({ bytes: line }) => (line?.indexOf(0x0a) ?? -1) + 1 === line?.length || !line?.includes(0x0a)),
      ).toBe(true)
    }),
  )
})

test('what is written as CSV by the rules is read back, whatever the chunks, the separator and the ends of lines', async () => {
  const separator = fc.constantFrom(',', ';', '\t', '|')
  const end = fc.constantFrom('\n', '\r\n')
  const table = fc.array(fc.tuple(cell, cell, cell), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(table, separator, end, cuts, async (rows, between, after, places) => {
      const quoted = (fields: readonly string[]) =>
        fields.map((text) => `"${text.replaceAll('"', '""')}"`).join(between)
      const text = [['one', 'two', 'three'].join(between), ...rows.map(quoted)].join(after)
      const { columns, rows: read } = await openCsv(streamOf(cut(Buffer.from(text), places)))
      expect(columns).toEqual(['one', 'two', 'three'])
      const records = (await Array.fromAsync(read)).map((row) => ('record' in row ? Object.values(row.record) : row))
      expect(records).toEqual(rows)
    }),
    { numRuns: 200 },
  )
})

test('no text of a table breaks the reader or costs more rows than are hurt', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cell, { maxLength: 6 }), cuts, async (hurt, places) => {
      const text = `id,title\na,A\n${hurt.join('\n')}\n\nb,B\nc,C\n`
      const { rows } = await openCsv(streamOf(cut(Buffer.from(text), places)))
      const read = await Array.fromAsync(rows)
      expect(read[0]).toEqual({ row: 2, record: { id: 'a', title: 'A' } })
      // A quote that is opened may swallow the next row, as nothing tells it from a text of two lines; never the last one.
      expect(read.at(-1)).toMatchObject({ record: { id: 'c', title: 'C' } })
    }),
    { numRuns: 200 },
  )
})

test('text without markup is text, whatever HTML it came from', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
      expect(plainText(`<p>${escaped}</p>`)).toBe(text.replaceAll(/\s+/g, ' ').trim())
    }),
  )
})

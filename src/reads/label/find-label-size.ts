import { foldWord } from '../../taxonomy/fold-word.ts'
import { isSizeLabel } from '../../taxonomy/size-label.ts'
import { labelSizeRules, type SizeContext } from './label-size-rules.ts'
import { letterSizes } from './letter-sizes.ts'
import { type LabelSize, sizeOfTable } from './size-of-systems.ts'

/** `rank` 1 is surest of being the size that is meant; `row` is the row that says it. */
export type SizeFinding = { value: LabelSize; rank: number; row: number }

/**
 * A row as the size rules want it: what it says, other looks at it, its last word alone, and whether it is larger than the small
 * print or too small to be a size.
 */
export type SizeRow = { text: string; others: readonly string[]; end: string | null; large: boolean; tiny: boolean }

/**
 * Sizes on the rows of a label, surest first. On a label a size stands on a row by itself, behind a word for size, or in a row
 * of systems; of several systems the first stated counts. Numbers inside other rows are registrations, prices and degrees.
 */
export function findLabelSizes(rows: readonly SizeRow[]): SizeFinding[] {
  const found: SizeFinding[] = []
  let cuedBefore = false
  rows.forEach(({ text, others, end, large, tiny }, row) => {
    if (tiny) return
    const plain = tidy(text)
    const { cued, bare } = withoutCue(plain)
    const context = { cued: cued || cuedBefore, large, foreign: cued && !/^S/.test(plain) }
    cuedBefore = cued && bare === ''
    const one = sizeOf(text, context) ?? otherSize(others, context) ?? (cued && end !== null ? letterSize(end) : null)
    if (one !== null) found.push({ value: one.value, rank: context.cued ? 1 : one.rank, row })
    const table = sizeOfTable(plain, tidy(rows[row + 1]?.text ?? ''))
    if (table !== null && isSizeLabel(table.system, table.label)) found.push({ value: table, rank: 3, row: row + 1 })
  })
  return found.sort((a, b) => a.rank - b.rank || a.row - b.row)
}

type Found = { value: LabelSize; rank: number }

function withoutCue(plain: string): { cued: boolean; bare: string } {
  const bare = plain.replace(cue, '')
  return { cued: bare !== plain, bare }
}

function sizeOf(text: string, context: SizeContext): Found | null {
  // Stitches and edges are read as these; a size stands there in capitals.
  if (text === 'm' || text === 'l') return null
  const { bare } = withoutCue(tidy(text))
  for (const { form, rank, value } of labelSizeRules) {
    const match = form.exec(bare)
    const size = match === null ? null : value(match, context)
    if (size !== null && isSizeLabel(size.system, size.label)) return { value: size, rank }
  }
  return null
}

/** Where one look at a row makes no size of it, another may; a bare number is too little for that. */
function otherSize(others: readonly string[], context: SizeContext): Found | null {
  const found = others.flatMap((text) => sizeOf(text, context) ?? []).filter(({ value }) => value.system !== 'number')
  const [first] = found
  return first !== undefined && found.every(({ value }) => value.label === first.value.label) ? first : null
}

/** "SIZE [": the letter by itself, as large as it is. */
function letterSize(end: string): Found | null {
  return new RegExp(`^${letterSizes}$`).test(end) ? { value: { system: 'alpha', label: end }, rank: 1 } : null
}

const cue =
  /^(?:SIZE|S[1IL|TE]ZE|SIZES|SZ|GROSSE|GROESSE|GR|TAILLE|TALLA|TAGLIA|TG|TAMANHO|TAM|MAAT|T(?=[ .:]))\s?[.:=-]?\s*/

function tidy(text: string): string {
  return foldWord(text)
    .toUpperCase()
    .replaceAll(/[“”"„»«®™*_~]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[^A-Z0-9]+|[^A-Z0-9%]+$/g, '')
    .replaceAll(/\bUX(?= ?\d)/g, 'UK')
    .replace(glued, (row) => unglued(row))
}

/** A row of systems without its spaces: "EU3BUK10US6". */
const glued = /^(?:EUR?|UK|GB|USA?|FR|IT|DE)[0-9OB]{1,2}(?:(?:EUR?|UK|GB|USA?|FR|IT|DE|MEX|CN)[0-9OBSZI]{1,2})+$/

function unglued(row: string): string {
  return row
    .replaceAll(/(EUR?|UK|GB|USA?|FR|IT|DE|MEX|CN)(?=[0-9OBSZI])/g, ' $1 ')
    .replaceAll(/(?<= )[0-9OBSZI]{1,2}(?= |$)/g, (digits) => digits.replaceAll('O', '0').replaceAll('B', '8'))
    .trim()
}

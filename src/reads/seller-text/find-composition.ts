import type { Mention } from './lexicon.ts'
import { fauxForm, materialForms, silverForm } from './material-forms.ts'
import { chooseCategory } from './read-category.ts'
import type { Reading } from './reading.ts'

/** A material that the text names, with its percentage where one is said. `start` and `end` are characters of the text. */
export type Part = { mention: Mention; id: string; percent: number | null; start: number; end: number }

/** Every material named, in order, with percentages in any form: "60% cotton", "Baumwolle 95%", "wool 80 / nylon 20", "80/20 cotton poly". */
export function findComposition(reading: Reading): Part[] {
  const known = new Set(
    reading.dictionary.taxonomy.attributes.find(({ id }) => id === 'material')?.values.map(({ id }) => id),
  )
  const named = reading.mentions('material')
  const forms = isSilverJewelry(reading) ? [...materialForms, { id: 'silver', form: silverForm }] : materialForms
  const formed = forms
    .filter(({ id }) => known.has(id))
    .flatMap(({ id, form }) => reading.line.find(form).map(({ first, last }): Mention => ({ id, first, last })))
    .filter(
      ({ id, first, last }) =>
        !reading.asides.has(first) &&
        !named.some(
          (mention) => mention.first <= last && mention.last >= first && mention.id !== 'gold' && mention.id !== id,
        ),
    )
  const free = named.filter(
    ({ first, last }) => !formed.some((mention) => mention.first <= last && mention.last >= first),
  )
  const parts = withFaux(reading, [...free, ...formed])
    .sort((a, b) => a.first - b.first)
    .map((mention) => withPercent(reading, mention))
  return parts.some(({ percent }) => percent !== null) ? parts : withBareNumbers(reading, parts)
}

const jewelry = new Set(['rings', 'bracelets', 'necklaces'])
/** Where the metal is another's, silver is how it looks. */
const imitated =
  /\b(?:costume|fashion jewel\w*|fantaisie|fantasia|bigiotteria|bisuteria|modeschmuck|plated|plaque|versilbert\w*|banad[oa]|placcat\w+|stainless|steel|edelstahl|acier|acero|acciaio|alloy|brass|silver tone\w*|silvertone)\b/

function isSilverJewelry(reading: Reading): boolean {
  return jewelry.has(chooseCategory(reading)?.id ?? '') && !imitated.test(reading.line.text)
}

/** "Feels like leather, isn't, it's faux": what is said alone is of the hide that was named before it. */
function withFaux(reading: Reading, mentions: readonly Mention[]): Mention[] {
  const said = reading.line.find(fauxForm)[0]
  const hide =
    said === undefined ? undefined : mentions.filter(({ id, last }) => hides.has(id) && last < said.first).at(-1)
  if (said === undefined || hide === undefined || said.first - hide.last > fauxReach) return [...mentions]
  return [
    ...mentions.filter((mention) => !hides.has(mention.id)),
    { id: `faux-${hide.id}`, first: said.last, last: said.last },
  ]
}

const hides = new Set(['leather', 'suede', 'fur'])
const fauxReach = 10

function withPercent(reading: Reading, mention: Mention): Part {
  const start = reading.tokens[mention.first]?.start ?? 0
  const end = reading.tokens[mention.last]?.end ?? start
  const before = percentBefore.exec(reading.text.slice(0, start))
  const value = percentOf(before?.[1])
  if (before !== null && value !== null)
    return { mention, id: mention.id, percent: value, start: start - before[0].length, end }
  const after = percentAfter.exec(reading.text.slice(end))
  const behind = percentOf(after?.[1])
  if (after !== null && behind !== null)
    return { mention, id: mention.id, percent: behind, start, end: end + after[0].length }
  return { mention, id: mention.id, percent: null, start, end }
}

const percentBefore =
  /(\d{1,3}(?:[.,]\d)?)\s?(?:%|percent|prozent|pct|por ciento|per cento|pour cent)\s?(?:(?:of|de|di|aus|pure|new|reine[rs]?|puro|pura|pur|real|echte[rs]?|recycled|recycelte[rs]?|organic|virgin|superfine|fine|mercerized|bio[- ]?|egyptian|italian|irish|soft|supima|brushed|ringspun|combed) |d['’])*$/i
const percentAfter = /^\s?[:(=-]?\s?(\d{1,3}(?:[.,]\d)?)\s?(?:%|percent|prozent)(?!\s?\p{L}{3})/iu

/** Numbers without a sign count where they add up to a hundred. */
function withBareNumbers(reading: Reading, parts: readonly Part[]): Part[] {
  const ratio = ratioForm.exec(reading.text)
  if (ratio !== null && parts.length >= 2) {
    const behind = parts.filter(({ start }) => start >= ratio.index && start <= ratio.index + ratio[0].length + 24)
    const pair = behind.length >= 2 ? behind.slice(0, 2) : parts.filter(({ end }) => end <= ratio.index).slice(-2)
    const values = [Number(ratio[1]), Number(ratio[2])]
    if (pair.length === 2 && values[0] !== undefined && values[1] !== undefined && values[0] + values[1] === 100)
      return parts.map((part) => ({ ...part, percent: values[pair.indexOf(part)] ?? null }))
  }
  const numberBeside = (part: Part, side: 'before' | 'after') => {
    const match =
      side === 'before'
        ? /(?<![\d.,])(\d{1,2})\s?$/.exec(reading.text.slice(0, part.start).replace(/\s+$/, ' '))
        : /^[\s:]?\s?(\d{1,2})(?![\d.,]\d|\s?(?:cm|mm|in\b|"|€|\$|£))/.exec(reading.text.slice(part.end))
    return percentOf(match?.[1])
  }
  for (const side of ['before', 'after'] as const) {
    const percents = parts.map((part) => numberBeside(part, side))
    const said = percents.filter((value) => value !== null)
    if (said.length >= 2 && said.reduce((sum, value) => sum + value, 0) === 100)
      return parts.map((part, index) => ({ ...part, percent: percents[index] ?? null }))
  }
  return [...parts]
}

const ratioForm = /(?<![\d.,/])(\d{2})\s?\/\s?(\d{2})(?![\d/])/

function percentOf(text: string | undefined): number | null {
  const value = Number((text ?? '').replace(',', '.'))
  return value > 0 && value <= 100 ? value : null
}

import type { Mention } from './lexicon.ts'
import type { Reading } from './reading.ts'

/**
 * The category that other words of the text make of the one named, or give where none is named: a "bracelet" with a dial is a
 * watch's, flares of denim are jeans, a suit jacket with its trousers is a suit, an adult's onesie is no baby's.
 */
export function cuedCategory(reading: Reading, named: string | null): Mention | null {
  const known = new Set(reading.dictionary.taxonomy.categories.map(({ id }) => id))
  for (const { id, from, forms } of cues) {
    if (!known.has(id) || !from.has(named ?? 'none')) continue
    const matches = forms.map((form) => reading.line.find(form).find(({ first }) => isOfItem(reading, first)))
    const first = matches[0]
    if (first !== undefined && matches.every((match) => match !== undefined))
      return { id, first: first.first, last: first.last }
  }
  return null
}

function isOfItem(reading: Reading, index: number): boolean {
  return !reading.asides.has(index) && !reading.beside.has(index)
}

/** From these categories ("none": none is named) to `id`, where each of the forms is in the text. */
type Cue = { id: string; from: ReadonlySet<string>; forms: readonly RegExp[] }

const cues: readonly Cue[] = [
  {
    id: 'watches',
    from: new Set(['none', 'bracelets', 'watch-straps', 'handbags', 'belts']),
    forms: [
      /\b(?:dial|bezel|chronograph|chrono|lume|nato strap|resin strap|steel bracelet|mesh strap|milanese strap|keeps (?:\w+ )?time|runs (?:well|fast|slow|\d)|zifferblatt|lunette|chronographen?|cadran|trotteuse|quadrante|esfera|cronografo)\b|\b(?:new|needs (?:a )?(?:new )?|neue|replaced) ?(?:battery|batterie)\b|\bbattery (?:replaced|changed|dead|flat|needs)\b|\bpile (?:neuve|a changer)\b|\bpila (?:nueva|nuova|da cambiare)\b/g,
    ],
  },
  {
    id: 'jeans',
    from: new Set(['pants']),
    forms: [/\b(?:denim|jeansstoff)\b(?! (?:blue|look|effect|print|shirt|jacket|colou?r))/g],
  },
  {
    id: 'jeans',
    from: new Set(['none']),
    forms: [
      /\b(?:boot ?cut|skinny|straight leg|flared?|flares|slim fit|wide leg|barrel leg|baggy|tapered|mom fit) (?:\w+ )?denims?\b|\bdenims\b/g,
    ],
  },
  {
    id: 'suits',
    from: new Set(['blazers', 'jackets', 'pants']),
    forms: [
      /\bsuit (?:jacket|blazer|coat)\b(?! only)|\banzug(?:jacke|sakko)\b|\bveste de costume\b|\bchaqueta de traje\b|\bgiacca (?:dell'abito|da completo)\b/g,
      /\b(?:trousers|pants|anzughose|hose|pantalon|pantalones|pantaloni)\b(?! not)/g,
    ],
  },
  {
    id: 'sleepwear',
    from: new Set(['baby-one-pieces']),
    forms: [/\b(?:adults?|adult's|mens|men's|womens|women's|ladies|teen|teens|erwachsene|adulte|adulto|adulta)\b/g],
  },
]

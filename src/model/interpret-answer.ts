import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import { mergeRepeated } from './merge-repeated.ts'
import type { ModelCall } from './model-call.ts'
import { parseAnswer } from './parse-answer.ts'
import { readCategoryAnswer } from './read-category-answer.ts'
import { readFieldsAnswer } from './read-fields-answer.ts'
import { readStatements } from './read-statements.ts'
import { readVerdicts } from './read-verdicts.ts'
import type { Dropped, Said } from './said.ts'
import { type WireCopy, wireForms } from './wire-forms.ts'

/** What an answer says, before its evidence is looked for. */
export type Interpreted = {
  said: Said[]
  dropped: Dropped[]
  /** The category that was chosen; null where none was, or it was not asked for. */
  chosen: string | null
  /** Whether the item is of the category that was asked about; null where that was not asked. */
  fits: 'yes' | 'no' | 'cannot-tell' | null
  /** Texts that were asked for: no sayings of the item, and not checked here. Null where none were. */
  copies: WireCopy['copies'] | null
}

export type NotInterpreted = { code: 'model-text-not-json' | 'model-wrong-shape'; problem: string }

/** A model's text, read by the form of the call that it answers, or what is wrong with it. */
export function interpretAnswer(content: string, call: ModelCall, taxonomy: Taxonomy): Interpreted | NotInterpreted {
  const nothing = { chosen: null, fits: null, copies: null }
  switch (call.form) {
    case 'category': {
      const parsed = parseAnswer(content, checked.category)
      return 'answer' in parsed ? { ...nothing, ...readCategoryAnswer(parsed.answer, call, taxonomy) } : parsed
    }
    case 'fields': {
      const parsed = parseAnswer(content, checked.fields)
      if (!('answer' in parsed)) return parsed
      const { said, dropped } = readFieldsAnswer(parsed.answer, call, taxonomy)
      const { fits, evidence } = parsed.answer.category
      if (call.category === null) return { ...nothing, said: mergeRepeated(said, taxonomy), dropped }
      const category: Said = { field: 'category', applies: 'yes', evidence, values: [call.category] }
      const rejected: Dropped = {
        attribute: 'category',
        code: 'category-rejected',
        reason: `the item is not of ${call.category}`,
      }
      return {
        ...nothing,
        said: mergeRepeated(fits === 'yes' ? [category, ...said] : said, taxonomy),
        dropped: fits === 'no' ? [rejected, ...dropped] : dropped,
        fits,
      }
    }
    case 'statements': {
      const parsed = parseAnswer(content, checked.statements)
      return 'answer' in parsed ? { ...nothing, ...readStatements(parsed.answer, taxonomy) } : parsed
    }
    case 'verdicts': {
      const parsed = parseAnswer(content, checked.verdicts)
      return 'answer' in parsed ? { ...nothing, ...readVerdicts(parsed.answer, call, taxonomy) } : parsed
    }
    case 'copy': {
      const parsed = parseAnswer(content, checked.copy)
      return 'answer' in parsed ? { ...nothing, said: [], dropped: [], copies: parsed.answer.copies } : parsed
    }
  }
}

// Made once: to make a form costs more than to check an answer by it.
const checked = {
  category: wireForms.category(),
  fields: wireForms.fields(),
  statements: wireForms.statements(),
  verdicts: wireForms.verdicts(),
  copy: wireForms.copy(),
}

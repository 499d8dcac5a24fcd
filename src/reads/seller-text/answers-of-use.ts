import type { Reading } from './reading.ts'

type Answer = { grade: string; band: number; form: RegExp }
/** A grade that words say, and how outright: of several the highest band counts. */
export type SaidGrade = { grade: string; band: number; first: number; last: number }

const asked =
  '(?:worn|used|wear|use|been worn|wears|getragen|benutzt|gebraucht|porte|portee|portes|portees|utilisee?s?|mise?s?|servi|usad[oa]s?|puest[oa]s?|estrenad[oa]s?|usat[oaie]|indossat[oaie]|mess[oaie]|portat[oaie])(?: (?:them|it|before|much|ever|already|yet|at all|schon|deja|ya|gia|mal))*'
const end = '(?= [.,&/]|$| but| ever| so| because| aber| mais| pero| ma)'

const answers: readonly Answer[] = [
  {
    grade: 'new-without-tags',
    band: 4,
    form: new RegExp(
      `\\b${asked} [.,] (?:a , )?(?:never|never once|never once|no|nope|nah|not once|not ever|not yet|not at all|zero times|no way|no never|nie|niemals|nein|noch nie|non|jamais|pas encore|non jamais|pas une fois|nunca|jamas|aun no|todavia no|mai|no mai|non ancora|neanche una volta|nicht)${end}`,
      'g',
    ),
  },
  {
    grade: 'excellent',
    band: 2,
    form: new RegExp(
      `\\b${asked} [.,] (?:a , )?(?:yes )?(?:, )?(?:only |just |maybe |about |nur |seulement |solo |soltanto |une seule |ja )*(?:once|twice|one time|two times|three times|a couple of times|a few times|a handful of times|1x|2x|barely|hardly|rarely|hardly ever|very little|a few wears|einmal|zweimal|kaum|selten|une fois|deux fois|rarement|tres peu|peu|una vez|dos veces|poco|muy poco|apenas|una volta|due volte|pochissimo|qualche volta)\\b`,
      'g',
    ),
  },
  {
    grade: 'good',
    band: 1,
    form: new RegExp(
      `\\b${asked} [.,] (?:a , )?(?:(?:quite |very |pretty |fairly )?often|a lot|lots|loads|yes|yep|daily|every day|regularly|plenty|sometimes|occasionally|several|a bit|some|for years|many times|all the time|oft|ofter|ja|viel|regelmassig|souvent|oui|beaucoup|regulierement|mucho|si|a menudo|bastante|spesso|molto|parecchio)\\b`,
      'g',
    ),
  },
]

/** "Used? Never." "Worn: twice": where a listing asks or has a field, the answer is the state and the question is none. */
export function answersOfUse(reading: Reading): SaidGrade[] {
  return answers.flatMap(({ grade, band, form }) =>
    reading.line
      .find(form)
      .filter(({ first, last }) => !reading.asides.has(first) && isAsked(reading, first, last))
      .map(({ first, last }) => ({ grade, band, first, last })),
  )
}

function isAsked({ tokens }: Reading, first: number, last: number): boolean {
  for (let index = first + 1; index <= last; index++) if (/[?:]/.test(tokens[index]?.gap ?? '')) return true
  return false
}

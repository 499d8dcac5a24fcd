import type { Claim } from '../../domain/claim.ts'
import { answersOfUse, type SaidGrade } from './answers-of-use.ts'
import { conditionForms } from './condition-forms.ts'
import { flawless, mishaps, sound } from './condition-hints.ts'
import { isDenied, startsClause } from './context.ts'
import { gradeOfFlaws } from './grade-of-flaws.ts'
import type { Mention } from './lexicon.ts'
import { ordinaryGradeForms } from './ordinary-grade-forms.ts'
import { labelOf, quote, quoteSpan, type Reading } from './reading.ts'
import { scoreOf } from './score-of.ts'
import { unusedForms } from './unused-forms.ts'
import { useForms } from './use-forms.ts'
import { wordSet } from './word-set.ts'

/** What the words say of flaws: those it has, and where they say that it has none. */
type Flaws = { spans: readonly Mention[]; none: { first: number; last: number } | null }

/** The grade that the seller's words give; failing those, what stated flaws let one infer. */
export function readCondition(reading: Reading, { spans: flaws, none }: Flaws): Claim[] {
  const said = choose([...named(reading), ...formed(reading), ...answersOfUse(reading)], reading)
  const score = scoreOf(reading)
  if (said !== null && (said.band >= 3 || score === null)) {
    const confidence = said.band >= 3 ? 0.85 : said.band >= 2 ? 0.8 : 0.7
    const grade = lowered(reading, said, flaws)
    return [claimOf(reading, grade, 'stated', confidence, [quote(reading, said.first, said.last)])]
  }
  if (score !== null)
    return [claimOf(reading, score.grade, 'stated', 0.85, [quoteSpan(reading, score.start, score.end)])]
  if (flaws.length > 0) {
    const evidence = flaws.map(({ first, last }) => quote(reading, first, last))
    return [claimOf(reading, gradeOfFlaws(reading, flaws), 'inferred', 0.5, evidence)]
  }
  const clean = none ?? reading.line.find(flawless).find(({ first }) => !reading.asides.has(first))
  const mishap = reading.line
    .find(mishaps)
    .find(({ first, last }) => !reading.asides.has(first) && !isDenied(reading.tokens, first, last, undefined, 2))
  const hint = mishap ?? clean ?? reading.line.find(sound).find(({ first }) => !reading.asides.has(first))
  return hint === undefined ? [] : [claimOf(reading, 'good', 'inferred', 0.5, [quote(reading, hint.first, hint.last)])]
}

function claimOf(
  reading: Reading,
  grade: string,
  status: 'stated' | 'inferred',
  confidence: number,
  evidence: Claim['evidence'],
): Claim {
  const label = labelOf(reading.dictionary.taxonomy, 'condition', grade)
  return { attribute: 'condition', value: grade, label, status, confidence, evidence }
}

/** A flaw lowers what use alone would say: "worn once, small stain" is good, "used, sole coming off" fair; never what is new. */
function lowered(reading: Reading, { grade, band, first }: SaidGrade, flaws: readonly Mention[]): string {
  if (flaws.length === 0 || (grade !== 'excellent' && grade !== 'good')) return grade
  if (band < 3) return gradeOfFlaws(reading, flaws)
  return grade === 'excellent' && otherwise.test(wordAt(reading, first - 1)) ? 'good' : grade
}

const otherwise = /^(?:otherwise|sonst|ansonsten|sinon|demas|resto|that|this)$/

/** What is said most outright; within a band the first. Worn even once is not new, and tags that are on make new with tags. */
function choose(said: readonly SaidGrade[], reading: Reading): SaidGrade | null {
  const wornSome = said.some(({ grade, band }) => band === 2 && grade === 'excellent')
  const real = said.filter(({ grade, band }) => !(wornSome && grade.startsWith('new-') && band < 4.5))
  const ranked = [...real].sort((a, b) => b.band - a.band || a.first - b.first)
  const best = ranked[0]
  if (best === undefined) return null
  // "Deadstock, flasher still stapled on": said of tags in any words.
  if (best.grade === 'new-without-tags') {
    const hung = ranked.find(({ grade, band }) => grade === 'new-with-tags' && band >= 4)
    if (hung !== undefined) return hung
  }
  const tagged = best.grade === 'new-without-tags' && !wornSome ? tagsOn(reading) : null
  return tagged === null ? best : { ...best, grade: 'new-with-tags', ...tagged }
}

/** Grades by the taxonomy's own words. */
function named(reading: Reading): SaidGrade[] {
  return reading
    .mentions('condition')
    .filter((mention) => isGrade(reading, mention))
    .map(({ id, first, last }) => ({ grade: id, band: bandOf(reading, id, first, last), first, last }))
}

function bandOf(reading: Reading, id: string, first: number, last: number): number {
  if (id.startsWith('new-')) return first === last && plainNew.has(wordAt(reading, first)) ? 3.5 : 4
  // Signs of wear suggest a grade; one that is named outright goes before them.
  if (reading.mentions('flaws').some((flaw) => flaw.first <= last && flaw.last >= first)) return 0.5
  if (incidental.has(id)) return 2
  // "Worn once" counts uses; a flaw lowers it.
  const said = reading.line.text.slice(...reading.line.spanOf(first, last))
  return id === 'excellent' && usedSo.test(said) ? 2.5 : 3
}

const forms = [...conditionForms, ...useForms, ...unusedForms, ...ordinaryGradeForms]

function formed(reading: Reading): SaidGrade[] {
  const said: SaidGrade[] = []
  for (const { grade, band, needs, form } of forms) {
    const found = reading.line.find(form)
    if (found.length === 0 || !needs.test(reading.line.text)) continue
    for (const { first, last } of found) {
      if (reading.asides.has(first) || (!neverWords.has(wordAt(reading, first)) && isOther(reading, first, last)))
        continue
      const standing =
        grade === 'new-without-tags' ||
        startsClause(reading.tokens[first]) ||
        !isDenied(reading.tokens, first, last, undefined, 1)
      if (standing) said.push({ grade, band, first, last })
    }
  }
  return said
}

/** "The soles have never seen pavement": what never was is of the whole. */
const neverWords = wordSet('never nie niemals jamais nunca jamas mai')
const usedSo = /\b(?:worn|getragen|porte|indossat|usad|usat|puest)/
const incidental = new Set(['fair', 'poor'])
const plainNew = wordSet(
  'new neu neue neuer neues neuen neuf neuve neufs neuves nuevo nueva nuevos nuevas nuovo nuova nuovi nuove',
)

function isGrade(reading: Reading, { id, first, last }: Mention): boolean {
  if (isDenied(reading.tokens, first, last, undefined, 2)) return false
  if (isOther(reading, first, last)) return false
  const next = reading.tokens[last + 1]
  const word = first === last ? wordAt(reading, first) : ''
  const close = next !== undefined && /^[\s-]?$/.test(next.gap)
  if (plainNew.has(word))
    return (
      !(close && newThings.has(next.word)) && !beforeNew.has(wordAt(reading, first - 1)) && isNewItem(reading, first)
    )
  // New old stock; in French and Spanish "nos" is "our" and "us".
  if (word === 'nos' && reading.tokens[first]?.raw !== 'NOS' && reading.languages[0] !== 'en') return false
  // "Bought for parts, too pretty to cut": what it was meant for is not its state.
  if (id === 'poor' && bought.has(wordAt(reading, first - 1))) return false
  if (id === 'new-with-tags' && removed.has(next?.word ?? '')) return false
  // "Good" alone is praise of something else unless it stands by itself or before "condition".
  if (!praise.has(word)) return true
  const alone = next === undefined || /[.,;!)\n/#]|\p{Extended_Pictographic}|\s[-–]/u.test(next.gap)
  return (alone && opensClause(reading, first)) || ['used', 'vintage', 'pre'].includes(next?.word ?? '')
}

/** "New" by itself is a state at the edge of a clause, or beside the item's own word: not in "Petit New Standard". */
function isNewItem(reading: Reading, index: number): boolean {
  const next = reading.tokens[index + 1]
  if (opensClause(reading, index) || next === undefined || startsClause(next)) return true
  if (newBefore.has(wordAt(reading, index - 1)) || newAfter.has(next.word) || reading.named.has(index + 1)) return true
  return reading.mentions('category').some(({ first, last }) => first <= index + 2 && last >= index - 2)
}

function opensClause(reading: Reading, first: number): boolean {
  const gap = reading.tokens[first]?.gap ?? ''
  return (
    first === 0 || /[.,;:!?(\n/#]|\p{Extended_Pictographic}|\s[-–]/u.test(gap) || leads.has(wordAt(reading, first - 1))
  )
}

/** The state is a part's or another thing's: "soles good", "box in good condition", "zip works perfect". */
function isOther(reading: Reading, first: number, last: number): boolean {
  const { tokens } = reading
  for (let index = first - 1; index >= Math.max(0, first - 2); index--) {
    if (index < first - 1 && !/^\s*$/.test(tokens[index + 1]?.gap ?? '')) break
    if (/[.,;!?\n(]/.test(tokens[index + 1]?.gap ?? '')) break
    // "Boots with block heels worn once": the part is in passing.
    const inPassing = [index - 1, index - 2].some((at) => /^(?:with|w|mit|avec|con)$/.test(wordAt(reading, at)))
    if (isTheItem(reading, index)) return false
    if (parts.has(wordAt(reading, index)) || isInside(reading, index)) return !inPassing
  }
  const next = tokens[last + 1]
  return next !== undefined && /^\s?$/.test(next.gap) && parts.has(next.word)
}

/** "Heels worn once", where heels are the kind of the item: nothing of another kind is named before. */
function isTheItem(reading: Reading, index: number): boolean {
  if (wordAt(reading, index) !== 'heels') return false
  const [kind] = reading.mentions('category')
  return kind !== undefined && kind.first <= index && kind.last >= index
}

/** "Inside like new" leaves the outside open; "inside and out" and "worn inside" do not. */
function isInside(reading: Reading, index: number): boolean {
  return insides.has(wordAt(reading, index)) && !/^(?:and|&|und|et|y|e|worn|used)$/.test(wordAt(reading, index - 1))
}

const insides = wordSet(
  "inside interior innen innenraum drinnen innenfutter interieur l'interieur dedans dentro interno l'interno internamente",
)

function wordAt(reading: Reading, index: number): string {
  return reading.tokens[index]?.word ?? ''
}

const tagForms =
  /\b(?:with|still has|has|still with|original|all|swing|shop|store|retail|hang) (?:the |its |all |original |swing |shop |store |retail |hang |paper )*tags?\b(?! (?:is|are|was|were|has been|have been)? ?(?:cut|removed|off|missing|gone|torn|says|reads|size))|\btags? (?:still |are |is )*(?:on|attached|intact|in place|included)\b|\bwith (?:labels|original packaging)\b|\b(?:mit|inkl|noch mit|original) (?:preis)?(?:schild\w*|etikett\w*|label)\b|\b(?:preisschild|etikett)\w* (?:ist |sind )?(?:noch )?(?:dran|vorhanden|daran)\b|\b(?:avec|encore) (?:l |son |ses |leurs? )?etiquettes?\b|\betiquettes? (?:encore|toujours|presentes?)\b|\bcon (?:la |su |sus |las )?(?:etiqueta\w*|etichett\w*|cartellin\w*)\b|\b(?:con|ancora|col) (?:il |ancora |con |col )*cartellin\w*\b|\bcartellin\w+ (?:ancora |e |sono )*(?:attaccat\w|present\w|original\w|inclus\w)|\betiqueta\w* (?:aun |todavia |puesta\w*|original\w*)+|\b(?:bnib|nib|brand new in box|new in box|ovp|originalverpackt|in originalverpackung)\b/g

function tagsOn(reading: Reading): { first: number; last: number } | null {
  const match = reading.line
    .find(tagForms)
    .find(
      ({ first, last }) =>
        !isDenied(reading.tokens, first, last, undefined, joining.has(wordAt(reading, first)) ? 0 : 2),
    )
  return match === undefined ? null : { first: match.first, last: match.last }
}

/** "Sin estrenar con etiqueta": what is denied is the use, not the tag. */
const joining = wordSet('with mit avec con inkl still has')
const praise = wordSet(
  'good fair poor perfect mint excellent flawless great immaculate ok okay fine lovely aceptable satisfaisant parfait excelente perfecto perfecta ottimo ottima perfetto perfetta perfetti perfette top super gut nickel parfaite impec niquel spotless pristine a1 impoluto impoluta impeccabile impeccabili makellos perfekt impeccable impecable buoni buone buona',
)
const newBefore = wordSet(
  'brand is are all totally completely absolutely 100 condition never unworn still super komplett absolut ganz tout toute totalmente completamente',
)
const newAfter = wordSet(
  'with without in and but never unworn unused size never y et und e sin sans ohne senza con avec mit',
)
const leads = wordSet(
  'condition cond and still is otherwise sonst overall all zustand etat estado condizioni sinon but very in ist est',
)
const bought = wordSet('bought got purchased acquired meant intended')
const removed = wordSet('removed cut missing off gone')
/** "New Balance", "a new home", "new wool": new, but not the item's state. */
const newThings = wordSet(
  'task tasks prompt message instruction instructions rule rules chat session line request order york zealand season collection look balance era yorker orleans to listing listings wool lambswool price owner home heel heel heels sole soles laces zip zipper zips buttons elastic zealander insoles lining job baby life one size stock arrival arrivals year favourite favorite kollektion wolle saison hose besitzer besitzerin zuhause collection proprietaire propri fermeture cremallera dueno casa coleccion temporada proprietario collezione stagione suola suole boty man woman mum mom addition laces insole absatze absatz sohle sohlen schnursenkel einlegesohlen batterie battery strap straps lacets talons semelles pile bracelet cordones tapas suelas plantillas pila correa lacci tacchi solette soprattacchi cinturino buckle hook hooks lining',
)
const beforeNew = wordSet(
  'not pure a the my your our his her their some any its un une ein eine einen der die das el la il lo de por virgin like as gone for from than percent cent',
)
const parts = wordSet(
  'lauft laufen funktioniert schliesst sitzt passt works work runs keeps funciona funcionan funziona funzionano fonctionne fonctionnent marche time cinturino cinturini correa bracelet armband bauchband riemen pile pilas pila battery batterie batteria sole soles heel heels zip zipper zips zippers laces lace box boxes dustbag elastic buttons button hardware insole insoles lining straps strap stitching fabric collar cuffs tread treads sohle sohlen absatze reissverschluss gummi semelle semelles talons fermeture doublure suela suelas tacones cremallera forro suola suole tacchi cerniera fodera luck quality value price fit gift style brand seller idea schnursenkel senkel lacets cordones lacci stringhe einlegesohle einlegesohlen plantilla plantillas soletta solette turnlock ticket card packet uppers upper',
)

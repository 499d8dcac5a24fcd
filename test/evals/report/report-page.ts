import { drawGarment } from '../../../src/cli/demo/draw-garment.ts'
import type { Field } from '../../../src/domain/record.ts'
import { renderReport } from '../../../src/evals/report/render-report.ts'
import { reportCards } from '../../../src/evals/report/report-cards.ts'
import type { EvalRow } from '../../../src/evals/run/eval-row.ts'
import { compareRuns } from '../../../src/evals/score/compare-runs.ts'
import { judgeRun } from '../../../src/evals/score/judge-run.ts'
import { scoreRun } from '../../../src/evals/score/score-run.ts'
import { createRandom } from '../../../src/evals/statistics/create-random.ts'
import type { EvalCase } from '../../../src/evals/suite/read-dataset.ts'
import { evalCase, evalRow, field, storedRun } from '../eval-case.ts'

/** Markup and handlers, which a stranger's words may hold; it marks the page where any of it comes to life. */
export const hostile = `"><img src="x" onerror="window.cameAlive=1"><script>window.cameAlive=1</script></script><style>*{display:none}</style>`

/** Which cases of the pair came out otherwise, and how: what the page must show under each filter. */
export const changed = {
  better: ['c00', 'c10', 'c20', 'c30', 'c40', 'c50'],
  worse: ['c01', 'c07', 'c31<b>bold</b>'],
  other: ['c05'],
  /** By the field that differs. */
  color: ['c01', 'c07', 'c31<b>bold</b>'],
  jeans: ['c05', 'c20', 'c50'],
  flannel: ['c10'],
}

const categories = ['t-shirts', 'dresses', 'jeans']
const brands = ['Zara', 'Levi’s', 'A brand whose name is rather longer than brands are']

/** Two runs of sixty cases and the page that says what changed between them. */
export async function reportPage(): Promise<string> {
  const cases = Array.from({ length: 60 }, (_, at) => caseAt(at))
  const before = storedRun(
    'production-20261121-101500',
    cases,
    cases.map((each, at) => rowOf(each, at, false)),
  )
  const after = storedRun(
    'candidate-terse-20261121-113000',
    cases,
    cases.map((each, at) => rowOf(each, at, true)),
  )
  after.about.description = `some cases ${hostile}`
  const photo = await drawGarment({ garment: 't-shirt', color: 'blue', pattern: 'striped' }, { seed: 1, size: 'web' })
  const address = `data:image/jpeg;base64,${photo.toString('base64')}`
  const { cards, leftOut } = await reportCards(after, before, async (_, row) => row.photos.map(() => address))
  const comparison = compareRuns(judgeRun(before), judgeRun(after), {
    score: 'right',
    margin: 0.02,
    random: createRandom(1),
  })
  const [scores, earlier] = [scoreRun(after), scoreRun(before)]
  return await renderReport({
    about: after.about,
    scores,
    against: comparison === null ? null : { about: before.about, comparison },
    points: [
      { name: after.about.name, usd: 0.0021, right: scores.all.right, isThis: true },
      { name: before.about.name, usd: 0.0034, right: earlier.all.right, isThis: false },
    ],
    cards,
    cardsLeftOut: leftOut,
  })
}

function caseAt(at: number): EvalCase {
  const id = `c${String(at).padStart(2, '0')}${at === 31 ? '<b>bold</b>' : ''}`
  const text =
    at === 10 ? 'Zara flannel shirt, worn twice' : `Zara top, blue, size M, number ${at}, ${'a word more '.repeat(at)}`
  const photos = at % 10 === 0 ? ['front.jpg', 'tag.jpg'] : []
  const category = at === 31 ? hostile : (categories[at % 3] ?? '')
  return evalCase(
    id,
    { category, brand: brandAt(at), color: ['blue', 'navy'], size: { system: 'alpha', label: 'M' } },
    { text: at === 31 ? hostile : text, photos },
  )
}

function brandAt(at: number): string {
  return brands[at % brands.length] ?? ''
}

function rowOf({ id, gold, photos }: EvalCase, at: number, isLater: boolean): EvalRow {
  const kept = photos.map((file, index) => ({ index, file, sha256: null, code: null }))
  if (at === 7 && isLater)
    return evalRow(id, null, { problem: { code: 'model-refused', message: `it would not ${hostile}` } })
  const isWrongBrand = at % 10 === 0 && !isLater
  const isWrongColor = (at === 1 || at === 31) && isLater
  const fields: Record<string, Field> = {
    category: field(String(gold.category), sureness(at)),
    brand: field(isWrongBrand ? 'Nobody’s' : brandAt(at), isWrongBrand ? 0.4 : sureness(at)),
    color: { ...field('red'), value: [isWrongColor ? (at === 31 ? hostile : 'red') : 'blue'] },
    size: { ...field('L'), value: { system: 'alpha', label: sizeAt(at, isLater) }, confidence: sureness(at) },
  }
  return evalRow(id, fields, { photos: kept, ms: 1_200 + at * 20 })
}

/** Wrong before and wrong after, in another way. */
function sizeAt(at: number, isLater: boolean): string {
  if (at !== 5) return 'M'
  return isLater ? 'XL' : 'L'
}

function sureness(at: number): number {
  return 0.55 + (at % 9) * 0.05
}

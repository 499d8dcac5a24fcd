import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Share } from '../exact-interval.ts'
import type { RunAbout } from '../run/run-folder.ts'
import type { RunComparison } from '../score/compare-runs.ts'
import type { FieldScore, RunScores } from '../score/score-run.ts'
import type { Comparison } from '../statistics/compare-pairs.ts'
import { type CaseCard, caseCard } from './case-card.ts'
import { type CostPoint, costPlot } from './cost-plot.ts'
import { type Html, html, raw } from './html.ts'
import { reliabilityPlot } from './reliability-plot.ts'

export type ReportContent = {
  about: RunAbout
  scores: RunScores
  /** Null: the run is shown alone. */
  against: { about: RunAbout; comparison: RunComparison } | null
  points: readonly CostPoint[]
  cards: readonly CaseCard[]
  /** Cases that would be shown, and are not, so that the page stays small enough to open. */
  cardsLeftOut: number
}

/** A run as one page that needs nothing else: it can be mailed, and opened without a network. */
export async function renderReport(content: ReportContent): Promise<string> {
  const [css, script] = await Promise.all([fileOf('report.css'), fileOf('report.js')])
  const { about } = content
  // No script but this one runs, by its hash: what strangers wrote stays words even where escaping it were forgotten.
  const policy = `default-src 'none'; img-src data:; style-src ${hashOf(css)}; script-src ${hashOf(script)}`
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${raw(policy)}">
<title>${about.name}: ${about.suite}</title><style>${raw(css)}</style></head>
<body>${headline(content)}${fieldsSection(content)}${slicesSection(content)}${trustSection(content)}${casesSection(content)}
<script>${raw(script)}</script></body></html>
`
  return page.markup
}

async function fileOf(name: string): Promise<string> {
  return await readFile(new URL(name, import.meta.url), 'utf8')
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function headline({ about, scores, against }: ReportContent): Html {
  const { expense, evidence, failed, missing } = scores
  const model =
    about.settings.model === null || about.settings.reads.model === 'off' ? 'no model' : about.settings.model.name
  const all = against?.comparison.all
  return html`<header><h1>${about.name}</h1>
    <p>${about.description}</p>
    <p class="dim">${scores.cases} cases of dataset ${about.dataset.version}, ${model}, taxonomy ${about.taxonomy}, ${about.startedAt.slice(0, 16).replace('T', ' ')} UTC</p>
    ${all !== undefined && against !== null && html`<p class="verdict ${verdictClass(all)}">${all.verdict} <small>than ${against.about.name}: ${signed(all.gain)} points (95 % ${signed(all.interval.low)} to ${signed(all.interval.high)}), margin ± ${points(against.comparison.margin)}; ${against.comparison.shared} shared cases</small></p>`}
    ${failed.length > 0 && html`<p class="worse">${failed.length} ${failed.length === 1 ? 'case' : 'cases'} failed: ${[...new Set(failed.map(({ code }) => code))].join(', ')}</p>`}
    ${missing > 0 && html`<p class="cannot">${missing} cases have not been run.</p>`}
    ${Object.entries(scores.degraded).map(([part, count]) => html`<p class="cannot">${count} drafts had to do without: ${part}</p>`)}
    <div class="numbers">
      ${number('fields right', share(scores.all.right))}
      ${number('wrong', share(scores.all.wrong))}
      ${number('micro F1', scores.all.extraction.f1.toFixed(1))}
      ${number('macro F1', scores.macro.f1.toFixed(1))}
      ${scores.answers.answers > 0 && number('answers that fitted', `${scores.answers.fit} of ${scores.answers.answers}`)}
      ${number('evidence found', `${evidence.found} of ${evidence.pieces}`)}
      ${scores.stability !== null && number('same in every repeat', share(scores.stability))}
      ${number('cost', expense.calls === 0 ? 'no calls' : `$${expense.costUsd.toFixed(4)}`)}
      ${expense.calls > 0 && number('model calls', `${expense.calls}, ${((expense.cachedShare ?? 0) * 100).toFixed(0)} % kept`)}
      ${number('a case took', `${expense.ms.p50} ms, p95 ${expense.ms.p95} ms`)}
    </div></header>`
}

function number(name: string, value: string): Html {
  return html`<div><b>${value}</b>${name}</div>`
}

function fieldsSection({ scores, against }: ReportContent): Html {
  return html`<section><h2>Fields</h2><div class="scroll"><table>
    <thead><tr><th>field</th>${against !== null && comparisonHead}${['rows', 'told', 'value', 'right', 'wrong', 'F1'].map((head) => html`<th class="number">${head}</th>`)}</tr></thead>
    <tbody>${[...Object.entries(scores.fields), ['all', scores.all] as const].map(
      ([name, score]) =>
        html`<tr><td class="${name === 'all' && 'all'}">${name}</td>${against !== null && comparisonCells(name === 'all' ? against.comparison.all : against.comparison.fields[name])}${scoreCells(score)}</tr>`,
    )}</tbody></table></div>
    <p class="dim">told: seen that there is a value, or none. value: right where gold and draft both have one. right: both. Shares in % with exact 95 % intervals.${against !== null && ' Gains in points; least: the smallest gain that so many cases would show in four of five samples; Holm’s correction over the fields.'}</p></section>`
}

function scoreCells(score: FieldScore): Html {
  const shares = [score.told, score.value, score.right, score.wrong]
  return html`<td class="number">${score.scored}</td>${shares.map((each) => html`<td class="number">${share(each)}</td>`)}<td class="number">${score.extraction.f1.toFixed(1)}</td>`
}

/** The verdict stands first: it is the answer, and narrow windows show it without moving the table. */
const comparisonHead = html`<th>verdict</th>${['gain', '95 %', 'least'].map((head) => html`<th class="number">${head}</th>`)}`

function comparisonCells(found: Comparison | undefined): Html {
  if (found === undefined) return html`<td></td><td></td><td></td><td></td>`
  const { gain, interval, smallestDifference, verdict } = found
  return html`<td class="answer ${verdictClass(found)}">${verdict}</td><td class="number">${signed(gain)}</td><td class="number">${signed(interval.low)} to ${signed(interval.high)}</td><td class="number">${smallestDifference === 0 ? '–' : points(smallestDifference)}</td>`
}

const sliceRowsMax = 40

function slicesSection({ scores, against }: ReportContent): Html {
  const sections = Object.entries(scores.slices).map(([slice, values]) => {
    const rows = Object.entries(values)
    const compared = Object.entries(against?.comparison.slices[slice] ?? {})
    const heads = ['rows', 'told', 'value', 'right', 'wrong', 'F1']
    return html`<h2>By ${slice}</h2><div class="scroll"><table>
      <thead><tr><th>${slice}</th>${heads.map((head) => html`<th class="number">${head}</th>`)}</tr></thead>
      <tbody>${rows.slice(0, sliceRowsMax).map(([name, score]) => html`<tr><td>${name}</td>${scoreCells(score)}</tr>`)}</tbody></table></div>
      ${rows.length > sliceRowsMax && html`<p class="dim">and ${rows.length - sliceRowsMax} rarer ones</p>`}
      ${
        compared.length > 0 &&
        html`<div class="scroll"><table>
        <thead><tr><th>${slice}, compared</th>${comparisonHead}<th class="number">rows</th></tr></thead>
        <tbody>${compared.map(([name, found]) => html`<tr><td>${name}</td>${comparisonCells(found)}<td class="number">${found.rows}</td></tr>`)}</tbody></table></div>`
      }`
  })
  return html`<section>${sections}</section>`
}

function trustSection({ scores, points: runs }: ReportContent): Html {
  const { values, blanks } = scores.confidence
  const accepted = scores.coverage.map(({ target, threshold }) =>
    threshold === null
      ? html`<li>${target * 100} % right: no threshold reaches it with so few cases</li>`
      : html`<li>${target * 100} % right: from confidence ${threshold.confidence.toFixed(2)} on, ${((100 * threshold.right.of) / threshold.of).toFixed(0)} % of the values</li>`,
  )
  return html`<section><h2>Confidence, cost and quality</h2>
    <div class="plots">${reliabilityPlot('Values', values)}${reliabilityPlot('Blanks', blanks)}${runs.length > 0 && costPlot(runs)}</div>
    <p>Values that can be accepted unseen:</p><ul>${accepted}</ul></section>`
}

function casesSection({ cards, cardsLeftOut, against, scores }: ReportContent): Html {
  const options = (names: readonly string[]) => names.map((name) => html`<option>${name}</option>`)
  const kinds = [...new Set(cards.flatMap((card) => card.kinds))]
  const slices = [...new Set(cards.map(({ slice }) => slice))].sort()
  return html`<section><h2>${against === null ? 'Cases that are wrong or missed' : 'Cases that came out otherwise'}</h2>
    <div class="filters"><input id="words" type="search" placeholder="words" aria-label="words in the case">
      <select id="kind" aria-label="kind"><option value="">all kinds</option>${options(kinds)}</select>
      <select id="field" aria-label="field"><option value="">all fields</option>${options(Object.keys(scores.fields))}</select>
      <select id="slice" aria-label="slice"><option value="">all slices</option>${options(slices)}</select>
      <output id="shown">${cards.length} cases</output></div>
    ${cards.map(caseCard)}
    ${cardsLeftOut > 0 && html`<p class="dim">${cardsLeftOut} more are not on this page; hangtag eval show RUN CASE shows each.</p>`}</section>`
}

function verdictClass({ verdict }: Comparison): string {
  return verdict === 'cannot tell' ? 'cannot' : verdict.replace(' ', '-')
}

function share({ share: value, low, high, of }: Share): string {
  return of === 0
    ? '–'
    : `${value === 1 ? 100 : (value * 100).toFixed(1)} (${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)})`
}

function points(value: number): string {
  return (value * 100).toFixed(1)
}

function signed(value: number): string {
  const text = points(value)
  return value > 0 && text !== '0.0' ? `+${text}` : text.replace('-', '−').replace('−0.0', '0.0')
}

import type { EvalRow } from '../run/eval-row.ts'
import type { EvalCase } from '../suite/read-dataset.ts'
import type { Verdict } from '../verdict.ts'
import { type Html, html } from './html.ts'

export type CardField = {
  field: string
  gold: unknown
  /** Null where there is no earlier run to compare with. */
  before: { verdict: Verdict; value: unknown; confidence: number | null } | null
  after: { verdict: Verdict; value: unknown; confidence: number | null }
}

export type CaseCard = {
  evalCase: EvalCase
  /** Data addresses of the photos as they were shown. */
  photos: readonly string[]
  fields: readonly CardField[]
  /** What is shown of the case: `better`, `worse`, `wrong`, `missed`. */
  kinds: readonly string[]
  problem: EvalRow['problem']
  slice: string
}

/** A case with its photos and words, and beside them what came out, before and after. */
export function caseCard({ evalCase, photos, fields, kinds, problem, slice }: CaseCard): Html {
  const compared = fields.some(({ before }) => before !== null)
  return html`<article class="case" data-kinds="${kinds.join(' ')}" data-slice="${slice}" data-fields="${fields.map(({ field }) => field).join(' ')}">
    <h3>${evalCase.id} ${kinds.map((kind) => html`<span class="tag ${kind}">${kind}</span> `)}</h3>
    <div class="sides">
      <div class="input">
        <div class="photos">${photos.map((photo, index) => html`<img src="${photo}" alt="photo ${index} of ${evalCase.id}">`)}</div>
        <blockquote dir="auto">${evalCase.text === '' ? 'No words.' : evalCase.text}</blockquote>
      </div>
      <div class="scroll"><table>
        <thead><tr><th>field</th><th>gold</th>${compared && html`<th>before</th>`}<th>${compared ? 'after' : 'draft'}</th></tr></thead>
        <tbody>${fields.map(
          ({ field, gold, before, after }) => html`<tr><th scope="row">${field}</th><td>${valueText(gold)}</td>
            ${compared && html`<td class="${before?.verdict ?? ''}">${before === null ? '' : side(before)}</td>`}
            <td class="${after.verdict}">${side(after)}</td></tr>`,
        )}</tbody>
      </table></div>
    </div>
    ${problem !== null && html`<p class="problem">No draft: ${problem.code}: ${problem.message}</p>`}
  </article>`
}

function side({ verdict, value, confidence }: CardField['after']): Html {
  const sure = confidence === null ? '' : ` (${(confidence * 100).toFixed(0)} %)`
  return html`${valueText(value)}<small>${sure} ${words[verdict]}</small>`
}

const words: Readonly<Record<Verdict, string>> = {
  'right-value': 'right',
  'right-abstention': 'rightly blank',
  wrong: 'wrong',
  missed: 'missed',
}

const charactersMax = 160

function valueText(value: unknown): string {
  const text = plain(value)
  return text.length > charactersMax ? `${text.slice(0, charactersMax)}…` : text
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '–'
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(plain).join(', ')
  if (typeof value !== 'object') return String(value)
  const { system, label, id, percent } = value as Record<string, unknown>
  if (system !== undefined) return `${String(system)} ${String(label)}`
  if (id !== undefined) return typeof percent === 'number' ? `${percent} % ${String(id)}` : String(id)
  return JSON.stringify(value)
}

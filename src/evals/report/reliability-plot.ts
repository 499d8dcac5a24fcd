import type { Reliability } from '../reliability.ts'
import { type Html, html } from './html.ts'

const side = 240
const margin = { left: 40, right: 10, top: 10, bottom: 34 }
const ticks = [0, 0.25, 0.5, 0.75, 1]

/** Confidence against the share that was right, a dot a tenth with its exact 95 % interval; on the diagonal it means what it says. */
export function reliabilityPlot(name: string, found: Reliability | null): Html {
  if (found === null) return html`<figure class="plot"><figcaption>${name}: none</figcaption></figure>`
  const x = (share: number) => margin.left + share * side
  const y = (share: number) => margin.top + (1 - share) * side
  const most = Math.max(...found.bins.map(({ right }) => right.of))
  const dots = found.bins.map(
    ({ meanConfidence, right }) => html`<g>
      <line class="whisker" x1="${x(meanConfidence)}" x2="${x(meanConfidence)}" y1="${y(right.low)}" y2="${y(right.high)}"/>
      <circle cx="${x(meanConfidence)}" cy="${y(right.share)}" r="${3 + 5 * Math.sqrt(right.of / most)}">
        <title>${right.count} of ${right.of} right at ${perCent(meanConfidence)} on average</title>
      </circle></g>`,
  )
  const width = side + margin.left + margin.right
  const height = side + margin.top + margin.bottom
  const summary = `ECE ${perCent(found.ece)}, Brier ${found.brier.toFixed(3)}, AUROC ${found.auroc?.toFixed(2) ?? '–'}, ${found.rows} fields`
  return html`<figure class="plot">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${`${name}: confidence against the share right. ${summary}`}">
      ${ticks.map(
        (tick) => html`<line class="grid" x1="${x(tick)}" x2="${x(tick)}" y1="${y(0)}" y2="${y(1)}"/>
        <line class="grid" x1="${x(0)}" x2="${x(1)}" y1="${y(tick)}" y2="${y(tick)}"/>
        <text x="${x(tick)}" y="${y(0) + 16}" text-anchor="middle">${tick * 100}</text>
        <text x="${x(0) - 6}" y="${y(tick) + 4}" text-anchor="end">${tick * 100}</text>`,
      )}
      <line class="ideal" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>
      ${dots}
      <text x="${x(0.5)}" y="${height - 4}" text-anchor="middle">confidence, %</text>
    </svg>
    <figcaption><b>${name}</b>: share right (%) by confidence. ${summary}</figcaption>
  </figure>`
}

function perCent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

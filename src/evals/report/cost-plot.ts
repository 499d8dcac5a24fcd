import { type Html, html } from './html.ts'

/** One run: dollars a case and the share of fields right with its interval. */
export type CostPoint = {
  name: string
  usd: number
  right: { share: number; low: number; high: number }
  isThis: boolean
}

const size = { width: 420, height: 240 }
const margin = { left: 46, right: 16, top: 12, bottom: 36 }

/** Cost against quality: further left is cheaper, further up is better; names stand below, where long ones have room. The upper left edge is what is worth running. */
export function costPlot(points: readonly CostPoint[]): Html {
  const most = Math.max(...points.map(({ usd }) => usd)) || 1
  const [low, high] = [
    Math.min(...points.map(({ right }) => right.low)),
    Math.max(...points.map(({ right }) => right.high)),
  ]
  const span = Math.max(high - low, 0.01)
  const x = (usd: number) => margin.left + (usd / most) * (size.width - margin.left - margin.right - 24)
  const y = (share: number) => margin.top + (1 - (share - low) / span) * (size.height - margin.top - margin.bottom)
  return html`<figure class="plot wide">
    <svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="Dollars a case against the share of fields right">
      ${[low, (low + high) / 2, high].map(
        (
          share,
        ) => html`<line class="grid" x1="${margin.left}" x2="${size.width - margin.right}" y1="${y(share)}" y2="${y(share)}"/>
        <text x="${margin.left - 6}" y="${y(share) + 4}" text-anchor="end">${(share * 100).toFixed(1)}</text>`,
      )}
      ${points.map(
        ({ name, usd, right, isThis }, index) => html`<g class="${isThis ? 'this' : 'other'}">
          <line class="whisker" x1="${x(usd)}" x2="${x(usd)}" y1="${y(right.low)}" y2="${y(right.high)}"/>
          <circle cx="${x(usd)}" cy="${y(right.share)}" r="5"><title>${name}: ${(right.share * 100).toFixed(1)} % right at $${usd.toFixed(5)} a case</title></circle>
          <text x="${x(usd) + 9}" y="${y(right.share) + 4}">${index + 1}</text></g>`,
      )}
      <text x="${margin.left}" y="${size.height - 18}">$0</text>
      <text x="${x(most)}" y="${size.height - 18}" text-anchor="middle">$${most.toPrecision(2)}</text>
      <text x="${size.width / 2}" y="${size.height - 3}" text-anchor="middle">dollars a case</text>
    </svg>
    <figcaption><b>Cost against quality</b>: share of fields right (%), with 95 % intervals, by dollars a case
      <ol>${points.map(({ name, usd, right }) => html`<li>${name}: ${(right.share * 100).toFixed(1)} % at $${usd.toPrecision(2)}</li>`)}</ol></figcaption>
  </figure>`
}

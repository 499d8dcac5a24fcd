/** Sums of what was planned for the sampled listings; dollars null where the price is not known. */
export type Estimate = {
  model: string
  /** How much of the room for an answer is taken to be filled. */
  answerShare: number
  listings: number
  skipped: number
  badLines: number
  photos: number
  sampled: number
  calls: number
  inputTokens: number
  outputTokens: number
  usd: number | null
  /** With the whole room for each answer filled. */
  mostUsd: number | null
}

/** A batch's estimate for a person: the figure, what it stands on, and what may make it more or less. */
export function estimateText(estimate: Estimate): string {
  const { listings, skipped, badLines, photos, sampled, model } = estimate
  const head = [
    `${listings} to digitize with ${photos} photos, ${skipped} done already, ${badLines} bad ${badLines === 1 ? 'line' : 'lines'}`,
  ]
  if (listings === 0) return [...head, 'Nothing would be asked.'].join('\n')
  const each = (sum: number) => sum / Math.max(1, sampled)
  const all = (sum: number) => dollars(each(sum) * listings)
  const cost =
    estimate.usd === null || estimate.mostUsd === null
      ? `The price of ${model} is not known: name it in a file (MODEL_PRICES) to see dollars.`
      : `About ${all(estimate.usd)}; ${all(2 * estimate.mostUsd)} if every answer filled its room and every listing were looked at twice; copy by the model comes on top.`
  return [
    ...head,
    `${model}: ${each(estimate.calls).toFixed(1)} calls a listing, ${Math.round(each(estimate.inputTokens))} tokens in, ${Math.round(each(estimate.outputTokens))} out`,
    cost,
    '',
    'Assumed:',
    `- the ${sampled === listings ? 'listings' : `first ${sampled} listings`} as they would be sent now, counted by a tokenizer and the rules for images, which errs on the high side; the others like them`,
    `- answers that fill ${Math.round(estimate.answerShare * 100)} % of their room; no prompt cache, which makes the input cheaper; no answers kept from earlier runs`,
    '- no second read, no copy by the model, no repair of an answer, no neighbors in the prompt: each makes it more',
    'Nothing was sent. --max-cost is a ceiling that holds.',
  ].join('\n')
}

function dollars(usd: number): string {
  return `$${usd < 0.1 ? usd.toPrecision(2) : usd.toFixed(2)}`
}

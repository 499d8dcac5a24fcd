import { expect, test } from 'vitest'
import { fenceListing, shownListing } from '../../src/model/fence-listing.ts'
import { planCalls } from '../../src/model/plan-calls.ts'
import { planSecondCalls } from '../../src/model/plan-second-calls.ts'
import { countRequestTokens } from '../../src/model/tokens/count-request-tokens.ts'
import { modelCase } from './model-case.ts'

const listing = (text: string, hints: Record<string, unknown> = {}) => ({
  ...{ tenant: 'closet-9', listingId: 'lst_1' },
  ...{ text, hints },
})

test('what most sellers write is shown as it is', () => {
  const usual = listing('Blue dress. '.repeat(80), { size: 'M', flaws: ['stain'] })
  expect(JSON.parse(fenceListing(usual))).toEqual({ text: usual.text, hints: usual.hints })
})

test('of a very long text the beginning and the end are shown, with a mark where it was cut', () => {
  const { text } = shownListing(listing(`Blue dress. ${'x'.repeat(10_000)} No returns.`))
  expect(text).toMatch(/^Blue dress\. x+ \[…\] x+ No returns\.$/)
  expect(text.length).toBeLessThan(4_010)
})

test('a cut leaves no half of a character behind', () => {
  for (const start of ['', 'x']) {
    const { text } = shownListing(listing(`${start}${'👗'.repeat(5_000)}`))
    expect(text.isWellFormed()).toBe(true)
  }
})

test('hints without end are cut too', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`hint-${at}`, 'y'.repeat(5_000)]))
  expect(fenceListing(listing('Blue dress', many)).length).toBeLessThan(4_000)
})

test('no text that a stranger writes makes a call cost much more than another', async () => {
  const hostile = [
    'boho summer hood lined wool size M '.repeat(300),
    '</listing>\n'.repeat(1_000),
    '𝕏👗\u0000'.repeat(2_500),
    '漢字'.repeat(5_000),
  ]
  const tokensOf = async (text: string, hints = {}) => {
    const input = modelCase({ listing: listing(text, hints) })
    const category = { status: 'corrected' as const, confidence: 1, label: null, evidence: [], conflicts: [] }
    const known = { ...input, fields: { category: { ...category, value: 'dresses' } } }
    const calls = [...(await planCalls(input)), ...(await planCalls(known)), ...(await planSecondCalls(input))]
    return calls.map(({ request }) => countRequestTokens(request, input.profile))
  }
  const usual = await tokensOf('Blue dress')
  for (const text of hostile)
    for (const [at, tokens] of (await tokensOf(text, { note: text })).entries())
      expect(tokens - (usual[at] ?? 0)).toBeLessThan(hostileTokensMax)
})

/** 4,000 characters of text and 200 of a hint, at up to three tokens for one that JSON has to escape, and the fields they name. */
const hostileTokensMax = 12_000

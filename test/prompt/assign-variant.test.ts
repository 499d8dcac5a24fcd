import { ulid } from 'ulid'
import { expect, test } from 'vitest'
import { assignVariant } from '../../src/prompt/assign-variant.ts'
import { choosePrompt } from '../../src/prompt/choose-prompt.ts'
import { parsePrompt } from '../../src/prompt/parse-prompt.ts'
import type { PromptLabels, Prompts } from '../../src/prompt/prompt.ts'

// Ids as the product makes them: made within one second, they differ in a few places only.
const ids = Array.from({ length: 10_000 }, (_, place) => `lst_${ulid(1_790_000_000_000 + Math.floor(place / 10))}`)
const labels = (candidate: number, shadow = 0): PromptLabels => ({
  production: 'plain',
  candidate: candidate === 0 ? null : { variant: 'new', share: candidate },
  shadow: shadow === 0 ? null : { variant: 'dark', share: shadow },
})
const inCandidate = (share: number, name = 'extract') =>
  new Set(ids.filter((id) => assignVariant(name, labels(share), id).variant === 'new'))
const inShadow = (share: number) =>
  new Set(ids.filter((id) => assignVariant('extract', labels(0, share), id).shadow === 'dark'))

const without = (set: Set<string>, other: Set<string>) => [...set].filter((id) => !other.has(id))

/** Four standard deviations of a share among 10,000: a right assignment is outside one time in 16,000, and this one is fixed. */
const near = (count: number, share: number) => {
  const expected = ids.length * share
  expect(Math.abs(count - expected)).toBeLessThan(4 * Math.sqrt(expected * (1 - share)))
}

test.each([0.01, 0.1, 0.5, 0.9])(
  'a candidate with the share %f gets that share of the listings, and so does a shadow',
  (share) => {
    near(inCandidate(share).size, share)
    near(inShadow(share).size, share)
  },
)

test('a listing always gets the same variant, and one without a listing is production', () => {
  for (const id of ids.slice(0, 100))
    expect(assignVariant('extract', labels(0.5), id)).toEqual(assignVariant('extract', labels(0.5), id))
  expect(assignVariant('extract', labels(1, 0), null)).toEqual({ variant: 'plain', shadow: null })
})

test('a share that grows takes new listings in and lets none go: the fewest that can move', () => {
  for (const [less, more] of [
    [0.05, 0.1],
    [0.1, 0.5],
  ] as const) {
    expect(without(inCandidate(less), inCandidate(more))).toEqual([])
    expect(without(inShadow(less), inShadow(more))).toEqual([])
  }
})

test('shares of 0 and 1 are none and all', () => {
  expect(
    ids.filter(
      (id) => assignVariant('extract', { ...labels(0), candidate: { variant: 'new', share: 0 } }, id).variant === 'new',
    ),
  ).toEqual([])
  expect(inCandidate(1).size).toBe(ids.length)
  expect(inShadow(1).size).toBe(ids.length)
})

test('no listing is both in the candidate and shadowed, though their shares add to 1', () => {
  const both = ids.map((id) => assignVariant('extract', labels(0.3, 0.7), id))
  expect(both.every(({ variant, shadow }) => (variant === 'new') !== (shadow === 'dark'))).toBe(true)
})

test('two prompts are tried on listings that have nothing to do with each other', () => {
  const [one, other] = [inCandidate(0.5, 'extract'), inCandidate(0.5, 'write-copy')]
  near(one.size - without(one, other).length, 0.25)
})

test('a variant that the settings name wins over candidate and production', () => {
  const variant = (name: string) => {
    const { prompt } = parsePrompt('greet', name, `---\ndescription: ${name}\nvariables: {}\n---\n@user\nhello\n`)
    if (prompt === null) throw new Error('the prompt of this test is broken')
    return prompt
  }
  const prompts: Prompts = {
    variants: { greet: { plain: variant('plain'), new: variant('new'), old: variant('old') } },
    labels: { greet: labels(0.5) },
  }
  const chosen = ids.slice(0, 50).map((id) => choosePrompt(prompts, 'greet', {}, id).variant)
  expect(new Set(chosen)).toEqual(new Set(['plain', 'new']))
  for (const id of ids.slice(0, 50)) expect(choosePrompt(prompts, 'greet', { greet: 'old' }, id).variant).toBe('old')
})

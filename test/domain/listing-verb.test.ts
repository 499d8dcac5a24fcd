import { describe, expect, test } from 'vitest'
import { possibleVerbs, type VerbSituation } from '../../src/domain/listing-verb.ts'
import { listingStates } from '../../src/domain/record.ts'

const situation = (change: Partial<VerbSituation>): VerbSituation => ({
  state: 'draft',
  publishing: false,
  version: 3,
  publishedVersion: null,
  acceptedByPolicy: false,
  ...change,
})

describe('the verbs of a listing', () => {
  test.each([
    ['received', ['change', 'redigitize', 'delete']],
    ['digitizing', ['change', 'redigitize', 'delete']],
    ['draft', ['change', 'redigitize', 'correct', 'accept', 'delete']],
    ['needs-review', ['change', 'redigitize', 'correct', 'accept', 'delete']],
    ['accepted', ['change', 'redigitize', 'correct', 'publish', 'delete']],
    ['failed', ['change', 'redigitize', 'delete']],
  ] as const)('a listing that is %s takes %j', (state, verbs) => {
    expect(possibleVerbs(situation({ state }))).toEqual(verbs)
  })

  test('a published listing is published again only when it changed since', () => {
    expect(possibleVerbs(situation({ state: 'published', version: 3, publishedVersion: 3 }))).not.toContain('publish')
    expect(possibleVerbs(situation({ state: 'published', version: 4, publishedVersion: 3 }))).toContain('publish')
  })

  test('while it is being published its input stays as it is, and it is not published twice', () => {
    const verbs = possibleVerbs(situation({ state: 'accepted', publishing: true }))
    expect(verbs).toEqual(['correct', 'delete'])
  })

  test('a policy that accepts by threshold lets a draft be published, never one that needs review', () => {
    expect(possibleVerbs(situation({ state: 'draft', acceptedByPolicy: true }))).toContain('publish')
    expect(possibleVerbs(situation({ state: 'needs-review', acceptedByPolicy: true }))).not.toContain('publish')
  })

  test('every state can be deleted', () => {
    for (const state of listingStates) expect(possibleVerbs(situation({ state }))).toContain('delete')
  })
})

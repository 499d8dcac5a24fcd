import { expect, it } from 'vitest'
import { versionOf, versionTag } from '../../src/http/version-tag.ts'

it('a version that was read as an ETag comes back as the same version', () => {
  for (const version of [1, 7, 999_999_999]) expect(versionOf(versionTag(version))).toBe(version)
  expect(versionOf(undefined)).toBeUndefined()
})

it.each(['7', '*', 'W/"7"', '"7", "8"', '"x"', '"-1"', '"1e3"', '""', '"12345678901234567890"'])(
  'what is not one strong ETag of ours is refused and never guessed: %s',
  (tag) => {
    expect(() => versionOf(tag)).toThrow(expect.objectContaining({ name: 'HttpProblem' }))
  },
)

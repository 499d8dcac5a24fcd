import { expect, test } from 'vitest'
import { editLabels } from '../../src/prompt/edit-labels.ts'

const source = `# Which variant is in production.

# Category first.
choose-category:
  production: by-list # since June
extract-attributes:
  # Try the short one on few.
  production: field-guided
  shadow: { variant: terse, share: 0.05 } # ends in July

repair-answer: { production: quote-problem }
`
/** Lines that are gone, and lines that came. */
const changed = (changes: Parameters<typeof editLabels>[2], name = 'extract-attributes') => {
  const [before, after] = [source, editLabels(source, name, changes)].map((text) => text.split('\n'))
  return {
    gone: before?.filter((line) => !after?.includes(line)),
    came: after?.filter((line) => !before?.includes(line)),
  }
}

test('a rollback is a change of one line, whatever the layout of the file', () => {
  expect(changed({ production: 'terse' })).toEqual({
    gone: ['  production: field-guided'],
    came: ['  production: terse'],
  })
  expect(changed({ production: 'by-slot' }, 'choose-category')).toEqual({
    gone: ['  production: by-list # since June'],
    came: ['  production: by-slot # since June'],
  })
  const odd = 'a:   {production:   x}   # here\n\n\n\nb:\n      production:  "y"\n'
  expect(editLabels(odd, 'b', { production: 'z' })).toBe(odd.replace('"y"', 'z'))
  expect(editLabels(odd, 'a', { production: 'z' })).toBe(odd.replace('x', 'z'))
})

test('a candidate comes as one line, changes as one line and goes as one line; comments stay', () => {
  const candidate = { candidate: { variant: 'terse', share: 0.1 } }
  expect(changed(candidate)).toEqual({ gone: [], came: ['  candidate: { variant: terse, share: 0.1 }'] })
  expect(changed({ shadow: { variant: 'long', share: 0.2 } })).toEqual({
    gone: ['  shadow: { variant: terse, share: 0.05 } # ends in July'],
    came: ['  shadow: { variant: long, share: 0.2 } # ends in July'],
  })
  expect(changed({ shadow: null })).toEqual({
    gone: ['  shadow: { variant: terse, share: 0.05 } # ends in July'],
    came: [],
  })
  expect(editLabels(editLabels(source, 'choose-category', candidate), 'choose-category', { candidate: null })).toBe(
    source,
  )
})

test('promoting a candidate is one command: the new production, and the candidate gone', () => {
  const tried = editLabels(source, 'repair-answer', { candidate: { variant: 'gentle', share: 0.5 } })
  expect(tried).toContain('repair-answer: { production: quote-problem, candidate: { variant: gentle, share: 0.5 } }')
  const promoted = editLabels(tried, 'repair-answer', { production: 'gentle', candidate: null })
  expect(promoted).toBe(source.replace('quote-problem', 'gentle'))
})

test('a prompt without labels gets them at the end', () => {
  expect(editLabels(source, 'write-copy', { production: 'plain' })).toBe(`${source}write-copy:\n  production: plain\n`)
  expect(editLabels('', 'write-copy', { production: 'plain', shadow: { variant: 'b', share: 1 } })).toBe(
    'write-copy:\n  production: plain\n  shadow: { variant: b, share: 1 }\n',
  )
})

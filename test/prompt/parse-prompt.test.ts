import { describe, expect, it } from 'vitest'
import { parsePrompt } from '../../src/prompt/parse-prompt.ts'

const front = 'description: a test\nvariables:\n  text: the text\n'
const file = (frontMatter: string, body: string) => `---\n${frontMatter}---\n${body}`
const problems = (frontMatter: string, body: string) =>
  parsePrompt('p', 'v', file(frontMatter, body)).problems.map(({ line, message }) => `${line}: ${message}`)

describe('a prompt file', () => {
  it('splits into its roles and names its variables', () => {
    const { prompt } = parsePrompt('p', 'v', file(front, '@system\nRules {x} & <b>.\n\n@user\n{{text}}\n'))
    expect(prompt?.parts).toEqual([
      { role: 'system', template: 'Rules {x} & <b>.' },
      { role: 'user', template: '{{text}}' },
    ])
    expect(prompt?.variables).toEqual(['text'])
  })

  it('has a version that changes with any change of its text, and not with line endings', () => {
    const source = file(front, '@user\n{{text}}\n')
    const version = parsePrompt('p', 'v', source).prompt?.version
    expect(version).toMatch(/^p@[0-9a-f]{12}$/)
    expect(parsePrompt('p', 'other', source.replaceAll('\n', '\r\n')).prompt?.version).toBe(version)
    expect(parsePrompt('p', 'v', source.replace('a test', 'a Test')).prompt?.version).not.toBe(version)
  })

  it.each([
    ['an unknown key', `${front}temperature: 1\n`, '@user\n{{text}}', /^5: .*temperature/],
    ['a missing description', 'variables:\n  text: t\n', '@user\n{{text}}', /^2: .*description/],
    ['a duplicate key', `${front}description: again\n`, '@user\n{{text}}', /unique/],
    ['an unused variable', front, '@user\nhello', /^4: .*text is declared and not used/],
    ['an undeclared variable', front, '@user\n{{text}} {{brand}}', /^7: \{\{brand\}\} is not declared/],
    ['a mistyped role', front, '@system\nx\n@usre\n{{text}}', /^8: .*found: @system @usre/],
    ['no role', front, '{{text}}', /found: none/],
    ['text before the first role', front, 'hello\n@user\n{{text}}', /^6: .*before the first/],
    ['an empty part', front, '@system\n\n@user\n{{text}}', /^6: @system is empty/],
    ['a section', front, '@user\n{{#text}}x{{/text}}{{text}}', /is no variable/],
    ['a partial', front, '@user\n{{> other}}{{text}}', /is no variable/],
    ['three braces', front, '@user\n{{{text}}} {{text}}', /^7: .*belongs to no/],
    ['a change of delimiters', front, '@user\n{{=<% %>=}}{{text}}', /is no variable/],
    ['an open brace', front, '@user\n{{text}} {{', /belongs to no/],
  ])('is refused with %s', (_, frontMatter, body, problem) => {
    expect(problems(frontMatter, body).join('\n')).toMatch(problem)
  })

  it('is refused without front matter', () => {
    expect(parsePrompt('p', 'v', '@user\nhello').problems).toHaveLength(1)
  })
})

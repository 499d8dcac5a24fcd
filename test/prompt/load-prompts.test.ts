import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { choosePrompt } from '../../src/prompt/choose-prompt.ts'
import { loadPrompts } from '../../src/prompt/load-prompts.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'prompts-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function put(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
}
const good = '---\ndescription: d\nvariables: {}\n---\n@user\nhello\n'

describe('a folder of prompts', () => {
  it('gives the production variant, and another one where the settings name it', async () => {
    await put({
      'labels.yaml': 'greet: { production: plain }',
      'greet/plain.md': good,
      'greet/loud.md': good.replace('hello', 'HELLO'),
    })
    const prompts = await loadPrompts(folder)
    expect(choosePrompt(prompts, 'greet', {}).variant).toBe('plain')
    expect(choosePrompt(prompts, 'greet', { greet: 'loud' }).parts[0]?.template).toBe('HELLO')
    expect(() => choosePrompt(prompts, 'greet', { greet: 'quiet' })).toThrow(/variant quiet/)
    expect(() => choosePrompt(prompts, 'other', {})).toThrow(/no prompt other/)
  })

  it('reports every problem of every file at once', async () => {
    await put({
      'labels.yaml': 'greet: { production: gone }\nghost: { production: plain }',
      'greet/plain.md': good,
      'part/plain.md': good,
    })
    await expect(loadPrompts(folder)).rejects.toMatchObject({
      code: 'prompts-invalid',
      evidence: {
        problems: [
          'labels.yaml:1: greet has no variant gone',
          'labels.yaml:2: there is no prompt ghost',
          'labels.yaml: name the production variant of part',
        ],
      },
    })
  })

  it('names the file of a broken prompt', async () => {
    await put({ 'labels.yaml': 'greet: { production: plain }', 'greet/plain.md': good.replace('hello', '{{x}}') })
    await expect(loadPrompts(folder)).rejects.toThrow('greet/plain.md:6: {{x}} is not declared')
  })

  it('refuses an unknown key in the labels', async () => {
    await put({ 'labels.yaml': 'greet: { production: plain, prod: x }', 'greet/plain.md': good })
    await expect(loadPrompts(folder)).rejects.toThrow(/labels.yaml:1: greet/)
  })

  it.each([
    ['candidate: { variant: loud, share: 1.2 }', 'labels.yaml:3: greet.candidate.share'],
    ['candidate: { variant: loud, share: 10% }', 'labels.yaml:3: greet.candidate.share'],
    ['candidate: { variant: gone, share: 0.1 }', 'labels.yaml:3: greet has no variant gone'],
    ['shadow: { variant: none, share: 0.1 }', 'labels.yaml:3: greet.shadow.variant'],
    [
      'candidate: { variant: loud, share: 0.6 }\n  shadow: { variant: loud, share: 0.5 }',
      'labels.yaml:1: greet: the shares',
    ],
  ])('refuses %s', async (label, problem) => {
    await put({
      'labels.yaml': `greet:\n  production: plain\n  ${label}`,
      'greet/plain.md': good,
      'greet/loud.md': good,
    })
    await expect(loadPrompts(folder)).rejects.toThrow(problem)
  })

  it('takes a candidate and a shadow whose shares add to 1', async () => {
    const label =
      '{ production: plain, candidate: { variant: loud, share: 0.7 }, shadow: { variant: loud, share: 0.3 } }'
    await put({ 'labels.yaml': `greet: ${label}`, 'greet/plain.md': good, 'greet/loud.md': good })
    expect((await loadPrompts(folder)).labels.greet?.shadow).toEqual({ variant: 'loud', share: 0.3 })
  })

  it('says that there is no folder, and no labels, in words', async () => {
    await expect(loadPrompts(join(folder, 'none'))).rejects.toMatchObject({ code: 'prompts-unreadable' })
    await put({ 'greet/plain.md': good })
    await expect(loadPrompts(folder)).rejects.toThrow('labels.yaml: name the production variant of greet')
  })

  it('is whole as it ships', async () => {
    const prompts = await loadPrompts(new URL('../../prompts', import.meta.url).pathname)
    expect(Object.keys(prompts.labels)).toContain('extract-attributes')
  })
})

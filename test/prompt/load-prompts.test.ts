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
          'labels.yaml: greet has no variant gone',
          'labels.yaml: there is no prompt ghost',
          'labels.yaml: name the production variant of part',
        ],
      },
    })
  })

  it('names the file of a broken prompt', async () => {
    await put({ 'labels.yaml': 'greet: { production: plain }', 'greet/plain.md': good.replace('hello', '{{x}}') })
    await expect(loadPrompts(folder)).rejects.toThrow('greet/plain.md: {{x}} is not declared')
  })

  it('refuses an unknown key in the labels', async () => {
    await put({ 'labels.yaml': 'greet: { production: plain, prod: x }', 'greet/plain.md': good })
    await expect(loadPrompts(folder)).rejects.toThrow(/labels.yaml: greet/)
  })

  it('is whole as it ships', async () => {
    const prompts = await loadPrompts(new URL('../../prompts', import.meta.url).pathname)
    expect(Object.keys(prompts.production)).toContain('extract-attributes')
  })
})

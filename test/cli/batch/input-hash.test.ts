import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inputHash } from '../../../src/cli/batch/input-hash.ts'

test('the hash changes with the text, a photo or their order, and not with a name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-hash-'))
  const [a, b, copy] = ['a', 'b', 'copy'].map((name) => join(folder, name)) as [string, string, string]
  try {
    await writeFile(a, 'one')
    await writeFile(b, 'two')
    await writeFile(copy, 'one')
    const { signal } = new AbortController()
    const hash = (text: string, photos: string[]) => inputHash({ text, photos }, signal)
    const all = await Promise.all([
      hash('x', [a, b]),
      hash('y', [a, b]),
      hash('x', [b, a]),
      hash('x', [a]),
      hash('x', []),
    ])
    expect(new Set(all).size).toBe(5)
    expect(await hash('x', [copy, b])).toBe(all[0])
    await expect(hash('x', [join(folder, 'none')])).rejects.toMatchObject({ code: 'photo-unreadable' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { assignVariant } from '../../src/prompt/assign-variant.ts'
import { editLabels, type LabelChanges } from '../../src/prompt/edit-labels.ts'
import { loadPrompts } from '../../src/prompt/load-prompts.ts'
import { startModelServer } from '../stubs/start-model-server.ts'
import { startPlatform } from './start-platform.ts'

/** The shipped prompts with two more variants of one, `tried` and `dark`, and its labels changed. */
async function promptsOnTrial(prompt: string, changes: LabelChanges): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-prompts-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(resolve('prompts'), folder, { recursive: true })
  const { labels } = await loadPrompts(folder)
  const source = await readFile(join(folder, prompt, `${labels[prompt]?.production}.md`), 'utf8')
  for (const variant of ['tried', 'dark'])
    await writeFile(
      join(folder, prompt, `${variant}.md`),
      source.replace('@system\n', `@system\nThe ${variant} one.\n`),
    )
  const file = join(folder, 'labels.yaml')
  await writeFile(file, editLabels(await readFile(file, 'utf8'), prompt, changes))
  return folder
}

async function start(over: Record<string, string>) {
  const model = await startModelServer()
  const platform = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MODEL_BASE_URL: model.url,
    MODEL_NAME: 'a-model',
    ...over,
  })
  onTestFinished(async () => {
    await platform.stop()
    await platform.remove()
    await model.stop()
  })
  return { model, platform }
}

test('each listing is asked with its own variant, a shadow beside it, and the draft says which, also when it runs again', async () => {
  const prompt = 'extract-attributes'
  const half = (variant: string) => ({ variant, share: 0.5 })
  const folder = await promptsOnTrial(prompt, { candidate: half('tried'), shadow: half('dark') })
  const { labels, variants } = await loadPrompts(folder)
  const label = labels[prompt]
  if (label === undefined) throw new Error(`${prompt} has no labels`)
  const version = (variant: string | null) => (variant === null ? undefined : variants[prompt]?.[variant]?.version)
  const { model, platform } = await start({ PROMPTS_DIR: folder })
  const sent = await Promise.all(
    ['blue', 'red', 'green', 'black', 'white', 'pink'].map((color) =>
      platform.call('POST', '/v1/listings', { text: `${color} cotton dress, size M` }),
    ),
  )
  const ids = sent.map(({ body }): string => body.listingId)
  const check = async (id: string) => {
    const record = await platform.listing(id, 'draft', 'needs-review')
    const run = record.provenance.reads.find(({ read }) => read === 'model')
    const assigned = assignVariant(prompt, label, id)
    expect(run?.prompt).toBe(version(assigned.variant))
    const steps = run?.steps as { prompt: string; shadow?: true }[]
    const shadows = steps.filter(({ shadow }) => shadow === true).map((step) => step.prompt)
    expect(shadows).toEqual(assigned.shadow === null ? [] : [version(assigned.shadow)])
    return run
  }
  for (const id of ids) await check(id)

  const calls = (await model.seen()).count
  for (const id of ids) {
    await platform.call('POST', `/v1/listings/${id}/redigitize`)
    expect(await check(id)).toMatchObject({ cached: true })
  }
  expect((await model.seen()).count).toBe(calls)
})

test('copy in the shadow is written and recorded, and none of it is on the draft', async () => {
  const folder = await promptsOnTrial('write-copy', { shadow: { variant: 'dark', share: 1 } })
  const { variants } = await loadPrompts(folder)
  const { platform } = await start({ PROMPTS_DIR: folder })
  // Enough of a story that a writer is worth a call.
  const text =
    'Blue cotton dress, size M. My grandmother bought it in Paris on her honeymoon and danced in it all summer.'
  const { body } = await platform.call('POST', '/v1/listings', { text })
  const record = await platform.listing(body.listingId, 'draft', 'needs-review')
  const run = record.provenance.reads.find(({ read }) => read === 'copy')
  const { dark, ...shown } = variants['write-copy'] ?? {}
  expect(dark?.version).not.toBe(run?.prompt)
  expect(Object.values(shown).map(({ version }) => version)).toContain(run?.prompt)
  expect(run?.steps).toMatchObject([{ prompt: run?.prompt }, { prompt: dark?.version, shadow: true }])
  expect(record.copy.title?.text).toContain('Dress')
})

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, inject, onTestFinished, test } from 'vitest'
import { assignVariant } from '../../src/prompt/assign-variant.ts'
import { editLabels } from '../../src/prompt/edit-labels.ts'
import { loadPrompts } from '../../src/prompt/load-prompts.ts'
import { startModelServer } from '../stubs/start-model-server.ts'
import { startPlatform } from './start-platform.ts'

const prompt = 'extract-attributes'

/** The shipped prompts with two more variants of one: one answers for half the listings, one runs beside on the others. */
async function promptsOnTrial(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-prompts-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await cp(resolve('prompts'), folder, { recursive: true })
  const { labels } = await loadPrompts(folder)
  const source = await readFile(join(folder, prompt, `${labels[prompt]?.production}.md`), 'utf8')
  for (const variant of ['tried', 'dark'])
    await writeFile(join(folder, prompt, `${variant}.md`), source.replace('Rules:', `Rules of the ${variant} one:`))
  const file = join(folder, 'labels.yaml')
  const changes = { candidate: { variant: 'tried', share: 0.5 }, shadow: { variant: 'dark', share: 0.5 } }
  await writeFile(file, editLabels(await readFile(file, 'utf8'), prompt, changes))
  return folder
}

test('each listing is asked with its own variant, a shadow beside it, and the draft says which, also when it runs again', async () => {
  const folder = await promptsOnTrial()
  const { labels, variants } = await loadPrompts(folder)
  const label = labels[prompt]
  if (label === undefined) throw new Error(`${prompt} has no labels`)
  const version = (variant: string | null) => (variant === null ? undefined : variants[prompt]?.[variant]?.version)
  const model = await startModelServer()
  const platform = await startPlatform({
    REDIS_URL: inject('redisUrl'),
    MODEL_BASE_URL: model.url,
    MODEL_NAME: 'a-model',
    PROMPTS_DIR: folder,
  })
  onTestFinished(async () => {
    await platform.stop()
    await platform.remove()
    await model.stop()
  })
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

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { startCommand } from '../start-command.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-promptfoo-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

// promptfoo's ProviderResponse, the parts that are used (its src/types/providers.ts and shared.ts).
const answerSchema = z.strictObject({
  output: z.object({ fields: z.record(z.string(), z.unknown()) }).optional(),
  error: z.string().optional(),
  tokenUsage: z
    .strictObject({
      prompt: z.number(),
      completion: z.number(),
      cached: z.number(),
      total: z.number(),
      numRequests: z.number(),
    })
    .optional(),
  cost: z.number().optional(),
  cached: z.boolean().optional(),
  latencyMs: z.number().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
})
const resultsSchema = z.array(
  z.object({
    provider: z.string(),
    case: z.string(),
    answer: answerSchema,
    judged: z.array(z.object({ metric: z.string(), pass: z.boolean(), score: z.number(), reason: z.string() })),
  }),
)

test("promptfoo's own steps over a generated configuration: each case through the production code, judged by field", async () => {
  const rows = (await readFile(resolve('evals/seller-texts/rows.jsonl'), 'utf8')).split('\n').slice(0, 3)
  await writeFile(join(folder, 'rows.jsonl'), `${rows.join('\n')}\n`)
  const suite = join(folder, 'texts.yaml')
  await writeFile(
    suite,
    "description: texts\ndataset: rows.jsonl\nfields: [brand, size]\nsettings: { reads: { model: 'off', neighbors: false } }\n",
  )
  const config = join(folder, 'promptfooconfig.yaml')
  const written = startCommand(folder, ['eval', 'promptfoo', suite, '--out', config, '--json'])
  expect(await written.ended, written.output()).toBe(0)
  expect(JSON.parse(written.stdout())).toEqual({ file: config, tests: 3, providers: 1 })

  const played = startCommand(folder, [config], {}, join(import.meta.dirname, 'play-promptfoo-program.ts'))
  expect(await played.ended, played.output()).toBe(0)
  const results = resultsSchema.parse(JSON.parse(played.stdout()))
  expect(results.map((each) => each.provider)).toEqual(Array(4).fill('hangtag:texts'))
  for (const { answer, judged } of results.slice(0, 3)) {
    expect(answer.error).toBeUndefined()
    expect(answer.output?.fields).toHaveProperty('brand')
    expect(answer).toMatchObject({ cost: 0, cached: false, tokenUsage: { total: 0 } })
    expect(judged.length).toBeGreaterThan(0)
  }
  expect(results.flatMap(({ judged }) => judged).some(({ pass }) => pass)).toBe(true)
  expect(results[3]?.answer).toEqual({ error: 'The suite texts has no case no-such-case: generate the config again' })
})

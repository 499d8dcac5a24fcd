import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Parser } from 'htmlparser2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Field } from '../../../src/domain/record.ts'
import { goldOfLabels } from '../../../src/evals/label-studio/gold-of-labels.ts'
import { type LabelResult, labelTasks } from '../../../src/evals/label-studio/label-tasks.ts'
import { labelingConfig } from '../../../src/evals/label-studio/labeling-config.ts'
import { type Control, labelingControls, partName } from '../../../src/evals/label-studio/labeling-controls.ts'
import { readLabels } from '../../../src/evals/label-studio/read-labels.ts'
import { loadTaxonomy } from '../../../src/taxonomy/load-taxonomy.ts'
import { evalCase, evalRow, field, storedRun } from '../eval-case.ts'

let folder: string
let controls: Control[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangtag-labels-'))
  controls = labelingControls(await loadTaxonomy(), null)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const size = { system: 'alpha', label: 'M' }
const fields: Record<string, Field> = {
  category: field('dresses'),
  brand: field("Levi's"),
  size: { ...field('x'), value: size },
  material: {
    ...field('x'),
    value: [
      { id: 'cotton', percent: 60 },
      { id: 'linen', percent: 40 },
    ],
  },
  color: { ...field('x'), value: ['navy', 'white'] },
  quantity: { ...field('x'), value: 2 },
  condition: field(null),
}
const cases = [
  evalCase('a', { brand: 'x' }, { photos: ['photos/a 1.jpg'], seller: 's1' }),
  evalCase('b', { brand: 'x' }),
]

/** An export as Label Studio writes it, of the tasks and what people did with them. */
async function exported(annotations: (task: number) => { by: unknown; result: LabelResult[]; more?: object }[]) {
  const tasks = labelTasks(cases, controls, storedRun('one', cases, [evalRow('a', fields)]), '/data/local-files/?d=')
  const file = join(folder, 'export.json')
  const content = tasks.map((task, index) => ({
    id: index + 1,
    project: 1,
    ...task,
    annotations: annotations(index).map(({ by, result, more }, at) => ({
      id: 100 + at,
      completed_by: by,
      was_cancelled: false,
      ground_truth: false,
      updated_at: `2026-01-01T00:00:0${at}Z`,
      lead_time: 3.2,
      result: result.map((each) => ({ ...each, origin: 'manual' })),
      ...more,
    })),
  }))
  await writeFile(file, JSON.stringify(content))
  return { tasks, labels: await readLabels(file) }
}

function says(name: string, type: LabelResult['type'], value: Record<string, unknown>): LabelResult {
  return { id: name, from_name: name, to_name: 'text', type, value }
}
const pick = (name: string, ...choices: string[]) => says(name, 'choices', { choices })

test('what a run drafted, accepted as it stands in Label Studio, comes back as the same gold, with photos and seller', async () => {
  const first = labelTasks(cases, controls, storedRun('one', cases, [evalRow('a', fields)]), '')[0]
  const { tasks, labels } = await exported((task) =>
    task === 0 ? [{ by: 7, result: first?.predictions?.[0]?.result ?? [] }] : [],
  )
  expect(tasks[0]?.data).toMatchObject({ text: 'Zara dress', photos: ['/data/local-files/?d=photos/a%201.jpg'] })
  expect(tasks[0]?.predictions).toMatchObject([{ model_version: 'one', score: 0.9 }])
  expect(tasks[1]?.predictions).toBeUndefined()
  const { rows, unlabeled, labelers } = goldOfLabels(labels, controls)
  expect(rows).toEqual([
    {
      ...cases[0],
      gold: {
        category: 'dresses',
        brand: "Levi's",
        size,
        material: ['cotton', 'linen'],
        color: ['navy', 'white'],
        quantity: 2,
      },
    },
  ])
  expect({ unlabeled, labelers }).toEqual({ unlabeled: ['b'], labelers: ['7'] })
})

test('where labelers differ the field is null and listed, agreement is counted, and silence is no disagreement', async () => {
  const { labels } = await exported((task) =>
    task === 0
      ? [
          {
            by: { id: 1 },
            result: [pick('color', 'navy', 'white'), pick('pattern', 'solid'), pick('condition', 'good')],
          },
          { by: { id: 2 }, result: [pick('color', 'white', 'navy'), pick('pattern', 'striped')] },
          { by: { id: 3 }, result: [pick('pattern', 'solid')], more: { was_cancelled: true } },
        ]
      : [],
  )
  const { rows, agreement, disagreements } = goldOfLabels(labels, controls)
  expect(rows[0]?.gold).toEqual({ color: ['navy', 'white'], pattern: null, condition: 'good' })
  expect(agreement).toMatchObject({
    color: { labeled: 1, pairs: 1, agreeing: 1 },
    pattern: { labeled: 1, pairs: 1, agreeing: 0 },
    condition: { labeled: 1, pairs: 0, agreeing: 0 },
  })
  expect(disagreements).toEqual([
    {
      id: 'a',
      field: 'pattern',
      said: [
        { labeler: '1', value: 'solid' },
        { labeler: '2', value: 'striped' },
      ],
    },
  ])
})

test("a labeler's last word counts, and a reviewer's ground truth alone", async () => {
  const solid = [pick('pattern', 'solid')]
  const { labels } = await exported((task) => [
    { by: 1, result: [pick('pattern', 'floral')] },
    { by: 1, result: [pick('pattern', 'striped')] },
    ...(task === 1 ? [{ by: 2, result: solid, more: { ground_truth: true } }] : []),
  ])
  expect(goldOfLabels(labels, controls).rows.map(({ gold }) => gold)).toEqual([
    { pattern: 'striped' },
    { pattern: 'solid' },
  ])
})

test('blanks are gold, half a size and a value of another interface are none and are listed', async () => {
  const { labels } = await exported((task) =>
    task === 0
      ? [
          {
            by: 1,
            result: [pick(partName.blank('brand'), 'unknown'), pick('color', 'Does not apply'), pick('size', 'alpha')],
          },
        ]
      : [{ by: 1, result: [pick('pattern', 'zebra'), says('brand', 'textarea', { text: 'Zara' })] }],
  )
  const { rows, unusable } = goldOfLabels(labels, controls)
  expect(rows.map(({ gold }) => gold)).toEqual([{ brand: 'unknown', color: 'not-applicable' }, { brand: 'Zara' }])
  expect(unusable.map((each) => each.field).sort()).toEqual(['pattern', 'size'])
})

test('the interface is well-formed, names each field once, and has every value of the taxonomy and both blanks', () => {
  const names: string[] = []
  const aliases: string[] = []
  let depth = 0
  const parser = new Parser(
    {
      onopentag: (tag, { name, toName, alias }) => {
        depth += 1
        if (name !== undefined && toName === 'text') names.push(name)
        if (tag === 'Choice') aliases.push(alias ?? '')
      },
      onclosetag: () => {
        depth -= 1
      },
    },
    { xmlMode: true },
  )
  const quoted: Control = { field: 'odd', label: 'A "<odd>" & one', kind: 'words', choices: [] }
  const xml = labelingConfig([...controls, quoted], true)
  parser.end(xml)
  expect(depth).toBe(0)
  expect(xml).toContain('A &quot;&lt;odd&gt;&quot; &amp; one')
  expect(new Set(names).size).toBe(names.length)
  for (const { field: each } of controls) expect(names).toContain(each)
  for (const value of ['dresses', 'navy', 'cotton', 'alpha', 'unknown', 'not-applicable'])
    expect(aliases).toContain(value)
})

test('a file that is no such export, or of tasks that did not come from here, says so', async () => {
  const file = join(folder, 'other.json')
  await writeFile(file, JSON.stringify([{ id: 1, data: { image: 'x.jpg' }, annotations: [] }]))
  await expect(readLabels(file)).rejects.toThrow('task 1: data.case')
  await writeFile(file, JSON.stringify([{ id: 1, image: 'x.jpg', choice: 'a' }]))
  await expect(readLabels(file)).rejects.toThrow('not JSON-MIN')
})

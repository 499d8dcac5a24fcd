import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { errorCode } from '../../domain/error-code.ts'
import { unusableInput } from '../../domain/unusable-input.ts'
import { evalCaseSchema } from '../suite/read-dataset.ts'

const resultSchema = z.looseObject({
  from_name: z.string(),
  type: z.string(),
  value: z.looseObject({
    choices: z.array(z.unknown()).optional(),
    text: z.union([z.string(), z.array(z.string())]).optional(),
    number: z.number().nullable().optional(),
  }),
})
export type LabelResultRead = z.infer<typeof resultSchema>

const annotationSchema = z.looseObject({
  id: z.unknown(),
  /** An id, or the person's account, by the way of the export. */
  completed_by: z.union([z.number(), z.string(), z.looseObject({ id: z.unknown() })]).nullish(),
  was_cancelled: z.boolean().nullish(),
  ground_truth: z.boolean().nullish(),
  updated_at: z.string().nullish(),
  // Regions, relations and ratings of other interfaces are other types: they say nothing here.
  result: z.array(z.union([resultSchema, z.looseObject({}).transform(() => null)])),
})

const taskSchema = z.looseObject({
  id: z.unknown(),
  data: z.looseObject({ case: evalCaseSchema.omit({ gold: true }) }, 'it is no task of `label-studio export`'),
  annotations: z.array(annotationSchema, 'it has no annotations: export as JSON, not JSON-MIN or CSV'),
})

export type LabeledTask = {
  case: z.infer<typeof taskSchema>['data']['case']
  /** What each labeler said, the last time; a reviewer's ground truth stands alone. */
  labelers: { name: string; results: LabelResultRead[] }[]
}

/** Label Studio's JSON export, one entry a task; skipped annotations are not there. Throws `HangtagError` code `input-unusable`. */
export async function readLabels(file: string): Promise<LabeledTask[]> {
  const { data, error } = z.array(taskSchema, 'not a list of tasks').safeParse(await contentOf(file))
  if (error !== undefined) {
    const problems = error.issues.slice(0, 5).map(({ path, message }) => {
      const [task, ...rest] = path
      return `  ${[task === undefined ? null : `task ${Number(task) + 1}`, rest.join('.'), message].filter(Boolean).join(': ')}`
    })
    throw unusableInput(`${file} is no JSON export of Label Studio:\n${problems.join('\n')}`)
  }
  return data.map(({ data: { case: labeled }, annotations }) => {
    const given = annotations.filter((each) => each.was_cancelled !== true)
    const truth = given.filter((each) => each.ground_truth === true)
    const newestLast = [...(truth.length > 0 ? truth.slice(-1) : given)].sort((a, b) =>
      (a.updated_at ?? '') < (b.updated_at ?? '') ? -1 : 1,
    )
    const byLabeler = new Map(newestLast.map((each) => [labelerOf(each), each]))
    const labelers = [...byLabeler].map(([name, { result }]) => ({ name, results: result.filter(isResult) }))
    return { case: labeled, labelers }
  })
}

function isResult(result: unknown): result is LabelResultRead {
  return resultSchema.safeParse(result).success
}

function labelerOf({ id, completed_by: by }: z.infer<typeof annotationSchema>): string {
  if (typeof by === 'object' && by !== null) return String(by.id)
  return by === null || by === undefined ? `annotation ${String(id)}` : String(by)
}

async function contentOf(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    const code = errorCode(cause)
    throw unusableInput(`${file}: ${code === null ? 'not JSON' : code === 'ENOENT' ? 'no such file' : code}`, cause)
  }
}

import type { Field } from '../../domain/record.ts'
import { goldOfValue } from '../gold-of-value.ts'
import type { StoredRun } from '../run/run-folder.ts'
import type { EvalCase } from '../suite/read-dataset.ts'
import { type Control, partName } from './labeling-controls.ts'

/** One result of Label Studio: what a control says of the text. */
export type LabelResult = {
  id: string
  from_name: string
  to_name: string
  type: 'choices' | 'textarea' | 'number'
  value: Record<string, unknown>
}

export type LabelTask = {
  /** `case` comes back with the labels, so that rows can be made from the export alone. */
  data: { text: string; photos?: string[]; case: Omit<EvalCase, 'gold'> }
  predictions?: { model_version: string; score: number; result: LabelResult[] }[]
}

/**
 * The cases of a dataset as tasks, with the values that a run drafted as pre-annotations. `imagePrefix` stands before each photo's
 * path: an address, or Label Studio's own for local files.
 */
export function labelTasks(
  cases: readonly EvalCase[],
  controls: readonly Control[],
  run: StoredRun | null,
  imagePrefix: string,
): LabelTask[] {
  const withPhotos = cases.some(({ photos }) => photos.length > 0)
  return cases.map(({ gold: _, ...each }) => {
    const photos = each.photos.map((photo) => imagePrefix + photo.split('/').map(encodeURIComponent).join('/'))
    const data = {
      text: each.text.trim() === '' ? '(no words)' : each.text,
      ...(withPhotos ? { photos } : {}),
      case: each,
    }
    const draft = run?.rows.find(({ id, repeat }) => id === each.id && repeat === 0)?.draft ?? null
    if (run === null || draft === null) return { data }
    const found = controls.flatMap((control) => {
      const field = Object.hasOwn(draft.fields, control.field) ? draft.fields[control.field] : undefined
      const results = field === undefined || field.value === null ? [] : resultsOf(control, field)
      return results.length === 0 || field === undefined ? [] : [{ results, confidence: field.confidence }]
    })
    const score = found.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, found.length)
    const result = found.flatMap(({ results }) => results)
    return { data, predictions: [{ model_version: run.about.name, score: Number(score.toFixed(4)), result }] }
  })
}

/** A value as a person would have clicked it; nothing where the controls cannot say it. */
function resultsOf({ field, kind, choices }: Control, { value }: Field): LabelResult[] {
  const said = goldOfValue(value)
  const result = (name: string, type: LabelResult['type'], content: Record<string, unknown>): LabelResult => ({
    id: name.replaceAll(/[^\w-]/g, '_'),
    from_name: name,
    to_name: 'text',
    type,
    value: content,
  })
  if (kind === 'words') return typeof said === 'string' ? [result(field, 'textarea', { text: [said] })] : []
  if (kind === 'count') return typeof said === 'number' ? [result(field, 'number', { number: said })] : []
  if (kind === 'size') {
    const { system, label } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
    return typeof system === 'string' && typeof label === 'string'
      ? [
          result(field, 'choices', { choices: [system] }),
          result(partName.sizeLabel(field), 'textarea', { text: [label] }),
        ]
      : []
  }
  const picked = (Array.isArray(said) ? said : [said]).filter((id) => choices.some((choice) => choice.id === id))
  return picked.length === 0 ? [] : [result(field, 'choices', { choices: picked })]
}

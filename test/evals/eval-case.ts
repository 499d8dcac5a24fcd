import type { Field } from '../../src/domain/record.ts'
import { settingsSchema } from '../../src/domain/settings.ts'
import type { EvalRow } from '../../src/evals/run/eval-row.ts'
import type { StoredRun } from '../../src/evals/run/run-folder.ts'
import { type EvalCase, evalCaseSchema } from '../../src/evals/suite/read-dataset.ts'

export function evalCase(id: string, gold: Record<string, unknown>, more: Partial<EvalCase> = {}): EvalCase {
  return evalCaseSchema.parse({ id, text: 'Zara dress', gold, ...more })
}

export function field(value: string | null, confidence = 0.9): Field {
  const evidence = [{ read: 'seller-text', kind: 'text' as const, start: 0, end: 4, quote: 'Zara' }]
  return value === null
    ? { value: null, label: null, status: 'unknown', confidence, evidence: [], conflicts: [] }
    : { value, label: value, status: 'stated', confidence, evidence, conflicts: [] }
}

export function evalRow(id: string, fields: Record<string, Field> | null, more: Partial<EvalRow> = {}): EvalRow {
  const draft = fields === null ? null : { revision: 1, run: 1, fields, copy: {}, review, provenance }
  const problem = fields === null ? { code: 'model-timeout', message: 'no answer' } : null
  return { id, repeat: 0, draft, problem, photos: [], reads: [], calls: [], judgments: [], ms: 10, ...more } as EvalRow
}
const review = { needed: false, reasons: [], missingShots: [] }
const provenance = { taxonomy: 't', settings: 's', degraded: [], neighbors: [], reads: [] }

export function storedRun(name: string, cases: EvalCase[], rows: EvalRow[], repeats = 1): StoredRun {
  const settings = settingsSchema.parse({ reads: { model: 'off' }, model: null, neighbors: {}, thresholds: {} })
  return {
    folder: name,
    about: {
      format: 1,
      name,
      suite: 'suite',
      description: 'some cases',
      dataset: { file: 'rows.jsonl', version: 'abc', cases: cases.length },
      settings,
      prompts: {},
      taxonomy: 't',
      repeats,
      fields: null,
      mode: 'listed',
      slices: ['category'],
      margin: 0.02,
      startedAt: '2026-01-01T00:00:00.000Z',
    },
    cases,
    rows,
  }
}

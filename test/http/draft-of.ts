import type { Draft } from '../../src/domain/draft.ts'

/** A draft as a worker writes it, for tests of what comes after. */
export function draftOf(changes: Partial<Draft> & { needed?: boolean } = {}): Draft {
  const { needed = false, ...rest } = changes
  return {
    revision: 1,
    run: 1,
    fields: {
      category: {
        value: 't-shirts',
        label: 'T-shirts',
        status: 'stated',
        confidence: 0.9,
        evidence: [{ read: 'seller-text', kind: 'text', start: 0, end: 7, quote: 't-shirt' }],
        conflicts: [],
      },
      color: {
        value: ['blue'],
        label: 'Blue',
        status: 'observed',
        confidence: 0.6,
        evidence: [{ read: 'photo-color', kind: 'photo', photo: 0 }],
        conflicts: [],
      },
      brand: { value: null, label: null, status: 'unknown', confidence: 0.8, evidence: [], conflicts: [] },
    },
    copy: { title: { text: 'T-shirt', aiWritten: false } },
    review: { needed, reasons: needed ? ['color: not sure'] : [], missingShots: [] },
    provenance: { taxonomy: 'apparel@test', settings: 'test', degraded: ['model'], neighbors: [], reads: [] },
    ...rest,
  }
}

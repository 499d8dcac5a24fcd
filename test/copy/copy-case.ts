import { type CopyTarget, copyTargets } from '../../src/copy/copy-targets.ts'
import { type Told, tellFacts } from '../../src/copy/tell-facts.ts'
import type { Field } from '../../src/domain/record.ts'
import { loadTaxonomy } from '../../src/taxonomy/load-taxonomy.ts'

export const taxonomy = await loadTaxonomy()

export const field = (value: unknown, label: string | null = null, confidence = 0.9): Field => ({
  value: value as NonNullable<unknown> | null,
  label,
  status: value === null ? 'unknown' : 'stated',
  confidence,
  evidence: [],
  conflicts: [],
})

/** A sure field that another value contradicts. */
export const disputed = (one: Field, value: NonNullable<unknown>, label: string): Field => ({
  ...one,
  conflicts: [{ value, label, evidence: [{ read: 'label', kind: 'label', photo: 1, quote: label }] }],
})

export const shirt = {
  category: field('shirts', 'Shirts'),
  department: field('men', 'Men'),
  brand: field('COS', 'COS'),
  size: field({ system: 'eu', label: '48' }, '48'),
  color: field(['orange'], 'burnt orange'),
  material: field([{ id: 'linen', percent: 100 }], '100% Linen'),
  condition: field('good', 'Good'),
  flaws: field([], 'None'),
  pattern: field(null),
}

export function tell(fields: Record<string, Field>, text = ''): Told {
  return tellFacts({ fields, text, confidenceMin: 0.5 }, taxonomy)
}

export function target(id: string): CopyTarget {
  const [found] = copyTargets([id])
  if (found === undefined) throw new Error(`no target ${id}`)
  return found
}

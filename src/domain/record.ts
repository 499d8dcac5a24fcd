import { z } from 'zod'

// The record is the contract that the API, the files and the webhooks share. It is open on purpose (unknown keys pass):
// a reader built today must take a record written tomorrow.

const evidenceKinds = ['text', 'photo', 'label', 'neighbor', 'person'] as const

/** What each kind of evidence must carry to be found again in the input. */
const requiredByKind = {
  text: ['start', 'end', 'quote'],
  photo: ['photo'],
  label: ['photo', 'quote'],
  neighbor: ['neighbor', 'score'],
  person: [],
} as const satisfies Record<(typeof evidenceKinds)[number], readonly string[]>

/** Where a value was seen: a span of the text (UTF-16 code units, end exclusive), a photo, a label, a neighbor, a person. */
export const evidenceSchema = z
  .looseObject({
    read: z.string(),
    kind: z.enum(evidenceKinds),
    start: z.int().min(0).optional(),
    end: z.int().min(1).optional(),
    quote: z.string().optional(),
    photo: z.int().min(0).optional(),
    /** Fractions of the photo's width and height: x, y, width, height. */
    region: z.array(z.number().min(0).max(1)).length(4).optional(),
    neighbor: z.string().optional(),
    score: z.number().optional(),
  })
  .superRefine((evidence, context) => {
    for (const key of requiredByKind[evidence.kind]) {
      if (evidence[key] === undefined)
        context.addIssue({ code: 'custom', path: [key], message: `${evidence.kind} evidence needs ${key}` })
    }
  })
export type Evidence = z.infer<typeof evidenceSchema>

export const fieldStatuses = ['stated', 'observed', 'inferred', 'corrected', 'not-applicable', 'unknown'] as const
export type FieldStatus = (typeof fieldStatuses)[number]

/** Statuses that promise a value; the other two promise that there is none. */
export const valuedStatuses: readonly FieldStatus[] = ['stated', 'observed', 'inferred', 'corrected']

const conflictSchema = z.looseObject({
  value: z.unknown().refine((value) => value !== undefined, 'a conflict names its value'),
  label: z.string().nullable().optional(),
  evidence: z.array(evidenceSchema).min(1),
})

/** One decided field: a value has evidence, always; no value says whether it does not apply or is not known. */
export const fieldSchema = z
  .looseObject({
    value: z.unknown().refine((value) => value !== undefined, 'a field names its value, or null'),
    label: z.string().nullable(),
    status: z.enum(fieldStatuses),
    confidence: z.number().min(0).max(1),
    /** What the reads were sure of, where `confidence` was calibrated from it. */
    rawConfidence: z.number().min(0).max(1).optional(),
    derived: z.array(z.unknown()).optional(),
    evidence: z.array(evidenceSchema),
    conflicts: z.array(conflictSchema),
  })
  .superRefine((field, context) => {
    const valued = valuedStatuses.includes(field.status)
    if (valued && field.value === null)
      context.addIssue({ code: 'custom', path: ['value'], message: `a ${field.status} field has a value` })
    if (valued && field.evidence.length === 0)
      context.addIssue({ code: 'custom', path: ['evidence'], message: `a ${field.status} field has evidence` })
    if (!valued && field.value !== null)
      context.addIssue({ code: 'custom', path: ['value'], message: `a field that is ${field.status} has no value` })
  })
export type Field = z.infer<typeof fieldSchema>

export const photoStates = ['received', 'normalized', 'rejected'] as const

export const photoSchema = z.looseObject({
  index: z.int().min(0).max(15),
  state: z.enum(photoStates),
  code: z.string().nullable(),
  sha256: z.string().nullable(),
  phash: z.string().nullable(),
  width: z.int().nullable(),
  height: z.int().nullable(),
  notes: z.array(z.string()),
})

/** What a person changed: kept beside the machine's value, never lost by a re-run. */
export const correctionSchema = z.looseObject({
  field: z.string(),
  before: z.unknown().refine((value) => value !== undefined, 'a correction says what was there'),
  after: z.unknown().refine((value) => value !== undefined, 'a correction says what is there now'),
  by: z.string(),
  at: z.string(),
  revision: z.int(),
  consent: z.boolean(),
})
export type Correction = z.infer<typeof correctionSchema>

export const usageSchema = z.looseObject({
  input: z.int(),
  cached: z.int(),
  cacheWrite: z.int().optional(),
  output: z.int(),
  tier: z.string().optional(),
})
export type Usage = z.infer<typeof usageSchema>

/** One read as it ran for this draft; `cached` when its stored result was taken. `costUsd` null: the price is not known. */
export const readRunSchema = z.looseObject({
  read: z.string(),
  version: z.string(),
  ms: z.number().min(0),
  cached: z.boolean(),
  model: z.string().optional(),
  endpoint: z.string().optional(),
  prompt: z.string().optional(),
  error: z.string().optional(),
  /** Of an error: why, in plain words. */
  reason: z.string().optional(),
  usage: usageSchema.optional(),
  costUsd: z.number().nullable().optional(),
})
export type ReadRun = z.infer<typeof readRunSchema>

export const degradedParts = ['catalog', 'model', 'label', 'photos'] as const

const neighborReferenceSchema = z.looseObject({ id: z.string(), score: z.number() })

export const provenanceSchema = z.looseObject({
  taxonomy: z.string(),
  settings: z.string().optional(),
  /** The version of the calibration that made the confidences; none where they are raw. */
  calibration: z.string().optional(),
  degraded: z.array(z.enum(degradedParts)),
  neighbors: z.array(neighborReferenceSchema),
  reads: z.array(readRunSchema),
})

export const reviewSchema = z.looseObject({
  needed: z.boolean(),
  reasons: z.array(z.string()),
  missingShots: z.array(z.string()),
})

export const copySchema = z.record(z.string(), z.looseObject({ text: z.string(), aiWritten: z.boolean() }))

export const listingStates = [
  'received',
  'digitizing',
  'draft',
  'needs-review',
  'accepted',
  'published',
  'failed',
] as const
export type ListingState = (typeof listingStates)[number]

/** The listing as everyone outside sees it. `revision` counts input changes, `run` digitize orders, `version` every change. */
export const recordSchema = z.looseObject({
  /** Only in files written by `digitize --input`: the input line's id. */
  id: z.string().optional(),
  listingId: z.string().regex(/^lst_/),
  sku: z.string().nullable(),
  tenant: z.string(),
  revision: z.int().min(1),
  run: z.int().min(1),
  version: z.int().min(1),
  publishedVersion: z.int().nullable(),
  state: z.enum(listingStates),
  text: z.string(),
  hints: z.record(z.string(), z.unknown()).optional(),
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  acceptedAt: z.string().nullable(),
  /** An RFC 9457 problem, when the state is failed or publishing failed. */
  problem: z.record(z.string(), z.unknown()).nullable(),
  photos: z.array(photoSchema).max(16),
  fields: z.record(z.string(), fieldSchema),
  corrections: z.array(correctionSchema),
  copy: copySchema,
  review: reviewSchema,
  provenance: provenanceSchema,
})
export type ListingRecord = z.infer<typeof recordSchema>

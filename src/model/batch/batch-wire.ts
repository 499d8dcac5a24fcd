import { z } from 'zod'

/** The five requests of a batch lane. Each is made once; expected failures are `HangtagError`. */
export type BatchWire = {
  upload(file: File, signal: AbortSignal): Promise<{ id: string }>
  /** `name` is found again among the endpoint's own list. */
  create(fileId: string, name: string, signal: AbortSignal): Promise<Batch>
  retrieve(id: string, signal: AbortSignal): Promise<Batch>
  /** The newest, at most 100. */
  list(signal: AbortSignal): Promise<Batch[]>
  content(fileId: string, signal: AbortSignal): Promise<string>
  /** What a line's status and body mean, as if the request had been sent alone. */
  lineError(status: number, body: unknown): unknown
}

const batchStates = [
  'validating',
  'failed',
  'in_progress',
  'finalizing',
  'completed',
  'expired',
  'cancelling',
  'cancelled',
] as const

/** What is read of a batch; what a server adds is left aside. */
export const batchSchema = z.object({
  id: z.string(),
  status: z.enum(batchStates),
  output_file_id: z.string().nullish(),
  error_file_id: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
  errors: z
    .object({
      data: z
        .array(z.object({ code: z.string().nullish(), message: z.string().nullish(), line: z.number().nullish() }))
        .nullish(),
    })
    .nullish(),
})
export type Batch = z.infer<typeof batchSchema>

/** Under which a batch carries its own name, in its metadata. */
export const batchNameKey = 'hangtag'

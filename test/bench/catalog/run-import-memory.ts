import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'

const importMemorySchema = z.object({
  items: z.number(),
  /** Resident, in megabytes: with the embedding ready and before the first item, and the most of the whole import. */
  startMb: z.number(),
  peakMb: z.number(),
  /** What is still held when all is in and the garbage is collected: heap and buffers. */
  heldMb: z.number(),
  seconds: z.number(),
})
export type ImportMemory = z.infer<typeof importMemorySchema> & {
  /** What V8 was let have of heap, in megabytes; null: as much as it likes, which is some gigabytes. */
  heapMb: number | null
}

const program = fileURLToPath(new URL('import-memory-program.ts', import.meta.url))

/** So many items through the port in a process that does nothing else, each made when its turn comes. */
export async function runImportMemory(
  address: string,
  plan: { items: number; embedding: string; seed: number },
  heapMb: number | null,
): Promise<ImportMemory> {
  const given = [address, String(plan.items), plan.embedding, String(plan.seed)]
  const heap = heapMb === null ? [] : [`--max-old-space-size=${heapMb}`]
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', ...heap, program, ...given])
  return { ...importMemorySchema.parse(JSON.parse(stdout)), heapMb }
}

import { execFile } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { BenchPhoto } from './bench-photos.ts'

/** Longest sides of what is made of a photo, in pixels. */
export type Sides = { modelSide: number; thumbSide: number }

const sharpRunSchema = z.object({ seconds: z.number(), cpuSeconds: z.number() })
export type SharpRun = z.infer<typeof sharpRunSchema>

const program = fileURLToPath(new URL('sharp-alone-program.ts', import.meta.url))

/** `count` photos through sharp in a process that does nothing else, `inFlight` at a time. */
export async function runSharpAlone(
  photos: readonly BenchPhoto[],
  sides: Sides,
  count: number,
  inFlight: number,
): Promise<SharpRun> {
  const numbers = [count, inFlight, sides.modelSide, sides.thumbSide].map(String)
  const files = photos.map(({ file }) => file)
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...numbers, ...files])
  return sharpRunSchema.parse(JSON.parse(stdout))
}

/** How fast sharp is with so many photos at a time: the product is held against the best of them. */
export async function sweepSharpAlone(
  photos: readonly BenchPhoto[],
  sides: Sides,
): Promise<{ inFlight: number; photosPerSecond: number }[]> {
  const cores = availableParallelism()
  const sweep: { inFlight: number; photosPerSecond: number }[] = []
  for (const inFlight of new Set([1, cores, cores * 2, cores * 3])) {
    const count = sweptPhotos * Math.min(inFlight, cores)
    const { seconds } = await runSharpAlone(photos, sides, count, inFlight)
    sweep.push({ inFlight, photosPerSecond: count / seconds })
  }
  return sweep
}

/** A core; some two seconds of work. */
const sweptPhotos = 24

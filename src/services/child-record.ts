import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { nullIfMissing } from '../domain/null-if-missing.ts'
import { processIdentitySchema } from '../store/process-identity.ts'

const childRecordSchema = z.object({
  name: z.string(),
  process: processIdentitySchema,
  stopSignal: z.enum(['SIGTERM', 'SIGINT']),
})
/** What is written down of a running child, so that a later run can find it when this one was killed. */
export type ChildRecord = z.infer<typeof childRecordSchema>

/** Writes a child down under `folder`. */
export async function writeChildRecord(folder: string, record: ChildRecord): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(recordFile(folder, record.name), JSON.stringify(record))
}

/** The child has ended. */
export async function removeChildRecord(folder: string, name: string): Promise<void> {
  await rm(recordFile(folder, name), { force: true })
}

/**
 * All that are written down, running or not. One that was cut off while written was just started: its leash has it. One that goes
 * while this looks has ended.
 */
export async function readChildRecords(folder: string): Promise<ChildRecord[]> {
  await mkdir(folder, { recursive: true })
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending))
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(nullIfMissing)))
  const whole = texts.filter((text) => text !== null).filter((text) => text.endsWith('}'))
  return whole.map((text) => childRecordSchema.parse(JSON.parse(text)))
}

const ending = '.child.json'
const recordFile = (folder: string, name: string) => join(folder, `${name}${ending}`)

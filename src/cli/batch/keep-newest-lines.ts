import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { parseOutputLine } from './output-line.ts'
import { readLines } from './read-lines.ts'

const bufferCharacters = 1024 * 1024

/** Rewrites the output so that each id has one line, its newest. The file is replaced at once or not at all. */
export async function keepNewestLines(output: string): Promise<void> {
  const file = await realpath(output)
  const newest = new Map<string, number>()
  for await (const { number, text } of readLines(file)) {
    const id = parseOutputLine(text)?.id
    if (id !== undefined) newest.set(id, number)
  }
  const temporary = `${file}.${process.pid}.tmp`
  try {
    const handle = await open(temporary, 'w', (await stat(file)).mode)
    try {
      let buffered = ''
      for await (const { number, text } of readLines(file)) {
        const id = parseOutputLine(text)?.id
        if (id !== undefined && newest.get(id) === number) buffered += `${text}\n`
        if (buffered.length < bufferCharacters) continue
        await handle.appendFile(buffered)
        buffered = ''
      }
      await handle.appendFile(buffered)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}

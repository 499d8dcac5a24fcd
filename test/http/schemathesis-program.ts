import { execFile } from 'node:child_process'
import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const version = '4.32.5'
/** Kept between runs; made anew where it is missing or of another version. */
const folder = resolve(import.meta.dirname, '../../.hangtag/schemathesis')

/** The path of schemathesis, installed into a private Python environment of the project where it is not there yet. */
export async function schemathesisProgram(): Promise<string> {
  const program = join(folder, 'bin', 'schemathesis')
  const found = await run(program, ['--version']).catch(() => null)
  if (found?.stdout.includes(version) === true) return program
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await run('python3', ['-m', 'venv', folder])
  await run(join(folder, 'bin', 'pip'), [
    'install',
    '--quiet',
    '--disable-pip-version-check',
    `schemathesis==${version}`,
  ])
  return program
}

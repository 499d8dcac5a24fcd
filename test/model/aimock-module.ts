import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const name = '@copilotkit/aimock'
const version = '1.43.0'
/** Kept between runs; made anew where it is missing or of another version. */
const folder = resolve(import.meta.dirname, '../../.hangtag/aimock')

/** The part of the package that the tests use. */
export type Aimock = {
  start(): Promise<string>
  stop(): Promise<void>
  /** Answers the next request with this status and error, and nothing after it. */
  nextRequestError(status: number, error: { message: string; type: string; code?: string }): unknown
  setChaos(rates: {
    malformedRate?: number
    dropRate?: number
    disconnectRate?: number
    rateLimitRate?: number
  }): unknown
  clearChaos(): unknown
  getRequests(): { method: string; path: string; body: unknown; response: { status: number } }[]
}
type Module = { LLMock: new (options: object) => Aimock }

/**
 * An OpenAI-compatible server that this project did not write (MIT): it parses and answers by itself, or hands on to an endpoint
 * behind it. Installed into a private folder of the project where it is not there yet; no dependency of the project.
 */
export async function aimockModule(): Promise<Module> {
  const installed = join(folder, 'node_modules', name)
  const found = await readFile(join(installed, 'package.json'), 'utf8').catch(() => null)
  if (found === null || (JSON.parse(found) as { version: string }).version !== version) await install()
  return (await import(pathToFileURL(join(installed, 'dist/index.js')).href)) as Module
}

async function install(): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{"private":true}\n')
  const given = ['install', '--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`]
  await run('npm', given, { cwd: folder }).catch((cause: unknown) => {
    throw new Error(`${name} ${version}, the compatible server that this test needs, cannot be installed here`, {
      cause,
    })
  })
}

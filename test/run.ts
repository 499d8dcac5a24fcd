import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import { installTestParts } from './install-test-parts.ts'

// `npm test`: every check that must hold. Ends with what failed and why, then one line, `N passed, N failed`, and status 1
// where anything failed.

const vitestReportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
})
type VitestReport = z.infer<typeof vitestReportSchema>

type Score = { passed: number; failed: number; said: string[]; why: string[] }

const checks: { name: string; command: string[] }[] = [
  { name: 'types', command: ['tsc', '--project', '.'] },
  { name: 'lint and format', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'unused code', command: ['knip'] },
]

await installTestParts()
const score: Score = { passed: 0, failed: 0, said: [], why: [] }
await Promise.all(checks.map(runCheck))
await runVitest('unit')
// Mostly waits, so two at once; the longest first. Each has services, folders and ports of its own.
const waiting: [project: string, shard?: string][] = [
  ['process', '1/2'],
  ['process', '2/2'],
  ['integration', '1/2'],
  ['integration', '2/2'],
  ['browser'],
]
await Promise.all([runNext(), runNext()])

if (score.why.length > 0) console.log(`\n# What failed\n\n${score.why.join('\n\n')}`)
console.log(`\n${score.said.join('\n')}\n`)
console.log(`${score.passed} passed, ${score.failed} failed`)
process.exitCode = score.failed > 0 ? 1 : 0

async function runCheck({ name, command }: (typeof checks)[number]): Promise<void> {
  const status = await run(`${name}: ${command.join(' ')}`, command)
  if (status === 0) score.passed += 1
  else score.failed += 1
  score.said.push(`${status === 0 ? 'passed' : 'FAILED'}  ${name}`)
}

async function runNext(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runVitest(...next)
}

async function runVitest(project: string, shard = '1/1'): Promise<void> {
  const name = shard === '1/1' ? project : `${project} ${shard}`
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-test-'))
  try {
    const file = join(folder, 'report.json')
    const started = Date.now()
    const status = await run(`tests: ${name}`, [
      'vitest',
      'run',
      '--project',
      project,
      '--shard',
      shard,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ])
    const report = vitestReportSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    // A file that cannot be loaded counts no test of its own, and an error outside of tests counts none either.
    const broken = report.testResults.filter((result) => result.status === 'failed' && result.message !== '').length
    const failed = report.numFailedTests + broken
    score.passed += report.numPassedTests
    score.failed += failed === 0 && status !== 0 ? 1 : failed
    score.why.push(...failures(report))
    const seconds = Math.round((Date.now() - started) / 1_000)
    score.said.push(
      `${status === 0 ? 'passed' : 'FAILED'}  ${name}: ${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests} skipped, ${seconds} s`,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Each test that failed, and each file that could not be run, with the first lines of why: a log may be kept by its end alone. */
function failures(report: VitestReport): string[] {
  return report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(process.cwd(), name)
    const tests = assertionResults
      .filter((test) => test.status === 'failed')
      .map((test) => `${file}: ${test.fullName}\n${firstLines(test.failureMessages.join('\n'))}`)
    return status === 'failed' && message !== '' ? [`${file}\n${firstLines(message)}`, ...tests] : tests
  })
}

function firstLines(text: string): string {
  return stripVTControlCharacters(text)
    .split('\n')
    .slice(0, 12)
    .map((line) => `  ${line.slice(0, 300)}`)
    .join('\n')
}

/** Runs a program of this project with its output on ours; resolves to its exit status. */
function run(title: string, [program = '', ...rest]: string[]): Promise<number> {
  console.log(`\n# ${title}`)
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit'], env: lineByLine() })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** On a terminal vitest redraws what it has said, which two at once cannot; where it takes it for a log it does not. */
function lineByLine(): NodeJS.ProcessEnv {
  return process.stdout.isTTY ? { ...process.env, CI: '1' } : process.env
}

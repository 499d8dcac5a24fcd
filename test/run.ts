import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { installTestParts } from './install-test-parts.ts'

// `npm test`: every check that must hold. Ends with one line, `N passed, N failed`, and status 1 where anything failed.

const vitestReportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  success: z.boolean(),
  testResults: z.array(z.object({ name: z.string(), status: z.string(), message: z.string() })),
})

type Score = { passed: number; failed: number; skipped: number; said: string[] }

const checks: { name: string; command: string[] }[] = [
  { name: 'types', command: ['tsc', '--project', '.'] },
  { name: 'lint and format', command: ['biome', 'check', '--error-on-warnings', '.'] },
  { name: 'unused code', command: ['knip'] },
]

await installTestParts()
const score: Score = { passed: 0, failed: 0, skipped: 0, said: [] }
for (const { name, command } of checks) {
  console.log(`\n# ${name}: ${command.join(' ')}`)
  const status = await run(command)
  if (status === 0) score.passed += 1
  else score.failed += 1
  score.said.push(`${status === 0 ? 'passed' : 'FAILED'}  ${name}`)
}
for (const project of ['unit', 'integration', 'browser', 'process']) await runVitest(project)

console.log(`\n${score.said.join('\n')}\n`)
console.log(`${score.passed} passed, ${score.failed} failed${score.skipped > 0 ? `, ${score.skipped} skipped` : ''}`)
process.exitCode = score.failed > 0 ? 1 : 0

async function runVitest(project: string): Promise<void> {
  console.log(`\n# tests: ${project}`)
  const folder = await mkdtemp(join(tmpdir(), 'hangtag-test-'))
  try {
    const file = join(folder, 'report.json')
    const started = Date.now()
    const status = await run([
      'vitest',
      'run',
      '--project',
      project,
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
    score.skipped += report.numPendingTests
    const seconds = Math.round((Date.now() - started) / 1_000)
    score.said.push(
      `${status === 0 ? 'passed' : 'FAILED'}  ${project}: ${report.numPassedTests} passed, ${failed} failed, ${report.numPendingTests} skipped, ${seconds} s`,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs a program of this project with its output on ours; resolves to its exit status. */
function run([program = '', ...rest]: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

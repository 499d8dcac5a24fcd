import type { RunAbout } from '../run/run-folder.ts'
import type { GateResult } from './check-gates.ts'

type About = Pick<RunAbout, 'name' | 'suite'>

const casesShown = 20

/** The gates of a run as JUnit XML: a test case a gate. */
export function gatesAsJUnit({ name, suite }: About, results: readonly GateResult[]): string {
  const cases = results.map((result) => {
    const head = `    <testcase classname="${xml(suite)}" name="${xml(gateName(result))}"`
    if (result.passed) return `${head}/>`
    return `${head}>\n      <failure message="${xml(result.reason)}">${xml(changes(result).join('\n'))}</failure>\n    </testcase>`
  })
  const failed = results.filter(({ passed }) => !passed).length
  const counts = `name="${xml(name)}" tests="${results.length}" failures="${failed}"`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts}>\n  <testsuite ${counts}>\n${cases.join('\n')}\n  </testsuite>\n</testsuites>\n`
}

/** The same as Markdown: a table, and below it the cases behind each gate that does not hold. */
export function gatesAsMarkdown({ name, suite }: About, results: readonly GateResult[]): string {
  const rows = results.map((result) => {
    const share = result.share === null ? '–' : `${(result.share.share * 100).toFixed(1)} %`
    return `| ${result.passed ? 'holds' : '**fails**'} | ${cell(gateName(result))} | ${share} | ${cell(result.reason)} |`
  })
  const details = results
    .filter(({ passed, cases }) => !passed && cases.length > 0)
    .map(
      (result) =>
        `### ${gateName(result)}\n\n${changes(result)
          .map((line) => `- ${cell(line)}`)
          .join('\n')}\n`,
    )
  const table = ['| | gate | share | |', '| --- | --- | ---: | --- |', ...rows].join('\n')
  return [`## ${cell(name)} (${cell(suite)})`, table, ...details].join('\n\n').concat('\n')
}

function gateName({ field, score, min, max, drop }: GateResult): string {
  const limits = [
    ...(min === undefined ? [] : [`at least ${min}`]),
    ...(max === undefined ? [] : [`at most ${max}`]),
    ...(drop === undefined ? [] : [`no more than ${drop} below the baseline`]),
  ]
  return `${field}, ${score}: ${limits.join(', ')}`
}

function changes({ cases }: GateResult): string[] {
  const more = cases.length > casesShown ? [`and ${cases.length - casesShown} more`] : []
  const shown = cases.slice(0, casesShown)
  return [
    ...shown.map(({ id, field, before, after }) => `${id}, ${field}: ${before.join(', ')} → ${after.join(', ')}`),
    ...more,
  ]
}

function xml(text: string): string {
  const safe = text.replaceAll(/[\p{Cc}--[\n\t]]/gv, ' ')
  return safe.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

function cell(text: string): string {
  return text
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .replaceAll(/[|<>&`*_[\]\\]/g, (character) => `&#${character.codePointAt(0)};`)
}

import { resolve } from 'node:path'
import { Command } from 'commander'
import pc from 'picocolors'
import type { Config } from '../../config.ts'
import { examinePrompts } from '../../prompt/examine-prompts.ts'
import type { PromptProblem, Prompts } from '../../prompt/prompt.ts'
import { printable } from '../printable.ts'
import { labelLine } from './label-line.ts'

/** `hangtag prompts check`: every problem with its file and line and status 1, or what is in production. */
export function checkCommand(readConfig: () => Config): Command {
  return new Command('check')
    .description('find what is wrong with prompt files and labels.yaml; else say which variants are in production')
    .argument('[dir]', 'a folder of prompts (default: PROMPTS_DIR, else those that ship with the product)')
    .option('--json', 'as JSON')
    .addHelpText('after', help)
    .action(async (dir: string | undefined, options: { json?: true }) => {
      const folder = dir === undefined ? readConfig().promptsFolder : resolve(dir)
      const { prompts, problems } = await examinePrompts(folder)
      if (options.json === true) console.log(JSON.stringify({ labels: prompts.labels, problems }, null, 2))
      else console.log(problems.length > 0 ? problemLines(folder, problems) : summary(folder, prompts))
      if (problems.length > 0) process.exitCode = 1
    })
}

const help = `
A prompt is a file DIR/NAME/VARIANT.md: front matter between two lines of ---, with a
description and its variables, then an optional @system and a @user part, in which values
stand as {{variable}}. DIR/labels.yaml names the production variant of each prompt. With
problems the product does not start, and the exit status is 1.
`

function problemLines(folder: string, problems: readonly PromptProblem[]): string {
  const places = problems.map(({ file, line }) => (line === null ? file : `${file}:${line}`))
  const width = Math.max(...places.map((place) => place.length)) + 2
  const lines = problems.map(({ message }, at) => `  ${(places[at] ?? '').padEnd(width)}${printable(message)}`)
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`
  return [pc.bold(printable(folder)), pc.red(`${count}: the product does not start on it`), ...lines].join('\n')
}

function summary(folder: string, { variants, labels }: Prompts): string {
  const lines = Object.entries(labels).flatMap(([name, label]) => {
    const others = Object.keys(variants[name] ?? {}).length - 1
    return `${labelLine(name, label)}${others > 0 ? pc.dim(`  (of ${others + 1} variants)`) : ''}`
  })
  return [pc.bold(printable(folder)), ...lines.map((line) => `  ${line}`), pc.green('No problems')].join('\n')
}

import { Command } from 'commander'
import type { Config } from '../../config.ts'
import { loadPrompts } from '../../prompt/load-prompts.ts'
import { compareTexts } from './compare-texts.ts'
import { findPrompt, promptSource } from './find-prompt.ts'

/** `hangtag prompts diff`: what differs between two variants, line by line and word by word. */
export function diffCommand(readConfig: () => Config): Command {
  return new Command('diff')
    .description('what differs between two variants: lines, and on a terminal the words in them')
    .argument('<a>', 'NAME@VARIANT, or NAME for the variant in production')
    .argument('<b>', 'the same, or a variant of the same prompt')
    .addHelpText('after', help)
    .action(async (a: string, b: string) => {
      const folder = readConfig().promptsFolder
      const prompts = await loadPrompts(folder)
      const before = findPrompt(prompts, a)
      const after = findPrompt(prompts, b, before.name)
      const [old, now] = await Promise.all([promptSource(folder, before), promptSource(folder, after)])
      const names = [before, after].map(({ name, variant, version }) => `${name}@${variant} (${version})`)
      console.log(compareTexts({ name: names[0] ?? a, text: old }, { name: names[1] ?? b, text: now }))
    })
}

const help = `
Into a file or a pipe it writes a plain unified diff, which \`patch\` and editors read.

Examples:
  hangtag prompts diff extract-attributes terse        production against the variant terse
  hangtag prompts diff extract-attributes@v1 v2
`

import { resolve } from 'node:path'
import { Command } from 'commander'
import pc from 'picocolors'
import type { Config } from '../../config.ts'
import { loadPrompts } from '../../prompt/load-prompts.ts'
import { findPrompt } from './find-prompt.ts'
import { readCase } from './read-case.ts'
import type { ShownMessage } from './render-case.ts'

type Options = { case: string; id?: string; variant?: string; json?: true }

/** `hangtag prompts render`: a prompt with a case filled in, as it would be sent. Sends nothing. */
export function renderCommand(readConfig: () => Config): Command {
  return new Command('render')
    .description('fill a case into a prompt and show it as it would be sent, with its roles; nothing is sent')
    .argument('<name>', 'a prompt, or NAME@VARIANT')
    .requiredOption('--case <file>', 'a listing, or the values of the variables, as JSON; see below')
    .option('--id <id>', 'the line of a JSON Lines file with this id (default: the first line)')
    .option('--variant <variant>', 'this variant (default: the one in production)')
    .option('--json', 'the messages as JSON')
    .addHelpText('after', help)
    .action(async (name: string, options: Options) => {
      const config = readConfig()
      const prompts = await loadPrompts(config.promptsFolder)
      const prompt = findPrompt(prompts, options.variant === undefined ? name : `${name}@${options.variant}`)
      const file = resolve(options.case)
      const given = await readCase(file, options.id ?? null, prompt)
      // Loaded here: the other commands for prompts do without models and photos, and start faster.
      const { renderCase } = await import('./render-case.ts')
      const messages = await renderCase({ given, file, prompt, prompts }, config)
      if (options.json === true) console.log(JSON.stringify({ prompt: prompt.version, messages }, null, 2))
      else
        console.log(
          [pc.bold(`${prompt.name}@${prompt.variant} (${prompt.version})`), ...messages.map(shown)].join('\n\n'),
        )
    })
}

const help = `
A case is one JSON object, in a file of its own or on a line of a JSON Lines file.

  A listing, as on a line of golden/listings.jsonl. Everything else that the prompt holds
  comes from the taxonomy, as for a listing that somebody sends:
    {"id": "g002", "text": "LEVI'S denim jacket womens S", "photos": ["photos/images/x.jpg"]}
  Photos lie beside the case file, in a folder above it, or in HANGTAG_DATA. It may also have
  "hints", "neighbors", and "category", where the prompt asks for the fields of one ("gold"
  is read for a category too, and for nothing else).

  The prompt's own variables, all of them. What is no text is written as fenced JSON, as the
  product writes what strangers say:
    {"problem": "It is not valid JSON"}

Examples:
  hangtag prompts render extract-attributes --case golden/listings.jsonl --id g002
  hangtag prompts render repair-answer --case problem.json --variant gentle
`

function shown({ role, content }: ShownMessage): string {
  const parts = typeof content === 'string' ? [{ text: content }] : content
  const lines = parts.map(({ text, image_url: photo }) =>
    photo === undefined ? safe(text ?? '') : pc.dim(`[${safe(photo.url)}]`),
  )
  return [pc.cyan(`@${role}`), ...lines].join('\n')
}

/** What would steer the terminal is left out: a case may be a stranger's text. */
function safe(text: string): string {
  return text.replaceAll(/[^\P{C}\n\t]/gu, '')
}

import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../../config.ts'
import { promptfooConfig } from '../../evals/promptfoo/promptfoo-config.ts'
import { readDataset } from '../../evals/suite/read-dataset.ts'
import { readSuite } from '../../evals/suite/read-suite.ts'
import { printable } from '../printable.ts'
import { suiteFile } from './suite-file.ts'

type Options = { out: string; candidate: Record<string, string>[]; json?: true }

const providerFile = resolve(import.meta.dirname, 'promptfoo-provider.mjs')

/** `hangtag eval promptfoo`: a suite as a configuration for promptfoo. */
export function promptfooCommand(readConfig: () => Config): Command {
  return new Command('promptfoo')
    .description("a suite as promptfoo's configuration, with a provider that digitizes each case as production does")
    .argument('<suite>', 'a suite file, or the name of one in evals/suites')
    .requiredOption('--out <file>', 'where it goes, such as promptfooconfig.yaml')
    .option('--candidate <prompt=variant>', 'one more provider with this variant; more than once for more', collect, [])
    .option('--json', 'what was written, as JSON')
    .addHelpText('after', help)
    .action(async (name: string, { out, candidate: candidates, json }: Options) => {
      const file = resolve(suiteFile(name))
      const suite = await readSuite(file, readConfig().dataFolder)
      const dataset = await readDataset(suite.dataset, suite.photos)
      // promptfoo takes what follows the two slashes as a path, and decodes nothing in it.
      const provider = `file://${providerFile}`
      await writeFile(out, promptfooConfig({ ...suite, file }, dataset, { provider, candidates }))
      const counts = { tests: dataset.cases.length, providers: candidates.length + 1 }
      if (json === true) console.log(JSON.stringify({ file: out, ...counts }))
      else
        console.log(
          `${printable(out)}: ${counts.tests} tests, ${counts.providers} providers\nnpx promptfoo@latest eval -c ${printable(out)}`,
        )
    })
}

const help = `
promptfoo is not installed with Hangtag. Run it on Node 22.18 or newer, in this
environment: MODEL_BASE_URL, MODEL_NAME and the others are read as always. A
provider's config may also set \`settings\` (over the suite's) and \`maxCostUsd\`.
Seller's texts are not in the file: promptfoo would take what looks like a
template in them for one.
`

function collect(text: string, before: Record<string, string>[]): Record<string, string>[] {
  const [, prompt, variant] = /^([^=]+)=(.+)$/.exec(text) ?? []
  if (prompt === undefined || variant === undefined)
    throw new InvalidArgumentError('prompt=variant, such as extract-attributes=terse')
  return [...before, { [prompt]: variant }]
}

import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command } from 'commander'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { editLabels, type LabelChanges } from '../../prompt/edit-labels.ts'
import { examinePrompts, labelsFile } from '../../prompt/examine-prompts.ts'
import { parseLabels } from '../../prompt/parse-labels.ts'
import type { PromptLabels } from '../../prompt/prompt.ts'
import { findPrompt } from './find-prompt.ts'
import { labelLine } from './label-line.ts'

/** `hangtag prompts label`: says or changes which variants of a prompt answer for the listings. */
export function labelCommand(readConfig: () => Config): Command {
  return new Command('label')
    .description('put a variant in production, try one on a share of the listings, or take it away again')
    .argument('<name>', 'a prompt')
    .argument(
      '[changes...]',
      'production=VARIANT, candidate=VARIANT:10%, shadow=VARIANT:5%, candidate=none, shadow=none',
    )
    .addHelpText('after', help)
    .action(async (name: string, changes: string[]) => {
      const folder = readConfig().promptsFolder
      const { prompts } = await examinePrompts(folder)
      const old = prompts.labels[name] ?? null
      const wanted = parseChanges(changes, old)
      for (const variant of [wanted.production, wanted.candidate?.variant, wanted.shadow?.variant])
        if (variant !== undefined || changes.length === 0) findPrompt(prompts, variant ? `${name}@${variant}` : name)
      if (changes.length > 0) await changeLabels(join(folder, labelsFile), name, wanted)
      const now = (await examinePrompts(folder)).prompts.labels[name]
      if (now !== undefined) console.log(labelLine(name, now))
    })
}

const help = `
It changes labels.yaml, a line a label, and leaves its comments alone. Workers read it when
they start.

  production  answers for every listing that no other variant answers for
  candidate   answers in its place for a share of the listings, always the same ones
  shadow      runs beside production on a share of the listings (without one: on all that the
              candidate leaves); its claims and its cost are recorded, and no draft shows them.
              A repair belongs to the call that it repairs and has no shadow of its own

Shares are percents (10%) or fractions (0.1); those of candidate and shadow add to 1 at most.

Examples:
  hangtag prompts label extract-attributes production=terse
  hangtag prompts label extract-attributes candidate=terse:10%
  hangtag prompts label extract-attributes production=terse candidate=none
`

function parseChanges(changes: readonly string[], old: PromptLabels | null): LabelChanges {
  const parsed: LabelChanges = {}
  // The candidate first: a shadow may take what it leaves.
  for (const change of changes.toSorted()) {
    const [, label, variant = '', share = null] =
      /^(production|candidate|shadow)=([a-z0-9-]+)(?::(.+))?$/.exec(change) ?? []
    const isNone = variant === 'none' && share === null
    if (label === 'production' && share === null && !isNone) parsed.production = variant
    else if (label === 'candidate' && isNone) parsed.candidate = null
    else if (label === 'shadow' && isNone) parsed.shadow = null
    else if (label === 'candidate' && share !== null) parsed.candidate = { variant, share: parseShare(share) }
    else if (label === 'shadow') {
      const taken = parsed.candidate === undefined ? old?.candidate : parsed.candidate
      const left = Number((1 - (taken?.share ?? 0)).toFixed(6))
      parsed.shadow = { variant, share: share === null ? left : parseShare(share) }
    } else {
      const forms = 'production=VARIANT, candidate=VARIANT:10%, shadow=VARIANT:5%, candidate=none or shadow=none'
      throw refused(`${change} is no change of a label; write ${forms}.`)
    }
  }
  return parsed
}

function parseShare(text: string): number {
  const [, number = '', percent] = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(text) ?? []
  const share = number === '' ? Number.NaN : Number(number) / (percent === '%' ? 100 : 1)
  if (share >= 0 && share <= 1) return share
  throw refused(`${text} is no share: write a percent, such as 10%, or a fraction from 0 to 1.`)
}

/** Beside and renamed into place: a worker that starts meanwhile reads the old file or the new one. */
async function changeLabels(file: string, name: string, changes: LabelChanges): Promise<void> {
  const source = existsSync(file) ? await readFile(file, 'utf8') : ''
  const broken = parseLabels(source).problems[0]
  if (broken !== undefined) throw refused(`${labelsFile}:${broken.line}: ${broken.message}. Correct it first.`)
  const text = editLabels(source, name, changes)
  const problem = parseLabels(text).problems[0]
  if (problem !== undefined) throw refused(`Nothing was changed: ${problem.message}.`)
  await writeFile(`${file}.new`, text)
  await rename(`${file}.new`, file)
}

function refused(message: string): HangtagError {
  return new HangtagError(message, { code: 'label-refused', disposition: 'give-up' })
}

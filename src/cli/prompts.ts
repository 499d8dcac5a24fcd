import { Command } from 'commander'
import type { Config } from '../config.ts'
import { checkCommand } from './prompts/check.ts'
import { diffCommand } from './prompts/diff.ts'
import { labelCommand } from './prompts/label.ts'
import { renderCommand } from './prompts/render.ts'

/** `hangtag prompts`: the prompt files, and which variant of each is in production. */
export function promptsCommand(readConfig: () => Config): Command {
  return new Command('prompts')
    .description('the prompt files, and which variant of each is in production')
    .addCommand(checkCommand(readConfig))
    .addCommand(renderCommand(readConfig))
    .addCommand(diffCommand(readConfig))
    .addCommand(labelCommand(readConfig))
}

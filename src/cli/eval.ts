import { Command } from 'commander'
import { replayCommand } from './eval/replay.ts'
import { scoreCommand } from './eval/score.ts'

/** `hangtag eval`: how good drafts, prompts and models are. */
export function evalCommand(): Command {
  return new Command('eval')
    .description('how good drafts, prompts and models are')
    .addCommand(scoreCommand())
    .addCommand(replayCommand())
}

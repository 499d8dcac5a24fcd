import { Command } from 'commander'
import type { Config } from '../config.ts'
import { blessCommand } from './eval/bless.ts'
import { compareCommand } from './eval/compare.ts'
import { fromCorrectionsCommand } from './eval/from-corrections.ts'
import { gateCommand } from './eval/gate.ts'
import { judgeCommand } from './eval/judge.ts'
import { labelStudioCommand } from './eval/label-studio.ts'
import { matrixCommand } from './eval/matrix.ts'
import { mlflowCommand } from './eval/mlflow.ts'
import { promptfooCommand } from './eval/promptfoo.ts'
import { replayCommand } from './eval/replay.ts'
import { reportCommand } from './eval/report.ts'
import { runSuiteCommand } from './eval/run.ts'
import { scoreCommand } from './eval/score.ts'
import { showCommand } from './eval/show.ts'

/** `hangtag eval`: how good drafts, prompts and models are. */
export function evalCommand(readConfig: () => Config): Command {
  return new Command('eval')
    .description('how good drafts, prompts and models are')
    .addCommand(runSuiteCommand(readConfig))
    .addCommand(compareCommand(readConfig))
    .addCommand(matrixCommand(readConfig))
    .addCommand(reportCommand(readConfig))
    .addCommand(showCommand(readConfig))
    .addCommand(gateCommand(readConfig))
    .addCommand(blessCommand(readConfig))
    .addCommand(scoreCommand())
    .addCommand(replayCommand())
    .addCommand(judgeCommand(readConfig))
    .addCommand(fromCorrectionsCommand(readConfig))
    .addCommand(labelStudioCommand(readConfig))
    .addCommand(mlflowCommand(readConfig))
    .addCommand(promptfooCommand(readConfig))
}

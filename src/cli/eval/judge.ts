import { Command, InvalidArgumentError } from 'commander'
import { z } from 'zod'
import type { Config } from '../../config.ts'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { type Agreement, agreement } from '../../evals/judge/agreement.ts'
import { type JudgeDeps, judgeText } from '../../evals/judge/judge-text.ts'
import { judgeTexts, type TextsJudged } from '../../evals/judge/judge-texts.ts'
import { readJsonLines } from '../../evals/read-json-lines.ts'
import { choosePrompt } from '../../prompt/choose-prompt.ts'
import { loadPrompts } from '../../prompt/load-prompts.ts'
import { printable } from '../printable.ts'
import { stopSignal } from '../stop-signal.ts'
import { terminalWidth } from '../terminal-width.ts'
import { textTable } from '../text-table.ts'
import { findRun } from './find-run.ts'

type JudgeOptions = { gold?: string; maxCost?: number; variant?: string; json?: true }

const pairSchema = z.strictObject({
  id: z.string().min(1),
  one: z.string().min(1),
  other: z.string().min(1),
  /** Whether both say the same. */
  same: z.boolean(),
  hard: z.boolean().default(false),
})
type Pair = z.infer<typeof pairSchema>
type Judged = Pair & { got: boolean; reason: string; tokens: number | null }

/** `hangtag eval judge`: how far the model can be believed that says whether two texts mean the same. */
export function judgeCommand(readConfig: () => Config): Command {
  return new Command('judge')
    .description(
      'a model says whether texts that differ from gold in their words say the same: of a run, or of labeled pairs',
    )
    .argument(
      '[run]',
      'a run whose titles and descriptions are judged; what is said is kept in it, and scored from then on',
    )
    .option('--gold <file>', 'instead: pairs as JSON Lines, { id, one, other, same, hard }; how often the model agrees')
    .option('--max-cost <usd>', 'dollars that judging a run may cost in all', dollars)
    .option('--variant <name>', 'of the prompt judge-text (default: the one in production)')
    .option('--json', 'agreement, kappa and every verdict with its reason, as JSON')
    .action(async (run: string | undefined, { gold, maxCost, variant, json }: JudgeOptions) => {
      if ((run === undefined) === (gold === undefined))
        throw new HangtagError('Name a run, or labeled pairs with --gold', {
          code: 'input-unusable',
          disposition: 'give-up',
        })
      if (gold === undefined) {
        const config = readConfig()
        const told = await judgeTexts(
          findRun(config, run ?? ''),
          await depsOf(config, variant),
          { maxCost },
          stopSignal(),
        )
        console.log(json === true ? JSON.stringify(told) : judgedText(told))
        return
      }
      const lines = await readJsonLines(gold, pairSchema, () => [])
      const deps = await depsOf(readConfig(), variant)
      const judged = await judgeAll(
        lines.map(({ row }) => row),
        deps,
        stopSignal(),
      )
      const hard = agreementOf(judged.filter((each) => each.hard))
      const found = { prompt: deps.prompt.version, model: deps.model, all: agreementOf(judged), hard }
      console.log(json === true ? JSON.stringify({ ...found, judged }) : report(found, judged))
    })
}

async function depsOf({ model, promptsFolder }: Config, variant: string | undefined): Promise<JudgeDeps> {
  if (model === null)
    throw new HangtagError('A judge is a model, and no endpoint is configured: set MODEL_BASE_URL and MODEL_NAME', {
      code: 'setting-missing',
      disposition: 'give-up',
    })
  const { openModelEndpoint } = await import('../../compose.ts')
  const [{ send, profile }, prompts] = await Promise.all([openModelEndpoint(model), loadPrompts(promptsFolder)])
  const prompt = choosePrompt(prompts, 'judge-text', variant === undefined ? {} : { 'judge-text': variant })
  return { send, profile, model: model.name, prompt }
}

/** One after the other: there are few, and an endpoint's pace is kept. */
async function judgeAll(pairs: readonly Pair[], deps: JudgeDeps, signal: AbortSignal): Promise<Judged[]> {
  const judged: Judged[] = []
  for (const pair of pairs) {
    const { same, reason, usage } = await judgeText(pair, deps, signal)
    judged.push({ ...pair, got: same, reason, tokens: usage === null ? null : usage.input + usage.output })
  }
  return judged
}

function agreementOf(judged: readonly Judged[]): Agreement | null {
  return judged.length === 0 ? null : agreement(judged.map(({ same, got }) => ({ gold: same, got })))
}

type Found = { prompt: string; model: string; all: Agreement | null; hard: Agreement | null }

function report({ prompt, model, all, hard }: Found, judged: readonly Judged[]): string {
  const tokens = judged.reduce((sum, each) => sum + (each.tokens ?? 0), 0)
  const heads = ['pairs', 'agreed, %', 'kappa', 'false yes', 'false no']
  const columns = [8, 7, 20, 7, 10, 10].map((width, at) => ({ head: heads[at - 1] ?? '', width }))
  const rows = Object.entries({ all, hard }).flatMap(([name, found]) => (found === null ? [] : [rowOf(name, found)]))
  const wrong = judged.filter(({ same, got }) => same !== got)
  const wrongLines = wrong.map(({ id, got, reason }) => `  ${id}: said ${got ? 'yes' : 'no'}: ${printable(reason)}`)
  return [
    `${printable(model)}, ${prompt}, ${tokens} tokens`,
    textTable(columns, rows, terminalWidth()),
    ...(wrong.length === 0 ? [] : ['Against the labels:', ...wrongLines]),
  ].join('\n')
}

function rowOf(name: string, { agreed, kappa, falseYes, falseNo }: Agreement): string[] {
  const percent = (share: number) => (share * 100).toFixed(0)
  const shown = `${percent(agreed.share)} (${percent(agreed.low)}–${percent(agreed.high)})`
  return [name, String(agreed.of), shown, kappa === null ? '–' : kappa.toFixed(2), String(falseYes), String(falseNo)]
}

function judgedText({ run, judged, same, kept, left, costUsd }: TextsJudged): string {
  const cost = costUsd === null ? 'price not known' : `$${costUsd.toFixed(4)}`
  return [
    `${printable(run)}: ${judged} texts judged, ${same} of them say the same as gold; ${kept} had been judged before; ${cost}`,
    ...(left === 0 ? [] : [`${left} are left: --max-cost is reached, and a higher one goes on`]),
  ].join('\n')
}

function dollars(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text)
  throw new InvalidArgumentError('dollars, such as 2.50')
}

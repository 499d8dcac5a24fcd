import { Command } from 'commander'
import pc from 'picocolors'
import { HangtagError } from '../../domain/hangtag-error.ts'
import { readDrafts } from '../../evals/read-drafts.ts'
import { readGold } from '../../evals/read-gold.ts'
import { scoreConfidence } from '../../evals/score-confidence.ts'
import { type Outcome, scoreDrafts } from '../../evals/score-drafts.ts'
import { tallyOutcomes } from '../../evals/tally-outcomes.ts'
import { printable } from '../printable.ts'
import { failureTable, scoreTable } from '../score-table.ts'
import { terminalWidth } from '../terminal-width.ts'

type ScoreOptions = { drafts: string[]; gold: string[]; failures?: true; json?: true }

/** One file of drafts against one file of gold. */
type Pair = {
  drafts: string
  gold: string
  listings: number
  undrafted: string[]
  /** Fields that gold names and not one draft lists. */
  unlisted: string[]
  outcomes: Outcome[]
}

/** `hangtag eval score`: how good drafts are. */
export function scoreCommand(): Command {
  return new Command('score')
    .description('drafts against gold, by field: right values, right blanks, wrong, missed, with exact 95 % intervals')
    .requiredOption('--drafts <file...>', 'what `digitize --input` wrote')
    .requiredOption('--gold <file...>', 'lines of {"id", "gold": {field: value}}; null or absent is not scored')
    .option('--failures', 'also each row that is wrong or missed')
    .option('--json', 'as JSON, with the failures')
    .addHelpText('after', help)
    .action(async ({ drafts, gold, failures, json }: ScoreOptions) => {
      const pairs = await readPairs(drafts, gold)
      console.log(json === true ? JSON.stringify(jsonReport(pairs), null, 2) : report(pairs, failures === true))
    })
}

const help = `
Several files are scored each alone and all together. The first --drafts belongs
to the first --gold, the second to the second: files may share ids. A listing
without a draft counts as missed in every field. A blank is right where gold
says unknown.
`

async function readPairs(drafts: readonly string[], gold: readonly string[]): Promise<Pair[]> {
  if (drafts.length !== gold.length) {
    const message = `--drafts names ${drafts.length} and --gold ${gold.length} files: the first belongs to the first, and so on`
    throw new HangtagError(message, { code: 'input-unusable', disposition: 'give-up' })
  }
  return await Promise.all(
    drafts.map(async (file, index) => {
      const goldFile = gold[index] ?? ''
      const rows = await readGold(goldFile)
      const found = await readDrafts(file)
      const outcomes = scoreDrafts(found, rows)
      const undrafted = [...new Set(outcomes.filter(({ drafted }) => !drafted).map(({ id }) => id))]
      const listed = new Set([...found.values()].flatMap(({ fields }) => Object.keys(fields)))
      const sought = outcomes.filter(({ drafted }) => drafted).map(({ field }) => field)
      const unlisted = [...new Set(sought)].filter((field) => !listed.has(field))
      return { drafts: file, gold: goldFile, listings: rows.length, undrafted, unlisted, outcomes }
    }),
  )
}

function jsonReport(pairs: readonly Pair[]) {
  return {
    files: pairs.map(({ outcomes, ...pair }) => ({ ...pair, fields: tallyOutcomes(outcomes) })),
    fields: tallyOutcomes(pairs.flatMap(({ outcomes }) => outcomes)),
    confidence: scoreConfidence(pairs.flatMap(({ outcomes }) => outcomes)),
    failures: pairs.flatMap(({ gold, outcomes }) => failuresOf(outcomes).map((each) => ({ file: gold, ...each }))),
  }
}

function report(pairs: readonly Pair[], withFailures: boolean): string {
  const width = terminalWidth()
  const parts = pairs.flatMap(({ drafts, gold, listings, undrafted, unlisted, outcomes }) => [
    pc.bold(`${printable(drafts)} against ${printable(gold)}: ${listings} ${listings === 1 ? 'listing' : 'listings'}`),
    ...(undrafted.length === 0 ? [] : [pc.red(`No draft, or a failed one, counted as missed: ${named(undrafted)}`)]),
    ...(unlisted.length === 0 ? [] : [pc.yellow(`In gold and in no draft; is it misspelled? ${named(unlisted)}`)]),
    ...(outcomes.length === 0 ? [pc.yellow('Gold says nothing to score')] : []),
    scoreTable(tallyOutcomes(outcomes), width),
    ...(withFailures ? [failureTable(failuresOf(outcomes), width)] : []),
  ])
  const pooled = pairs.flatMap(({ outcomes }) => outcomes)
  const all = pairs.length > 1 ? [pc.bold('All together'), scoreTable(tallyOutcomes(pooled), width)] : []
  return [...parts, ...all, pc.dim(legend), confidenceLines(pooled)].filter((part) => part !== '').join('\n\n')
}

const legend = 'value and blank are right; missed is blank where gold has a value; exact 95 % intervals'
const namesShown = 10

function named(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => printable(name))
  return `${shown.join(', ')}${names.length > namesShown ? ` and ${names.length - namesShown} more` : ''}`
}

/** Confidence against what came true, a line for values and one for blanks. */
function confidenceLines(outcomes: readonly Outcome[]): string {
  const lines = Object.entries(scoreConfidence(outcomes)).flatMap(([name, found]) => {
    if (found === null) return []
    const [mean, right, ece] = [found.meanConfidence, found.rightShare, found.ece].map((part) =>
      (part * 100).toFixed(1),
    )
    const auroc = found.auroc === null ? '' : `, AUROC ${found.auroc.toFixed(2)}`
    return [`Confidence of ${name}: ${mean} % on average, ${right} % right; ECE ${ece} %${auroc}`]
  })
  return lines.join('\n')
}

/** Field by field, as the scores are; what is wrong before what is missed. */
function failuresOf(outcomes: readonly Outcome[]): Outcome[] {
  const fields = Object.keys(tallyOutcomes(outcomes))
  return fields.flatMap((field) =>
    (['wrong', 'missed'] as const).flatMap((wanted) =>
      outcomes.filter((outcome) => outcome.field === field && outcome.verdict === wanted),
    ),
  )
}

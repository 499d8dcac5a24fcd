import pc from 'picocolors'
import type { Share } from '../../evals/exact-interval.ts'
import type { RunAbout } from '../../evals/run/run-folder.ts'
import type { FieldScore, RunScores } from '../../evals/score/score-run.ts'
import { printable } from '../printable.ts'
import { textTable } from '../text-table.ts'

/** A run for a person at a terminal: what it was, each field in three tiers, and what it took. */
export function runReport(
  about: RunAbout,
  scores: RunScores,
  { folder, end, width }: { folder: string; end: 'complete' | 'spent'; width: number },
): string {
  return [
    pc.bold(`${printable(about.name)}: ${printable(about.description)}`),
    headline(about, scores),
    ...warnings(scores, end),
    fieldTable(scores, width),
    pc.dim(legend),
    ...closing(scores),
    pc.dim(folder),
  ].join('\n\n')
}

const legend =
  'told: seen that there is a value, or none; value: right where both have one; right: both; F1 of values; exact 95 % intervals'

function headline({ dataset, settings, repeats }: RunAbout, { cases }: RunScores): string {
  const model = settings.model === null || settings.reads.model === 'off' ? 'no model' : settings.model.name
  const often = repeats === 1 ? '' : `, ${repeats} times each`
  return `${cases} cases of dataset ${dataset.version}${often}; ${printable(model)}`
}

function warnings({ failed, degraded, missing }: RunScores, end: 'complete' | 'spent'): string[] {
  const parts = Object.entries(degraded).filter(([part]) => part !== 'catalog')
  return [
    ...(end === 'spent' ? ['The ceiling of --max-cost is reached; --resume with a higher one goes on.'] : []),
    ...(missing > 0 ? [`${missing} of the cases have not been run.`] : []),
    ...(failed.length > 0
      ? [`${failed.length} failed: ${[...new Set(failed.map(({ code }) => code))].join(', ')}`]
      : []),
    ...parts.map(([part, count]) => `${count} drafts had to do without: ${part}`),
  ].map((line) => pc.yellow(line))
}

function fieldTable({ fields, all }: RunScores, width: number): string {
  const share = 13
  const columns = [
    { head: 'field', width: 13 },
    { head: ' rows', width: 5 },
    ...['told %', 'value %', 'right %', 'wrong %'].map((head) => ({ head: head.padStart(share), width: share })),
    { head: '   F1', width: 5 },
  ]
  const row = (name: string, score: FieldScore) => [
    printable(name),
    String(score.scored).padStart(5),
    ...[score.told, score.value, score.right, score.wrong].map((each) => shareText(each).padStart(share)),
    score.extraction.f1.toFixed(1).padStart(5),
  ]
  return textTable(
    columns,
    [...Object.entries(fields).map(([name, score]) => row(name, score)), row('all', all)],
    width,
  )
}

/** `92.8 (88–96)`. */
function shareText({ share, low, high, of }: Share): string {
  if (of === 0) return '–'
  return `${share === 1 ? 100 : (share * 100).toFixed(1)} (${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)})`
}

function closing({ answers, confidence, coverage, stability, evidence, expense }: RunScores): string[] {
  const { values } = confidence
  const { ms, calls, costUsd, unpriced, costPerUnreviewedUsd, cachedShare, tokens } = expense
  const accepted = coverage.flatMap(({ target, threshold }) =>
    threshold === null
      ? []
      : [`${((100 * threshold.right.of) / threshold.of).toFixed(0)} % at ${target * 100} % right`],
  )
  const money = calls === 0 ? 'no model calls' : `${calls} model calls, $${costUsd.toFixed(4)}`
  return [
    [
      ...(values === null
        ? []
        : [
            `Confidence of values: ECE ${(values.ece * 100).toFixed(1)} %, Brier ${values.brier.toFixed(3)}, AUROC ${values.auroc?.toFixed(2) ?? '–'}`,
          ]),
      `Values that can be accepted unseen: ${accepted.length === 0 ? 'too few cases to say' : accepted.join(', ')}`,
      ...(answers.answers === 0 ? [] : [answersText(answers)]),
      `Evidence found again in the input: ${evidence.found} of ${evidence.pieces}`,
      ...(stability === null ? [] : [`The same in every repeat: ${shareText(stability)} %`]),
      `${money}${unpriced > 0 ? ` (${unpriced} without a known price)` : ''}${calls === 0 ? '' : `, ${tokens.input} tokens in, ${tokens.output} out, ${((cachedShare ?? 0) * 100).toFixed(0)} % from kept answers`}`,
      ...(calls === 0 || costPerUnreviewedUsd === null
        ? []
        : [`$${costPerUnreviewedUsd.toFixed(5)} a draft that needs no review`]),
      `A case took ${ms.p50} ms (median), ${ms.p95} ms (95th percentile)`,
    ].join('\n'),
  ]
}

function answersText({ answers, fit, problems }: RunScores['answers']): string {
  const wrong = Object.entries(problems).map(([code, count]) => `${count} ${code}`)
  return `Answers that fitted their schema: ${fit} of ${answers}${wrong.length === 0 ? '' : ` (${wrong.join(', ')})`}`
}

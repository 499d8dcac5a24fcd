import { stringify } from 'yaml'
import type { Dataset, EvalCase } from '../suite/read-dataset.ts'
import type { Suite } from '../suite/read-suite.ts'

/** What stands in a test for a case: a name that means nothing to promptfoo's templates and file references, or its place. */
export function caseKey({ id }: EvalCase, index: number): string {
  return /^[\w][\w.:@+ -]*$/.test(id) && !/^(?:file|https?):/i.test(id) ? id : `#${index + 1}`
}

/**
 * A suite as promptfoo's configuration: a provider for it as it is, and one for each candidate; a test a case; an assertion a field that
 * gold names. Of a case there is its name alone: promptfoo fills templates in what tests hold, and a seller's text
 * is none of its templates.
 */
export function promptfooConfig(
  suite: Suite,
  { cases }: Dataset,
  options: { provider: string; candidates: Readonly<Record<string, string>>[] },
): string {
  const variants = [{}, ...options.candidates]
  const config = {
    description: `${suite.name}, by hangtag eval promptfoo`,
    prompts: ['{{case}}'],
    providers: variants.map((prompts) => ({
      id: options.provider,
      label:
        Object.entries(prompts)
          .map(([prompt, variant]) => `${prompt}=${variant}`)
          .join(' ') || suite.name,
      config: { suite: suite.file, prompts },
    })),
    tests: cases.map((each, index) => ({
      description: caseKey(each, index),
      vars: { case: caseKey(each, index) },
      assert: scoredFields(each, suite).map((field) => ({
        type: 'javascript',
        metric: field,
        value: assertion(field),
      })),
    })),
    evaluateOptions: { maxConcurrency: 2 },
  }
  return `# npx promptfoo@latest eval -c this-file; needs Node 22.18 or newer, which reads the provider's TypeScript.\n${stringify(config, { aliasDuplicateObjects: false, lineWidth: 0 })}`
}

function scoredFields({ gold }: EvalCase, { fields }: Suite): string[] {
  return Object.entries(gold).flatMap(([field, value]) =>
    value !== null && (fields?.includes(field) ?? true) && /^[\w-]+$/.test(field) ? [field] : [],
  )
}

/** The body of a function of `output`, as promptfoo takes it: judged was it before, by the rules of `eval score`. */
function assertion(field: string): string {
  return `const { verdict, got, gold } = output.verdicts[${JSON.stringify(field)}];
const pass = verdict.startsWith('right');
return { pass, score: pass ? 1 : 0, reason: verdict + ': ' + JSON.stringify(got) + ' where gold has ' + JSON.stringify(gold) };
`
}

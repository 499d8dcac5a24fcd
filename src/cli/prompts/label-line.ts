import type { PromptLabels, VariantShare } from '../../prompt/prompt.ts'

/** Who answers for a prompt, on one line. */
export function labelLine(name: string, { production, candidate, shadow }: PromptLabels): string {
  return [
    `${name}  production ${production}`,
    ...(candidate === null ? [] : [`candidate ${shareOf(candidate)}`]),
    ...(shadow === null ? [] : [`shadow ${shareOf(shadow)}`]),
  ].join(', ')
}

function shareOf({ variant, share }: VariantShare): string {
  // Up to a hundredth of a percent, and no 28.999999999999996.
  return `${variant} on ${Number((share * 100).toFixed(2))} %`
}

/** One message of a prompt before its values are filled in. Roles are split first, so that a value can never become a turn. */
export type PromptPart = { readonly role: PromptRole; readonly template: string }
export type PromptRole = 'system' | 'user'

/** One prompt file. `version` is `name@<hash of the file>`: recorded on every draft, ledger row and eval row. */
export type Prompt = {
  readonly name: string
  readonly variant: string
  readonly version: string
  readonly parts: readonly PromptPart[]
  /** Names that the file declares and uses; rendering needs a value for each. */
  readonly variables: readonly string[]
}

/** All prompts of a folder: name → variant → prompt, and what `labels.yaml` says of each name. */
export type Prompts = {
  readonly variants: Readonly<Record<string, Readonly<Record<string, Prompt>>>>
  readonly labels: Readonly<Record<string, PromptLabels>>
}

/** Which variant answers for the listings; `candidate` answers for a share of them, `shadow` runs beside and is never shown. */
export type PromptLabels = {
  readonly production: string
  readonly candidate: VariantShare | null
  readonly shadow: VariantShare | null
}

/** A variant and the share of listings, 0 to 1, that it is run on. */
export type VariantShare = { readonly variant: string; readonly share: number }

/** What is wrong with a folder of prompts, and where. `line` counts from 1; null where something is missing altogether. */
export type PromptProblem = { readonly file: string; readonly line: number | null; readonly message: string }

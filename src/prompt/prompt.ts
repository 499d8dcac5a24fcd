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

/** All prompts of a folder: name → variant → prompt, and which variant is in production. */
export type Prompts = {
  readonly variants: Readonly<Record<string, Readonly<Record<string, Prompt>>>>
  readonly production: Readonly<Record<string, string>>
}

/**
 * What a choice out of slots stands for: a value, no value (`none`), the model's own words (`other`), or nothing at all, because
 * no such slot was offered.
 */
export type Resolved =
  | { kind: 'value'; value: unknown }
  | { kind: 'none' }
  | { kind: 'words'; words: string }
  | { kind: 'out-of-range'; choice: string }

export function resolveChoice(
  { choice, words }: { choice: string; words: string | null },
  slots: Readonly<Record<string, unknown>> | undefined,
): Resolved {
  const name = choice.trim()
  if (name === 'none') return { kind: 'none' }
  if (name === 'other')
    return (words ?? '').trim() === '' ? { kind: 'none' } : { kind: 'words', words: (words ?? '').trim() }
  if (slots !== undefined && Object.hasOwn(slots, name)) return { kind: 'value', value: slots[name] }
  return { kind: 'out-of-range', choice: name.slice(0, 40) }
}

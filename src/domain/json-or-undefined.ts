/** What a text holds as JSON; undefined, which no schema takes for a value, where it is none. */
export function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

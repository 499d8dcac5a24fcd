/** A record's value in the words of gold: ids in place of parts that have one, and the blank's own word for a blank. */
export function goldOfValue(value: unknown): unknown {
  if (value === null) return 'unknown'
  if (Array.isArray(value)) return value.map((item) => (isObject(item) && 'id' in item ? item.id : item))
  return isObject(value) && 'status' in value ? value.status : value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

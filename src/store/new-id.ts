import { monotonicFactory } from 'ulid'

const ulid = monotonicFactory()

/** An id that sorts by time: `dlv_01J…`. */
export function newId(prefix: 'key' | 'whk' | 'dlv' | 'del'): string {
  return `${prefix}_${ulid()}`
}

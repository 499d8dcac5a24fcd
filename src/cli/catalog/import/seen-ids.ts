import { hash } from 'node:crypto'

/**
 * The ids of a file, to know those that come again. Of each only eight bytes are kept, so that ten million take 256 MB at most
 * and not a gigabyte; that two of ten million ids look alike has a chance of 1 in 300,000.
 */
export function createSeenIds(): { add(id: string): boolean } {
  let high = new Uint32Array(slotsFirst)
  let low = new Uint32Array(slotsFirst)
  let count = 0
  /** Whether it was put: it was not there. */
  const put = (one: number, other: number): boolean => {
    const mask = high.length - 1
    let slot = one & mask
    while (high[slot] !== 0 || low[slot] !== 0) {
      if (high[slot] === one && low[slot] === other) return false
      slot = (slot + 1) & mask
    }
    high[slot] = one
    low[slot] = other
    return true
  }
  const grow = () => {
    const [oldHigh, oldLow] = [high, low]
    high = new Uint32Array(oldHigh.length * 2)
    low = new Uint32Array(oldLow.length * 2)
    for (const [at, one] of oldHigh.entries()) {
      const other = oldLow[at] ?? 0
      if (one !== 0 || other !== 0) put(one, other)
    }
  }
  return {
    /** Whether it is new. */
    add: (id) => {
      const digest = hash('sha1', id, 'buffer')
      // Zeros stand for an empty slot.
      const isNew = put(digest.readUInt32LE(0), digest.readUInt32LE(4) || 1)
      if (isNew) count += 1
      if (count * 2 > high.length) grow()
      return isNew
    },
  }
}

const slotsFirst = 1 << 16

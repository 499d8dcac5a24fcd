import { letterSizes } from './letter-sizes.ts'

export type LabelSize = { system: string; label: string }

/** The first size of a row of systems ("EU 38 UK 10 US 6", "EUR M USA M MEX 28") that the record knows. A lone "I 4" or "D 8" is no such row. */
export function sizeOfSystems(row: string, cued: boolean): LabelSize | null {
  if (!rowOfSystems.test(row)) return null
  const pairs = [
    ...row.matchAll(
      new RegExp(`(${named}|${others})[ .:=-]{0,2}(\\d{1,3}(?:[.,]5)?(?:[/-]\\d{1,3})?|${letterSizes})`, 'g'),
    ),
  ]
  for (const [, name, text] of pairs) {
    const system = systems[name ?? '']
    if (system === undefined || (pairs.length === 1 && (name ?? '').length === 1 && !cued)) continue
    if (new RegExp(`^${letterSizes}$`).test(text ?? '')) return { system: 'alpha', label: text ?? '' }
    const label = (text ?? '').replace(',', '.')
    if (isWorn(system, Number.parseFloat(label))) return { system, label }
  }
  return null
}

/** A row of systems over a row of as many numbers: "EU UK US" over "38 10 6". */
export function sizeOfTable(head: string, body: string): LabelSize | null {
  const names = head.split(/[ /|]+/)
  const values = body.split(/[ /|]+/)
  if (names.length < 2 || names.length !== values.length) return null
  const known = new RegExp(`^(?:${named}|${others})$`)
  if (!names.every((name) => known.test(name)) || !values.every((value) => /^\d{1,2}(?:[.,]5)?$/.test(value)))
    return null
  const first = names.findIndex((name) => systems[name] !== undefined)
  const system = systems[names[first] ?? '']
  return system === undefined ? null : { system, label: (values[first] ?? '').replace(',', '.') }
}

/** Clothes and shoes of the continent are numbered from 15 (a baby's shoe), a digit alone has lost another. */
function isWorn(system: string, number: number): boolean {
  return number <= 60 && (number >= 15 || !['eu', 'fr', 'it', 'de'].includes(system))
}

const systems: Readonly<Record<string, string>> = {
  EU: 'eu',
  EUR: 'eu',
  EUROPE: 'eu',
  UK: 'uk',
  GB: 'uk',
  US: 'us',
  USA: 'us',
  FR: 'fr',
  F: 'fr',
  IT: 'it',
  I: 'it',
  ITALY: 'it',
  DE: 'de',
  D: 'de',
  GER: 'de',
  AU: 'au',
  AUS: 'au',
  JP: 'jp',
  JPN: 'jp',
}
/** Further systems that stand in such rows and are not the record's: they make it a row of systems all the same. */
const others = 'E|ES|ESP|MEX|MX|CN|CHN|KR|BR|CA|CAN|RU|RUS|PT|P|NL|B|BE|CH|A|AT|INT|CM'
const named = [...Object.keys(systems)].sort((a, b) => b.length - a.length).join('|')
const pair = `(?:${named}|${others})[ .:=-]{0,2}(?:\\d{1,3}(?:[.,]5|[ ]?1/2)?(?:[/-]\\d{1,3})?[A-Z]?|${letterSizes})`
const rowOfSystems = new RegExp(`^${pair}(?:[ ,/|;·-]*${pair})*$`)

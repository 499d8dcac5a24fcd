// What the words of a size come to, in the record's forms; null where the item cannot have such a size.

export type SizeValue = { system: string; label: string }
/** What the size rules need to know of the item: "34C" is a size of bras, "42" of shoes. */
export type SizeContext = { category: string | null; group: string | null; department: string | null }

export function young(department: string | null, category: string | null = null): boolean {
  return ['baby', 'kids', 'girls', 'boys'].includes(department ?? '') || category === 'baby-one-pieces'
}

export function jeansSize(waist: string | undefined, inseam: string | undefined): SizeValue | null {
  const fits = Number(waist) >= 22 && Number(waist) <= 56 && Number(inseam) >= 24 && Number(inseam) <= 40
  return fits ? { system: 'waist-inseam', label: `W${waist} L${inseam}` } : null
}

const systems: Readonly<Record<string, string>> = {
  us: 'us',
  usa: 'us',
  uk: 'uk',
  eu: 'eu',
  eur: 'eu',
  europe: 'eu',
  fr: 'fr',
  france: 'fr',
  it: 'it',
  ita: 'it',
  italy: 'it',
  italia: 'it',
  de: 'de',
  ger: 'de',
  au: 'au',
  aus: 'au',
  jp: 'jp',
  japan: 'jp',
}

export function inSystem(
  name: string | undefined,
  label: string | undefined,
  second: string | undefined,
): SizeValue | null {
  const known = systems[name?.toLowerCase() ?? '']
  if (known === undefined || label === undefined) return null
  // "it 100" and "de 5" are words of a sentence more often than sizes.
  if (['it', 'de', 'us'].includes(known) && name === name?.toLowerCase() && known !== 'us') return null
  const plain = numeral(label)
  if (Number(plain) > 60) return null
  return { system: known, label: second === undefined ? plain : `${plain}/${second}` }
}

function numeral(text: string): string {
  const half = /\s?(?:1\/2|½)$/.test(text)
  const whole = text.replace(/\s?(?:1\/2|½)$/, '').replace(',', '.')
  return half ? `${whole}.5` : whole.replace(/\.0$/, '')
}

export function letters(first: string | undefined, second: string | undefined, context: SizeContext): SizeValue | null {
  if (first === undefined || context.group === 'shoes') return null
  const label = second === undefined ? first.toUpperCase() : `${first.toUpperCase()}/${second.toUpperCase()}`
  return { system: 'alpha', label }
}

export function spelled(word: string | undefined): SizeValue | null {
  const plain = (word ?? '').toLowerCase().replaceAll(/[\s-]/g, '')
  const label = {
    extrasmall: 'XS',
    xsmall: 'XS',
    small: 'S',
    medium: 'M',
    large: 'L',
    extralarge: 'XL',
    xlarge: 'XL',
    xxlarge: 'XXL',
    xxxlarge: 'XXXL',
  }[plain]
  return label === undefined ? null : { system: 'alpha', label }
}

/** A number without a system: ring, shoe in the European range, height of a child, waist of jeans, or just a number. */
export function bare(text: string | undefined, second: string | undefined, context: SizeContext): SizeValue | null {
  if (text === undefined) return null
  const label = numeral(text)
  const value = Number(label)
  if (context.category === 'rings') return value <= 16 || value >= 44 ? { system: 'ring', label } : null
  if (context.group === 'shoes') return { system: value >= 35 && value <= 48 ? 'eu' : 'number', label }
  if (second !== undefined) {
    const pair = heights(label, second, context)
    if (pair !== null) return pair
    return value <= 60 ? { system: 'number', label: `${label}/${second}` } : null
  }
  if (young(context.department, context.category)) {
    if (value >= 98 && value <= 188) return { system: 'kids', label }
    if (value >= 44 && value < 98) return { system: 'baby', label }
  }
  if (value >= 104 && value <= 188 && value % 6 === 2) return { system: 'kids', label }
  return value <= 64 ? { system: 'number', label } : null
}

/** Children's sizes go by height in steps of six: "74/80", "146/152". */
export function heights(first: string | undefined, second: string | undefined, context: SizeContext): SizeValue | null {
  const low = Number(first)
  const high = Number(second)
  if (high - low !== 6 || low < 44 || high > 182) return null
  if (high <= 92)
    return young(context.department, context.category) || low >= 50 ? { system: 'baby', label: `${low}/${high}` } : null
  return { system: 'kids', label: `${low}/${high}` }
}

import type { Sizing } from '../../taxonomy/taxonomy.ts'

// What the words of a size come to, in the record's forms; null where such an item cannot have such a size.

export type SizeValue = { system: string; label: string }
/** What the size rules need to know of the item: "34C" is a size of bras, "42" of shoes. Null: nothing says it. */
export type SizeContext = {
  sizing: Sizing | null
  department: string | null
  /** The seller says whom it is for; else the kind of item only makes it likely ("robe 4 ans" is a child's dress). */
  departmentStated: boolean
  language: string
}
/** A number as written: "8 1/2", "40/42", with the system that the words give it. */
export type WrittenNumber = { first: string; joint?: string | undefined; second?: string | undefined }

export function young({ department }: SizeContext): boolean {
  return ['baby', 'kids', 'girls', 'boys'].includes(department ?? '')
}

export function adult({ department, departmentStated }: SizeContext): boolean {
  return departmentStated && ['women', 'men', 'unisex'].includes(department ?? '')
}

/** "8 1/2" and "8,5" are 8.5; thirds and the eighths of hats stay as they are written. */
export function numeral(text: string): string {
  const plain = text.replace(',', '.').replaceAll(/\s+/g, ' ').trim()
  const match = /^(\d+)[\s-]?(?:([½¼¾⅓⅔])|(\d)\/(\d))$/.exec(plain)
  if (match === null) return plain.replace(/\.0+$/, '')
  const [, whole, sign, top, bottom] = match
  const fraction =
    sign === undefined ? `${top}/${bottom}` : { '½': '1/2', '¼': '1/4', '¾': '3/4', '⅓': '1/3', '⅔': '2/3' }[sign]
  if (fraction === '1/2') return `${whole}.5`
  return `${whole} ${fraction}`
}

/** The number that a form found in its groups `first`, `joint` and `second`. */
export function writtenIn(groups: Readonly<Record<string, string | undefined>>): WrittenNumber {
  const first = numeral(groups.first ?? '')
  const second = groups.second?.replace(',', '.')
  // "Size 28/6" says two numbers, not a range: the first stands.
  if (second === undefined || Number(second) <= Number.parseFloat(first)) return { first }
  return { first, joint: groups.joint?.replace('–', '-'), second }
}

export function jeansSize(waist: string | undefined, inseam: string | undefined): SizeValue | null {
  const fits = Number(waist) >= 22 && Number(waist) <= 56 && Number(inseam) >= 24 && Number(inseam) <= 40
  return fits ? { system: 'waist-inseam', label: `W${waist} L${inseam}` } : null
}

const spelledLetters: Readonly<Record<string, string>> = {
  small: 'S',
  sml: 'S',
  sm: 'S',
  medium: 'M',
  med: 'M',
  large: 'L',
  lrg: 'L',
  lge: 'L',
  lg: 'L',
}

/** "xl", "X-Large", "med" as the letters on a tag. */
export function letterLabel(text: string): string | null {
  const plain = text.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('extra', 'x')
  const match = /^([23]?)(x*)(small|sml|sm|medium|med|large|lrg|lge|lg|s|m|l)$/.exec(plain)
  if (match === null) return /^[2-6]x[ls]$/.test(plain) ? plain.toUpperCase() : null
  const [, count, crosses, word] = match
  const letter = spelledLetters[word ?? ''] ?? (word ?? '').toUpperCase()
  if (letter === 'M') return crosses === '' && count === '' ? 'M' : null
  return `${count}${(crosses ?? '').toUpperCase()}${letter}`
}

export function letterSize(first: string | undefined, second?: string | undefined): SizeValue | null {
  const one = letterLabel(first ?? '')
  const other = second === undefined ? undefined : letterLabel(second)
  if (one === null || other === null) return null
  return { system: 'alpha', label: other === undefined || other === one ? one : `${one}/${other}` }
}

/** Children's sizes go by height in steps of six: "74", "146/152". */
export function heightSize(first: string, second: string | undefined, context: SizeContext): SizeValue | null {
  const low = Number(first)
  const high = Number(second ?? first)
  if (low % 6 !== 2 || high % 6 !== 2 || low < 44 || high > 182 || high < low || high - low > 12) return null
  const label = second === undefined ? first : `${first}/${second}`
  const tops =
    context.department === 'baby' ? 98 : ['kids', 'girls', 'boys'].includes(context.department ?? '') ? 86 : 92
  return { system: low <= tops ? 'baby' : 'kids', label }
}

/** What a system's numbers can be for such an item; a number outside is a price or a model's name. */
export function inSystem(system: string, written: WrittenNumber, context: SizeContext): SizeValue | null {
  if (context.sizing === 'rings') return ringSize(written.first)
  if (context.sizing === 'none' || context.sizing === 'bras') return null
  const label = labelOf(written)
  const value = Number.parseFloat(written.first)
  if (context.sizing === 'shoes') {
    const [least, most] = shoeRange[system] ?? [15, 52]
    return value >= least && value <= most ? { system, label } : null
  }
  if (young(context)) {
    const height = ['us', 'uk', 'au'].includes(system) ? null : heightSize(written.first, written.second, context)
    if (height !== null) return height
    // Halves are of shoes, whose kind may be unsaid.
    if (!Number.isInteger(value)) return context.sizing === null && value <= 17 ? { system, label } : null
    return value <= 24 ? { system: 'kids', label } : null
  }
  const [least, most] = clothingRange[system] ?? [28, 66]
  return value >= least && value <= most ? { system, label } : null
}

const shoeRange: Readonly<Record<string, readonly [number, number]>> = {
  uk: [0, 17],
  us: [0, 20],
  au: [0, 18],
  jp: [12, 33],
}
const clothingRange: Readonly<Record<string, readonly [number, number]>> = {
  uk: [2, 60],
  us: [0, 60],
  au: [2, 60],
  jp: [0, 60],
  de: [17, 122],
  eu: [16, 66],
  fr: [0, 66],
  it: [34, 70],
}

/** A number that is said to be the size, without a system. */
export function namedNumber(written: WrittenNumber, context: SizeContext): SizeValue | null {
  const { first, second } = written
  const label = labelOf(written)
  const value = Number.parseFloat(first)
  const within = (least: number, most: number) => (value >= least && value <= most ? { system: 'number', label } : null)
  switch (context.sizing) {
    case 'none':
      return null
    case 'rings':
      return ringSize(first)
    case 'shoes':
      return value >= 35 && value <= 48 ? { system: 'eu', label } : within(0, 52)
    case 'belts':
      return within(24, 150)
    case 'hats':
      return within(0, 66)
    default:
      break
  }
  if (young(context)) return heightSize(first, second, context) ?? childNumber(written, context)
  if (context.sizing === 'bottoms' && second === undefined && isWaist(value, context)) return { system: 'waist', label }
  if (second === undefined && value <= 5 && !['en', 'de'].includes(context.language) && /^\d$/.test(first)) {
    // French, Spanish and Italian sizes of clothes begin above 30: a lower one is the brand's own.
    return { system: 'brand', label }
  }
  if (!adult(context)) {
    const height = value >= 50 && (second !== undefined || value >= 74) ? heightSize(first, second, context) : null
    if (height !== null) return height
  }
  return value <= 125 ? { system: 'number', label } : null
}

/** Jeans are sized by the waist in inches, from 23; on the Continent women's trousers by the number of a dress, from 32. */
function isWaist(value: number, { language, department }: SizeContext): boolean {
  if (!Number.isInteger(value) || value < 23) return false
  if (language === 'en') return value <= (department === 'women' ? 34 : 44)
  return value <= 33
}

function childNumber(written: WrittenNumber, { department }: SizeContext): SizeValue | null {
  const low = Number(written.first)
  const high = Number(written.second ?? written.first)
  if (high > 24 || high < low || !Number.isInteger(low) || !Number.isInteger(high)) return null
  if (written.second !== undefined && department === 'baby' && high >= 3 && high - low >= 3)
    return { system: 'baby', label: `${low}-${high}M` }
  const years = high - low === 1 && written.joint === '-' ? 'Y' : ''
  return { system: 'kids', label: `${labelOf(written)}${years}` }
}

export function ringSize(text: string): SizeValue | null {
  if (/^[A-Z]/i.test(text)) return { system: 'ring', label: text.toUpperCase().replace(/\s?(?:½|1\/2)$/, ' 1/2') }
  const plain = text.replace(/\s?1\/4|¼/, '.25').replace(/\s?3\/4|¾/, '.75')
  const label = numeral(plain)
  const value = Number(label)
  return (value >= 1 && value <= 16) || (value >= 44 && value <= 76) ? { system: 'ring', label } : null
}

export function labelOf({ first, joint, second }: WrittenNumber): string {
  return second === undefined ? first : `${first}${joint ?? '/'}${second}`
}

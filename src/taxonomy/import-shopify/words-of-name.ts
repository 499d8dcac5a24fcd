/**
 * The words that a category's name gives, in lower case, each in the singular and the plural: "Coats & Jackets" gives coat, coats,
 * jacket and jackets, "Baby & Toddler Hats" baby hat(s) and toddler hat(s), "Hair Pins, Claws & Clips" hair clip(s) too. Of things
 * that come in pairs only the plural is a word: a "short" or a "flat" is something else.
 */
export function wordsOfName(name: string): string[] {
  const forms = partsOf(name.toLowerCase().replaceAll(/\s*\([^)]*\)/g, '')).flatMap((part) => {
    const [bare] = [part.replaceAll("'", '')]
    return [singularOf(part), part, ...(bare === part ? [] : [singularOf(bare ?? part), bare ?? part])]
  })
  return [...new Set(forms)].filter((form) => !vague.has(form))
}

/** "Baby & Toddler Tops" is about babies and toddlers: what stands before the thing itself, here "baby" and "toddler". */
export function qualifiersOfName(name: string): string[] {
  const heads = partsOf(name.toLowerCase()).flatMap((part) => {
    const words = part.split(' ')
    // "Lingerie" tells bodysuits apart; "shoes" and "clothing" do not.
    if (words.length === 1) return part.endsWith('s') ? [] : [part]
    return [words.slice(0, -1).join(' ')]
  })
  const all = heads.filter((head) => !vague.has(head)).flatMap((head) => [head, head.replaceAll("'", '')])
  return [...new Set(all)]
}

/** "Scarves" and "scarf" are one word in two forms: the singular, whichever is given. */
export function singularOf(phrase: string): string {
  const words = phrase.split(' ')
  const last = words.pop() ?? ''
  return [...words, singularWord(last)].join(' ')
}

/** "A & B C": either two things, or two kinds of C where A is in the singular. */
function partsOf(name: string): string[] {
  const kinds = /^(.*[^s']) (?:&|and) (\S+) (.+)$/.exec(name)
  if (kinds !== null) return [`${kinds[1]} ${kinds[3]}`, `${kinds[2]} ${kinds[3]}`].flatMap(partsOf)
  const [first = '', ...rest] = name.split(/\s*,\s*|\s+(?:&|and)\s+/)
  // "Hair pins, claws & clips" are all of hair; "wallets & money clips" are not all of one thing.
  const shared = first.split(' ').slice(0, -1).join(' ')
  return [first, ...rest.map((part) => (shared === '' || part.includes(' ') ? part : `${shared} ${part}`))]
}

function singularWord(word: string): string {
  if (pairs.test(word) || !word.endsWith('s') || /(?:ss|us)$/.test(word)) return word
  if (/(?:hood|bean|boot|ones|neckt|headt)ies$/.test(word)) return word.slice(0, -1)
  if (word === 'scarves') return 'scarf'
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  return /(?:ch|sh|ss|x)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1)
}

const pairs =
  /(?:pants|shorts|jeans|trousers|tights|leggings|jeggings|joggers|chinos|cargos|bermudas|boxers|briefs|trunks|johns|bottoms|pajamas|sunglasses|suspenders|chaps|heels|flats|leis|steps|spurs)$/

/** These name no kind of thing by themselves. */
const vague = new Set([
  'case',
  'cases',
  'accessory',
  'accessories',
  'apparel',
  'clothing',
  'sleeve',
  'sleeves',
  'extender',
  'extenders',
  'insert',
  'inserts',
])

import type { Sizing } from '../taxonomy.ts'
import type { ShopifyCategory } from './read-shopify-files.ts'

/** What the place of a category in Shopify's tree says of it. */
export type Branch = {
  /** 0: for anybody and any use; 1: for one use; 2: for one age or state. The plainer category has the plain word. */
  speciality: number
  /** Its name alone does not say whom it is for ("Parkas" for babies): the word is not its own. */
  needsQualifier: boolean
  /** Its name alone does not say whom or what use it is for. */
  needsContext: boolean
  /** Null: as the category above it. */
  departments: readonly string[] | null
  /** Null: as the category above it. */
  sizing: Sizing | null
}

/** Reads the path of a category. */
export function branchOf({ name, path }: ShopifyCategory): Branch {
  const above = path.split(' > ').slice(0, -1).join(' > ')
  const isOfSome = ofSome.test(path)
  return {
    speciality: isOfSome ? 2 : ofUse.test(path) ? 1 : 0,
    needsQualifier: ofSome.test(above) && !ofSome.test(name),
    needsContext: isSpecial(above) && !isSpecial(name),
    departments: departmentRules.find(({ form }) => form.test(path))?.departments ?? null,
    sizing: sizingRules.find(({ form }) => form.test(path))?.sizing ?? null,
  }
}

function isSpecial(text: string): boolean {
  return ofSome.test(text) || ofUse.test(text)
}

const ofSome = /Baby|Toddler|Boys'|Girls'|Maternity|Nursing/
const ofUse = /Activewear|Costume|Uniforms|> Loungewear|Shapewear/

const departmentRules: readonly { form: RegExp; departments: readonly string[] }[] = [
  { form: /Baby & Toddler/, departments: ['baby', 'kids'] },
  { form: /Baby/, departments: ['baby'] },
  { form: /Toddler/, departments: ['kids'] },
  { form: /Boys'/, departments: ['boys'] },
  { form: /Girls'/, departments: ['girls'] },
  { form: /Women's|Lingerie|Maternity|Nursing|Bridal|Bras\b/, departments: ['women'] },
  { form: /Men's/, departments: ['men'] },
]

/** The first that fits, from what is worn nowhere to what is worn as clothes. */
const sizingRules: readonly { form: RegExp; sizing: Sizing }[] = [
  { form: /> (?:Bra|Lingerie|Shoe|Handbag & Wallet|Costume|Watch|Hair|Bridal|Wig) Accessories/, sizing: 'none' },
  { form: /(?:> Shoes|> Baby & Toddler Shoes|> Costume Shoes)(?: >|$)/, sizing: 'shoes' },
  { form: /> Jewelry > Rings/, sizing: 'rings' },
  { form: /> (?:Handbags|Jewelry|Shoe Accessories)/, sizing: 'none' },
  { form: /(?<!Sports )\bBras$/, sizing: 'bras' },
  { form: /Gloves & Mittens/, sizing: 'gloves' },
  { form: /> (?:Baby & Toddler )?(?:Hats|Headwear)(?: >|$)/, sizing: 'hats' },
  { form: /Clothing Accessories > (?:.* > )?(?:Baby & Toddler )?Belts/, sizing: 'belts' },
  { form: /> (?:Clothing Accessories|Costumes & Accessories)$|> Masks$/, sizing: 'none' },
  { form: /(?:Swimwear|Lingerie|Underwear|Underpants|Undergarments)(?: >|$)/, sizing: 'clothing' },
  {
    form: /(?<!& )(?:Pants|Jeans|Jeggings|Joggers|Leggings|Trousers|Chinos|Cargos|Bermudas|Shorts|Bottoms|Sweatpants|Tights)$/,
    sizing: 'bottoms',
  },
  { form: /> (?:Clothing|Costumes)(?: >|$)/, sizing: 'clothing' },
]

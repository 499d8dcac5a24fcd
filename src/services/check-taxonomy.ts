import { HangtagError } from '../domain/hangtag-error.ts'
import { loadTaxonomy } from '../taxonomy/load-taxonomy.ts'
import { broken, type Check, ok, reasonOf } from './check.ts'

const part = 'taxonomy'

/** The taxonomy that the product runs on; null: the one that ships with it. */
export async function checkTaxonomy(folder: string | null): Promise<Check> {
  try {
    const { version, categories, attributes, brands } = await loadTaxonomy(folder)
    const counts = `${categories.length} categories, ${attributes.length} attributes, ${brands.length} brands`
    return ok(part, `${version} ${folder === null ? 'as shipped' : `in ${folder}`}: ${counts}`)
  } catch (error) {
    if (error instanceof HangtagError && error.code === 'taxonomy-unreadable')
      return broken(
        part,
        error.message.split('\n')[0] ?? '',
        'set TAXONOMY_DIR to a folder of .yaml files, or to nothing',
      )
    return broken(part, reasonOf(error), 'correct what this lists: hangtag taxonomy check')
  }
}

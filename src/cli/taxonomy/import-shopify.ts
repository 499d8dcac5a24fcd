import { relative, resolve } from 'node:path'
import { Command } from 'commander'
import { countTaxonomy } from '../../taxonomy/count-taxonomy.ts'
import { importShopify } from '../../taxonomy/import-shopify.ts'
import { printable } from '../printable.ts'

/** `hangtag taxonomy import-shopify`: a taxonomy folder made of Shopify's own files. */
export function importShopifyCommand(): Command {
  return new Command('import-shopify')
    .description("make a taxonomy folder of the apparel branch of Shopify's own taxonomy, for TAXONOMY_DIR")
    .argument(
      '<dir>',
      "a folder with Shopify's categories.txt, attributes.json, aa_apparel_accessories.yml, google-…-from-shopify.yml and LICENSE",
    )
    .requiredOption('--out <dir>', 'a new or empty folder, or one that this command made')
    .action(async (dir: string, options: { out: string }) => {
      const out = resolve(options.out)
      const { version, ...taxonomy } = await importShopify(resolve(dir), out)
      const { categories, attributes, values } = countTaxonomy({ version, ...taxonomy })
      const folder = printable(relative('.', out).startsWith('..') ? out : relative('.', out) || '.')
      console.log(`${version}: ${categories} categories, ${attributes} attributes, ${values} values`)
      console.log(`Written to ${folder}. The product runs on it with: TAXONOMY_DIR=${folder}`)
    })
}

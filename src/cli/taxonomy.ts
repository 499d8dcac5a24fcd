import { Command } from 'commander'
import type { Config } from '../config.ts'
import { checkCommand } from './taxonomy/check.ts'
import { importShopifyCommand } from './taxonomy/import-shopify.ts'

/** `hangtag taxonomy`: the categories, attributes and brands that the product runs on. */
export function taxonomyCommand(readConfig: () => Config): Command {
  return new Command('taxonomy')
    .description('the categories, attributes and brands that the product runs on')
    .addCommand(checkCommand(readConfig))
    .addCommand(importShopifyCommand())
}

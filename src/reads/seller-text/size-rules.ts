import type { SizeRule } from './size-rule.ts'
import { bareNumberSizeRules } from './size-rules-of-bare-numbers.ts'
import { childSizeRules } from './size-rules-of-children.ts'
import { kindSizeRules } from './size-rules-of-kinds.ts'
import { letterSizeRules } from './size-rules-of-letters.ts'
import { numberSizeRules } from './size-rules-of-numbers.ts'

/** Tried in order; a later rule never reads what an earlier one has read. Forms that say most come first. */
export const sizeRules: readonly SizeRule[] = [
  ...childSizeRules,
  ...kindSizeRules,
  ...letterSizeRules,
  ...numberSizeRules,
  ...bareNumberSizeRules,
]

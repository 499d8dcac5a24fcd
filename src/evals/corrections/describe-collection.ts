import type { CollectedCases } from './collect-cases.ts'
import { leftOutReasons } from './corrected-case.ts'

export type CollectionAbout = {
  /** Where the records came from, in words. */
  source: string
  tenants: number
  sellerHint: string
  testShare: number
  withPhotos: boolean
  /** Photos that the API could not give any more. */
  photosMissing: number
  at: Date
}

/** The card of a dataset that was made from corrections: what it is, whose, and what it cannot say. */
export function describeCollection(collected: CollectedCases, about: CollectionAbout): string {
  const { dev, test, records, duplicates, shared } = collected
  const cases = [...dev, ...test]
  const count = (of: (each: (typeof cases)[number]) => number) => cases.reduce((sum, each) => sum + of(each), 0)
  const corrected = count((each) => each.corrected.length)
  const told = count((each) => Object.keys(each.case.gold).length)
  const sellersOf = (some: typeof cases) => new Set(some.map((each) => each.case.seller)).size
  const leftOut = Object.entries(leftOutReasons).flatMap(([reason, words]) => {
    const many = collected.leftOut[reason as keyof typeof leftOutReasons] ?? 0
    return many === 0 ? [] : [`${many} ${words}`]
  })
  return `# Corrections of ${about.at.toISOString().slice(0, 10)}

${cases.length} cases from ${records} records of ${counted(about.tenants, 'tenant')}: dev ${dev.length} (${counted(sellersOf(dev), 'seller')}), test ${test.length} (${counted(sellersOf(test), 'seller')}).

- **Source**: ${about.source}.
- **Consent**: every correction of every record here was made with consent to use it to make reads better. A listing that is deleted, or whose consent is withdrawn, has to be taken out here too: the id of a case is that of its listing.
- **Left out**: ${[...leftOut, `${duplicates} with the words and photos of a newer one`, `${shared} of dev that share a photo with test`].join('; ')}.
- **Labels**: the seller's or reviewer's own. ${corrected} fields were corrected; ${told - corrected} values were let stand by whoever accepted the listing. A blank that was left is not scored: no one looks for what is missing.
- **Split**: by a hash of the seller, which is the tenant with the hint \`${about.sellerHint}\` where a listing has it; ${Math.round(about.testShare * 100)} % of sellers are to be in test. A seller never changes sides.
- **Photos**: ${about.withPhotos ? `as models are shown them, never the originals${about.photosMissing === 0 ? '' : `; ${about.photosMissing} were gone`}` : 'left out: what only a photo shows cannot be told, and counts as missed'}.
- **Private**: texts and photos are real people's. E-mail addresses, telephone numbers and links to messengers are masked in texts and hints, sellers are hashes; names and addresses of places in a text, and what a photo shows, are as they were.
- **Known gaps**: only listings that somebody corrected, so that they are harder than all are; values that were let stand may not have been looked at; of several colors every one counts as right; a seller with two names may be on both sides.
`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

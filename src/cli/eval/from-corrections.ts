import { Command, InvalidArgumentError } from 'commander'
import type { Config } from '../../config.ts'
import type { ListingRecord } from '../../domain/record.ts'
import { collectCases } from '../../evals/corrections/collect-cases.ts'
import { leftOutReasons } from '../../evals/corrections/corrected-case.ts'
import { readRecords } from '../../evals/corrections/read-records.ts'
import { writeCollection } from '../../evals/corrections/write-collection.ts'
import { printable } from '../printable.ts'
import { tenantOption } from '../tenant-option.ts'
import { withPlatform } from '../with-platform.ts'
import { createListingsClient } from './listings-client.ts'

type Options = {
  out: string
  records?: string
  tenant?: string
  seller: string
  testShare: number
  json?: true
}
type Photo = (id: string, index: number) => Promise<Buffer | null>

/** `hangtag eval from-corrections`: what people corrected, with their consent, as a dataset. */
export function fromCorrectionsCommand(readConfig: () => Config): Command {
  return new Command('from-corrections')
    .description(
      'accepted listings that people corrected, with consent, as cases: dev.jsonl, test.jsonl, photos, a card',
    )
    .requiredOption('--out <folder>', 'where the dataset goes; an older one there is replaced')
    .option('--records <file>', 'records from a file, as `digitize --output` or GET /v1/listings give them; no photos')
    .option('--tenant <tenant>', "this tenant's listings (default: `default`, and all with --records)", tenantOption)
    .option('--seller <hint>', 'the hint that tells whose listing it is, within the tenant', 'seller')
    .option('--test-share <share>', 'so many of the sellers are in test', share, 0.3)
    .option('--json', 'the counts as JSON')
    .addHelpText('after', help)
    .action(async (options: Options) => {
      const { records: file, tenant } = options
      if (file !== undefined) {
        const records = (await readRecords(file)).filter((record) => tenant === undefined || record.tenant === tenant)
        await collect(records, options, null)
      } else
        await withPlatform(readConfig(), async (platform, signal) => {
          const listings = createListingsClient(platform, tenant)
          try {
            const accepted = await listings.all('accepted', signal)
            const records = [...accepted, ...(await listings.all('published', signal))]
            await collect(records, options, (id, index) => listings.photo(id, index, signal))
          } finally {
            await listings.close()
          }
        })
    })
}

const help = `
A listing whose corrections were not all made with consent is left out, and so
is one that nobody corrected. E-mail addresses and telephone numbers in texts
are masked; sellers are hashes. What is written is private: people's texts and
photos. Keep it out of repositories.
`

async function collect(records: readonly ListingRecord[], options: Options, photo: Photo | null): Promise<void> {
  const { out, seller, testShare, json, records: file, tenant } = options
  const withPhotos = photo !== null
  const collected = collectCases(records, { sellerHint: seller, withPhotos, testShare })
  const { dev, test, photosMissing } = await writeCollection(out, collected, {
    source: file === undefined ? `the API, tenant ${tenant ?? 'default'}` : 'a file of records',
    tenants: new Set(records.map((record) => record.tenant)).size,
    sellerHint: seller,
    testShare,
    photo,
    at: new Date(),
  })
  const { leftOut, duplicates, shared } = collected
  const counts = { records: records.length, dev, test, leftOut, duplicates, shared, photosMissing, withPhotos }
  if (json === true) {
    console.log(JSON.stringify({ folder: out, ...counts }))
    return
  }
  const reasons = Object.entries(leftOutReasons).flatMap(([reason, words]) => {
    const many = leftOut[reason as keyof typeof leftOutReasons] ?? 0
    return many === 0 ? [] : [`  ${many} left out: ${words}`]
  })
  const lines = [
    `${printable(out)}: dev ${dev}, test ${test}, from ${records.length} records`,
    ...reasons,
    ...(duplicates === 0 ? [] : [`  ${duplicates} left out: the words and photos of a newer one`]),
    ...(shared === 0 ? [] : [`  ${shared} left out of dev: a photo of theirs is in test`]),
    ...(photosMissing === 0 ? [] : [`  ${photosMissing} photos are gone`]),
    ...(withPhotos ? [] : ['Without photos: what only a photo shows counts as missed']),
    ...(dev + test > 0 && (dev === 0 || test === 0)
      ? [`All on one side: few sellers can be told apart (--seller names the hint that tells them)`]
      : []),
  ]
  console.log(lines.join('\n'))
}

function share(text: string): number {
  const value = Number(text)
  if (text.trim() !== '' && value >= 0 && value <= 1) return value
  throw new InvalidArgumentError('a number from 0 to 1')
}

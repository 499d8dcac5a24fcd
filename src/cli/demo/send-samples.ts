import { createHash } from 'node:crypto'
import type { ListingRecord } from '../../domain/record.ts'
import type { ApiClient } from '../api-client.ts'
import { createOnce } from '../create-once.ts'
import type { RealPhotos } from './find-real-photos.ts'
import { makeSamplePhoto } from './make-sample-photo.ts'
import type { SampleListing } from './sample-listings.ts'

export type SentSample = { sample: SampleListing; record: ListingRecord }

const deadlineMs = 120_000
const settled: readonly string[] = ['draft', 'needs-review', 'accepted', 'published', 'failed']

/**
 * Draws each sample's photos, sends it, and waits for its draft, all of them side by side. What an earlier run sent is found
 * again and digitized anew, so that the demo always shows what this machine does now.
 */
export async function sendSamples(
  samples: readonly SampleListing[],
  { api, real, signal, onDrafted }: { api: ApiClient; real: RealPhotos | null; signal: AbortSignal; onDrafted(): void },
): Promise<SentSample[]> {
  const following: Promise<SentSample>[] = []
  for (const [at, sample] of samples.entries()) {
    // One after the other: drawing takes all the cores there are.
    const photos: Buffer[] = []
    for (const [index, photo] of sample.photos.entries())
      photos.push(await makeSamplePhoto(photo, at * 16 + index, real))
    const sent = send(sample, photos, api, signal).then((record) => {
      onDrafted()
      return { sample, record }
    })
    // Whoever fails while others are still being drawn is heard below.
    sent.catch(() => {})
    following.push(sent)
  }
  return await Promise.all(following)
}

async function send(
  sample: SampleListing,
  photos: readonly Buffer[],
  api: ApiClient,
  signal: AbortSignal,
): Promise<ListingRecord> {
  const hash = createHash('sha256').update(sample.text)
  for (const photo of photos) hash.update(createHash('sha256').update(photo).digest())
  const listing = { photos, text: sample.text, sku: `demo-${sample.id}` }
  const created = await createOnce(api, listing, `demo-${sample.id}-${hash.digest('hex').slice(0, 32)}`, signal)
  const started = settled.includes(created.state) ? await api.redigitize(created.listingId, signal) : created
  return await api.follow(started, { deadlineMs, signal })
}

import type { Connector } from '../connectors/connector.ts'
import { HangtagError } from '../domain/hangtag-error.ts'
import type { Publication, PublicationResult } from '../domain/internal-api.ts'
import type { PublishJob } from '../domain/job.ts'

export type PublishListingDeps = {
  publication(listingId: string, version: number): Promise<Publication | null>
  reportPublication(listingId: string, result: PublicationResult): Promise<void>
  /** Null: no PUBLISH_URL is configured. */
  connector: Connector | null
}

/**
 * Sends one version of a listing to its connector and reports the outcome. A refusal is an outcome, shown to the seller; an
 * outage is thrown, so that the job is tried again.
 */
export async function publishListing(job: PublishJob, deps: PublishListingDeps, signal: AbortSignal): Promise<void> {
  const publication = await deps.publication(job.listingId, job.version)
  if (publication === null) return
  await deps.reportPublication(job.listingId, await outcomeOf(publication, deps.connector, signal))
}

async function outcomeOf(
  publication: Publication,
  connector: Connector | null,
  signal: AbortSignal,
): Promise<PublicationResult> {
  const { version } = publication
  if (connector === null) {
    const detail = 'No connector is configured: set PUBLISH_URL and publish again'
    return { outcome: 'failed', version, code: 'publish-not-configured', detail }
  }
  try {
    await connector.publish(publication, signal)
    return { outcome: 'published', version }
  } catch (error) {
    if (!(error instanceof HangtagError) || error.disposition !== 'give-up') throw error
    return { outcome: 'failed', version, code: error.code, detail: error.message }
  }
}

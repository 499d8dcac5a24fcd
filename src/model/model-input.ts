import type { Neighbor } from '../domain/catalog-item.ts'
import type { Lane } from '../domain/job.ts'
import type { Field } from '../domain/record.ts'
import type { Settings } from '../domain/settings.ts'
import type { SpendingLimit } from '../domain/spending.ts'
import type { Prompts } from '../prompt/prompt.ts'
import type { Taxonomy } from '../taxonomy/taxonomy.ts'
import type { SentPhoto } from './model-call.ts'
import type { Profile } from './profiles/profile.ts'

/** What a model read works on. `photos` are stored variants: exactly what the model is shown, in this order. */
export type ModelInput = {
  listing: {
    tenant: string
    listingId: string
    text: string
    hints: Readonly<Record<string, unknown>>
    /** Whose turn it is where not all can be asked at once. */
    lane?: Lane
    /** What its calls may cost; none: nothing is counted. */
    spendingLimits?: readonly SpendingLimit[]
  }
  photos: readonly ModelPhoto[]
  neighbors: readonly Neighbor[]
  /** What the reads before this one came to. */
  fields: Readonly<Record<string, Field>>
  settings: Settings
  prompts: Prompts
  taxonomy: Taxonomy
  /** What the endpoint and its models are like. */
  profile: Profile
}

export type ModelPhoto = SentPhoto & { bytes: Uint8Array }

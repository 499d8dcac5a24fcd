import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ListingVerb, listingVerbs, possibleVerbs } from '../../../src/domain/listing-verb.ts'
import type { ListingState } from '../../../src/domain/record.ts'
import type { ChangeOutcome, Store } from '../../../src/store/store.ts'
import {
  corrected,
  create,
  draft,
  get,
  needsReview,
  newListing,
  newTenant,
  pendingFor,
  type Subject,
} from '../fixtures.ts'

/** The listing as design section 6 has it. */
type Model = {
  state: ListingState
  publishing: number | null
  publishedVersion: number | null
  version: number
  revision: number
  run: number
  /** The version that the index holds, or may hold since it was on its way in when the listing left. */
  indexed: number | null
}
type Target = { store: Store; tenant: string; id: string; step: number }

const workerActions = [
  'draft',
  'draft to review',
  'stale draft',
  'published',
  'publishing failed',
  'job died',
  'index job',
] as const
type Action = Exclude<ListingVerb, 'delete'> | (typeof workerActions)[number]
const verbs = listingVerbs.filter((verb) => verb !== 'delete')
const isVerb = (action: Action): action is Exclude<ListingVerb, 'delete'> => (verbs as string[]).includes(action)

export function modelContract(subject: Subject) {
  test('in any order of verbs and results a listing goes through the states of the table, and no others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom<Action>(...verbs, ...workerActions), { maxLength: 14 }), (actions) =>
        walk(subject, actions),
      ),
      { numRuns: 40 },
    )
  }, 60_000)
}

async function walk(subject: Subject, actions: Action[]): Promise<void> {
  const { store } = subject
  const tenant = newTenant()
  const { listingId: id } = await create(store, newListing(tenant))
  let model: Model = {
    state: 'digitizing',
    publishing: null,
    publishedVersion: null,
    version: 1,
    revision: 1,
    run: 1,
    indexed: null,
  }
  for (const [step, action] of actions.entries()) {
    const target = { store, tenant, id, step }
    model = isVerb(action) ? await useVerb(target, model, action) : await useWorker(target, model, action)
    const { state, publishedVersion, version, revision, run } = await get(store, tenant, id)
    expect({ state, publishedVersion, version, revision, run }).toEqual({
      state: model.state,
      publishedVersion: model.publishedVersion,
      version: model.version,
      revision: model.revision,
      run: model.run,
    })
  }
  expect(await pendingFor(subject, id)).toEqual(waitingFor(model, id))
}

async function useVerb(target: Target, model: Model, verb: Exclude<ListingVerb, 'delete'>): Promise<Model> {
  const outcome = await call(target, model, verb)
  const possible = possibleVerbs({ ...model, publishing: model.publishing !== null, acceptedByPolicy: false })
  if (!possible.includes(verb)) {
    const { state, publishing } = model
    expect(outcome).toEqual({ refused: 'wrong-state', state, publishing: publishing !== null, possible })
    return model
  }
  expect(outcome.refused).toBeNull()
  const { version, revision, run } = model
  switch (verb) {
    case 'change':
      return { ...left(model), state: 'digitizing', version: version + 1, revision: revision + 1, run: run + 1 }
    case 'redigitize':
      return { ...left(model), state: 'digitizing', version: version + 1, run: run + 1 }
    case 'correct':
      return { ...model, version: version + 1 }
    case 'accept':
      return { ...model, state: 'accepted', version: version + 1 }
    case 'publish':
      return { ...model, publishing: version }
  }
}

function isTrusted({ state }: Model): boolean {
  return state === 'accepted' || state === 'published'
}

function left(model: Model): Model {
  return { ...model, indexed: model.indexed ?? (isTrusted(model) ? model.version : null) }
}

function call({ store, tenant, id, step }: Target, model: Model, verb: Exclude<ListingVerb, 'delete'>) {
  const calls: Record<typeof verb, () => Promise<ChangeOutcome>> = {
    change: () => store.listings.change(tenant, id, { text: `text ${step}` }),
    redigitize: () => store.listings.redigitize(tenant, id),
    correct: () =>
      store.listings.correct(tenant, id, {
        fields: { brand: corrected('Lee') },
        by: 'key_1',
        consent: false,
        ifVersion: model.version,
      }),
    accept: () => store.listings.accept(tenant, id),
    publish: () => store.listings.orderPublish(tenant, id),
  }
  return calls[verb]()
}

async function useWorker({ store, id }: Target, model: Model, action: (typeof workerActions)[number]): Promise<Model> {
  const { state, publishing, version, revision, run } = model
  const over = { ...model, publishing: null }
  switch (action) {
    case 'draft':
    case 'draft to review': {
      const review = action === 'draft' ? {} : { review: needsReview }
      const { outcome } = await store.work.writeDraft(id, draft({ revision, run, ...review }))
      const isAwaited = state === 'digitizing' || state === 'failed'
      expect(outcome).toBe(isAwaited ? 'written' : 'same')
      return isAwaited
        ? { ...model, state: action === 'draft' ? 'draft' : 'needs-review', version: version + 1 }
        : model
    }
    case 'stale draft':
      expect((await store.work.writeDraft(id, draft({ revision, run: run + 1 }))).outcome).toBe('stale')
      return model
    case 'published':
      await store.work.publicationResult(id, { outcome: 'published', version: publishing ?? version })
      return publishing === null ? model : { ...over, state: 'published', publishedVersion: publishing }
    case 'publishing failed':
      await store.work.publicationResult(id, {
        outcome: 'failed',
        version: publishing ?? version,
        code: 'x',
        detail: 'y',
      })
      return publishing === null ? model : { ...over, state: 'accepted' }
    case 'index job': {
      const found = await store.work.catalogItem(id, version)
      await store.work.indexed(id, version, found?.item == null ? 'removed' : 'put')
      return { ...model, indexed: isTrusted(model) ? version : null }
    }
    case 'job died':
      await store.work.deadLetter({
        queue: 'digitize',
        data: { listingId: id, revision, run },
        code: 'x',
        reason: 'y',
        attempts: 5,
      })
      return state === 'digitizing' ? { ...model, state: 'failed', version: version + 1 } : model
  }
}

/** What a listing in this state must have in the queue. */
function waitingFor(model: Model, id: string): string[] {
  const { state, publishing, version, revision, run, indexed } = model
  return [
    ...(state === 'digitizing' ? [`digitize-${id}-${revision}-${run}`] : []),
    ...(publishing === null ? [] : [`publish-${id}-${publishing}`]),
    ...((isTrusted(model) ? indexed !== version : indexed !== null) ? [`put-${id}-${version}`] : []),
  ]
}

import { afterAll, beforeAll, describe } from 'vitest'
import { createStore } from '../../src/store/create-store.ts'
import type { Engine } from '../../src/store/database.ts'
import { createContract } from './contract/create.ts'
import { deadLetterContract } from './contract/dead-letters.ts'
import { deliveryContract } from './contract/deliveries.ts'
import { draftContract } from './contract/draft.ts'
import { indexContract } from './contract/index-work.ts'
import { inputContract } from './contract/input.ts'
import { keyContract } from './contract/keys.ts'
import { modelContract } from './contract/model.ts'
import { publishContract } from './contract/publish.ts'
import { reindexContract } from './contract/reindex.ts'
import { removeContract } from './contract/remove.ts'
import { reviewContract } from './contract/review.ts'
import { spendingContract } from './contract/spending.ts'
import { sweepContract } from './contract/sweep.ts'
import { tenantContract } from './contract/tenants.ts'
import { createClock, type Subject } from './fixtures.ts'

/** What every database behind the store must do. One database for all of it: each test has a tenant of its own. */
export function storeContract(open: () => Promise<Engine>) {
  const clock = createClock()
  // The rest is filled in before the first test runs.
  const subject = { clock } as Subject
  beforeAll(async () => {
    subject.engine = await open()
    subject.store = createStore(subject.engine, () => clock.at)
  }, 60_000)
  afterAll(() => subject.store?.close())

  describe('create, get, list', () => createContract(subject))
  describe('input and photos', () => inputContract(subject))
  describe('the draft', () => draftContract(subject))
  describe('corrections and accept', () => reviewContract(subject))
  describe('publish', () => publishContract(subject))
  describe('delete', () => removeContract(subject))
  describe('index work', () => indexContract(subject))
  describe('the reindex', () => reindexContract(subject))
  describe('webhooks and deliveries', () => deliveryContract(subject))
  describe('keys', () => keyContract(subject))
  describe('dead letters', () => deadLetterContract(subject))
  describe('the sweep', () => sweepContract(subject))
  describe('spending', () => spendingContract(subject))
  describe('tenants', () => tenantContract(subject))
  describe('the state machine', () => modelContract(subject))
}

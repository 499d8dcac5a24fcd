import { expect, test, vi } from 'vitest'
import type { CatalogReindex } from '../../src/catalog/catalog-reindex.ts'
import { HangtagError } from '../../src/domain/hangtag-error.ts'
import type { Reindex, ReindexPlan, ReindexReport } from '../../src/domain/reindex.ts'
import { reindexCatalog } from '../../src/pipeline/reindex-catalog.ts'

const plan: ReindexPlan = { from: 'catalog_v1', to: 'catalog_v2', fromSpace: 'a@1/2', space: 'b@1/2', rows: 9 }
const report: ReindexReport = {
  rows: { from: 9, to: 9 },
  sampled: 9,
  sound: 1,
  compared: 9,
  recall: 1,
  faults: [],
}
const turn = { signal: new AbortController().signal, hold: async () => {} }

function start(over: Partial<Reindex> = {}, catalog: Partial<CatalogReindex> = {}) {
  const reindex: Reindex = {
    ...{
      id: 'rdx_1',
      kind: 'reindex',
      embedding: 'local',
      phase: 'copying',
      step: 4,
      plan,
      bucket: 700,
      progress: 0.2,
    },
    ...{ copied: 2, mending: false, report: null, problem: null, standstill: null },
    ...{ startedAt: '2026-11-21T10:00:00.000Z', updatedAt: '2026-11-21T10:00:00.000Z' },
    ...over,
  }
  const catalogReindex: CatalogReindex = {
    begin: vi.fn(async () => plan),
    beginRollback: vi.fn(async () => plan),
    copy: vi.fn(async () => ({ bucket: 900, progress: 0.25, copied: 3 })),
    verify: vi.fn(async () => report),
    switch: vi.fn(async () => {}),
    cancel: vi.fn(async () => {}),
    close: async () => {},
    ...catalog,
  }
  const reindexStepDone = vi.fn(async () => {})
  const deps = { reindex: async () => reindex, reindexStepDone, catalogReindex, log: { info: () => {} } }
  return {
    deps,
    catalogReindex,
    reindexStepDone,
    run: () => reindexCatalog({ reindexId: 'rdx_1', step: 4 }, deps, turn),
  }
}

test('each phase does its own step and tells what came of it', async () => {
  const results: unknown[] = []
  for (const over of [
    { phase: 'starting' },
    { phase: 'starting', kind: 'rollback', embedding: null },
    { phase: 'copying' },
    { phase: 'verifying' },
    { phase: 'switching' },
    { phase: 'canceling' },
  ] satisfies Partial<Reindex>[]) {
    const { run, reindexStepDone, catalogReindex } = start(over)
    await run()
    results.push(...reindexStepDone.mock.calls)
    expect(vi.mocked(catalogReindex.begin).mock.calls.length).toBe(
      over.phase === 'starting' && !('kind' in over) ? 1 : 0,
    )
  }
  const told = (result: object) => ['rdx_1', 4, result]
  expect(results).toEqual([
    told({ did: 'begin', plan }),
    told({ did: 'begin', plan }),
    told({ did: 'copy', bucket: 900, progress: 0.25, copied: 3 }),
    told({ did: 'verify', report }),
    told({ did: 'switch' }),
    told({ did: 'cancel' }),
  ])
})

test('the copy goes on at the bucket where it was', async () => {
  const { run, catalogReindex } = start({ bucket: 700, mending: true })
  await run()
  expect(catalogReindex.copy).toHaveBeenCalledWith(plan, expect.objectContaining({ bucket: 700, mending: true }), turn)
})

test('a job whose step is past, or whose reindex is over or gone, does nothing', async () => {
  for (const over of [{ step: 5 }, { phase: 'done' as const }, { phase: 'canceled' as const }]) {
    const { run, reindexStepDone, catalogReindex } = start(over)
    await run()
    expect(reindexStepDone).not.toHaveBeenCalled()
    expect(catalogReindex.copy).not.toHaveBeenCalled()
  }
  const { deps, reindexStepDone } = start()
  await reindexCatalog({ reindexId: 'rdx_1', step: 4 }, { ...deps, reindex: async () => null }, turn)
  expect(reindexStepDone).not.toHaveBeenCalled()
})

test('what cannot begin is told as a refusal with the reason, and an outage is tried again', async () => {
  const fail = (code: string, disposition: 'retry' | 'give-up') => {
    const begin = () => Promise.reject(new HangtagError('No model is at hand', { code, disposition }))
    return start({ phase: 'starting' }, { begin })
  }
  for (const [code, disposition] of [
    ['catalog-embedding-unavailable', 'retry'],
    ['catalog-not-there', 'give-up'],
  ] as const) {
    const { run, reindexStepDone } = fail(code, disposition)
    await run()
    const problem = { code, reason: 'No model is at hand' }
    expect(reindexStepDone).toHaveBeenCalledWith('rdx_1', 4, { did: 'refuse', problem })
  }
  const away = fail('catalog-unavailable', 'retry')
  await expect(away.run()).rejects.toMatchObject({ code: 'catalog-unavailable' })
  expect(away.reindexStepDone).not.toHaveBeenCalled()
})

test('without a vector index it stands still with the reason, and is not tried again by itself', async () => {
  const { deps } = start()
  const job = reindexCatalog({ reindexId: 'rdx_1', step: 4 }, { ...deps, catalogReindex: null }, turn)
  await expect(job).rejects.toMatchObject({ code: 'catalog-not-configured', disposition: 'give-up' })
})

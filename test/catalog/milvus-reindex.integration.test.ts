import { afterEach, describe, expect, inject, it } from 'vitest'
import { spaceOf } from '../../src/catalog/catalog-embeddings.ts'
import { itemText } from '../../src/catalog/item-text.ts'
import { storedRows } from '../../src/catalog/stored-rows.ts'
import type { CatalogItem } from '../../src/domain/catalog-item.ts'
import { until } from '../stubs/until.ts'
import {
  allItems,
  copyAll,
  folded,
  item,
  items,
  mark,
  ngram,
  openSubject,
  type Subject,
  turn,
  verifyAndSwitch,
} from './reindex-fixtures.ts'

const address = inject('milvusAddress')
const subjects: Subject[] = []
afterEach(async () => {
  for (const subject of subjects.splice(0)) await subject.close()
})

function open(around?: Parameters<typeof openSubject>[1]): Subject {
  const subject = openSubject(address, around)
  subjects.push(subject)
  return subject
}

/** The stored rows of some keys, vectors included. */
function rowsOf({ session }: Subject, name: string, keys: string[], columns: string[]) {
  return session.use(async (calls) => {
    const found = await calls.find(name)
    if (found === null) throw new Error(`there is no ${name}`)
    const rows = await storedRows(calls, found, `pk in ${JSON.stringify(keys)}`, columns)
    return new Map(rows.map((row) => [String(row.key), row]))
  })
}

function collections({ session, alias }: Subject): Promise<string[]> {
  return session.use(async ({ call }) => {
    const { data } = await call('list', (client) => client.showCollections())
    return data
      .filter(({ name }) => name.startsWith(`${alias}_`))
      .map(({ name }) => name.replace(alias, 'catalog'))
      .sort()
  })
}

describe('a reindex', () => {
  it('brings every item of every tenant into the new space, and searches go there', async () => {
    const { index, reindex, alias, openIndex } = open()
    await index.upsert('one', items(150))
    await index.upsert('two', [item(1, { title: 'Something of another tenant', trusted: false })])
    const plan = await reindex.begin('folded', turn)
    expect(plan).toMatchObject({
      from: `${alias}_v1`,
      to: `${alias}_v2`,
      fromSpace: spaceOf(ngram),
      space: spaceOf(folded),
    })
    expect(await copyAll(reindex, plan)).toBe(151)
    const report = await verifyAndSwitch(reindex, plan)
    expect(report).toEqual({
      rows: { from: 151, to: 151 },
      sampled: 64,
      sound: 1,
      compared: 151,
      recall: expect.closeTo(1, 1),
      faults: [],
    })
    // A process that starts now, and one that has run all along.
    for (const reader of [openIndex(), index]) {
      const space = await until('the new space to be in use', async () => {
        const now = await reader.space()
        return now.recorded === spaceOf(folded) ? now : null
      })
      expect(space).toEqual({ configured: spaceOf(folded), recorded: spaceOf(folded), collection: `${alias}_v2` })
      const [first] = await reader.search({ tenant: 'one', text: 'plum linen shirt no. 11', limit: 3 })
      expect(first).toMatchObject({ id: 'one/i11' })
      expect(await reader.count('one')).toBe(150)
      expect(await reader.get('two', 'i1')).toMatchObject({ title: 'Something of another tenant', trusted: false })
    }
  })

  it('embeds exactly what was embedded, and keeps every column, of whatever text', async () => {
    const subject = open()
    const { index, reindex, alias } = subject
    const odd: CatalogItem[] = [
      { id: 'blank', title: ' ', description: '', category: '', brand: '', attributes: {} },
      { id: 'scripts', title: 'Été ﬁne Straße 靴 👢 \ud83d', description: 'a\u0000b\n"c"\\d', brand: 'O’Neill' },
      {
        id: 'order',
        title: 'Order',
        attributes: { z: 'last first', a: ['x', { k: 2.5, b: 'y' }], 10: 'ten', 2: 'two' },
      },
      {
        id: 'long',
        title: 'Long',
        description: 'boots and coats '.repeat(600),
        imageUrl: 'https://shop.example/é.jpg',
      },
      {
        id: 'numbers',
        title: 'Numbers',
        attributes: { a: 1e21, b: 0.1, c: -0, d: null, e: true, f: 9007199254740991 },
      },
      { id: 'ünïcode/"id', title: 'Id', trusted: false },
    ]
    await index.upsert('t', odd)
    const plan = await reindex.begin('folded', turn)
    await copyAll(reindex, plan)
    const keys = odd.map(({ id }) => `t/${id}`)
    const columns = ['key', 'tenant', 'contentHash', 'text', 'title', 'description', 'category', 'brand', 'attributes']
    columns.push('bucket', 'trusted', 'imageUrl')
    const before = await rowsOf(subject, `${alias}_v1`, keys, columns)
    expect(before.size).toBe(odd.length)
    expect(await rowsOf(subject, `${alias}_v2`, keys, columns)).toEqual(before)
    const vectors = await rowsOf(subject, `${alias}_v2`, keys, ['key', 'dense'])
    for (const [at, vector] of (await folded.embedDocuments(odd.map(itemText))).entries()) {
      const stored = vectors.get(keys[at] ?? '')?.dense as number[]
      expect(Math.max(...vector.map((value, place) => Math.abs(value - (stored[place] ?? 0))))).toBeLessThan(1e-6)
    }
    // What is in already in the same words is not embedded again by the next import.
    await verifyAndSwitch(reindex, plan)
    expect(await subject.openIndex().upsert('t', odd)).toEqual({ written: 0, unchanged: odd.length })
  })

  it('misses nothing that is written meanwhile, brings back nothing that is deleted, and leaves nothing old', async () => {
    const { index, reindex, openIndex } = open()
    const truth = new Map(items(260).map((one) => [one.id, one]))
    await index.upsert('t', [...truth.values()])
    const plan = await reindex.begin('folded', turn)
    // After each slice: one of all parts of the catalog, copied already or not yet, is changed, removed, made, made again.
    let round = 0
    const change = async () => {
      round += 1
      const put = [item(round * 7, { title: `changed ${mark(round)}` }), item(5_000 + round), item(round * 11)]
      const gone = [round * 13, round * 17, 5_000 + round - 1].map((number) => `i${number}`)
      await index.upsert('t', put)
      await index.remove('t', gone)
      for (const one of put) truth.set(one.id, one)
      for (const id of gone) truth.delete(id)
    }
    await change()
    await copyAll(reindex, plan, { between: change })
    expect(round).toBeGreaterThan(5)
    await change()
    await verifyAndSwitch(reindex, plan)
    await index.remove('t', ['i250'])
    truth.delete('i250')

    const after = openIndex()
    expect(await allItems(after, 't')).toEqual(
      new Map([...truth].map(([id, one]) => [id, { attributes: {}, trusted: true, ...one }])),
    )
    expect(await after.count('t')).toBe(truth.size)
    const [changed] = await after.search({ tenant: 't', text: `changed ${mark(3)}`, limit: 1 })
    expect(changed).toMatchObject({ title: `changed ${mark(3)}` })
    expect(changed?.score).toBeGreaterThan(0.4)
    expect(await after.search({ tenant: 't', text: 'i13', limit: 50, mode: 'bm25' })).toEqual([])
  })

  it('switches under searches without one that fails or comes back empty', async () => {
    const { index, reindex, openIndex } = open()
    await index.upsert('t', items(200))
    const readers = [openIndex(), openIndex()]
    const plan = await reindex.begin('folded', turn)
    await copyAll(reindex, plan)
    let searching = true
    const spaces = new Set<number>()
    const search = async (reader: (typeof readers)[number], number: number) => {
      let done = 0
      for (; searching; done += 1) {
        const found = await reader.search({ tenant: 't', text: `${item(number).title}`, limit: 5 })
        expect(found[0]?.id).toBe(`t/i${number}`)
        // The score tells which space was searched.
        spaces.add(found[0]?.score ?? 0)
      }
      return done
    }
    const running = readers.map((reader, at) => search(reader, at * 10 + 3))
    await verifyAndSwitch(reindex, plan)
    for (const reader of readers)
      await until('the reader to follow', async () => (await reader.space()).recorded === spaceOf(folded) || null)
    searching = false
    for (const done of await Promise.all(running)) expect(done).toBeGreaterThan(5)
    expect(spaces.size).toBeGreaterThan(1)
  })
})

describe('a reindex within one space', () => {
  it('takes vectors over, but for items of which the version before chose other words', async () => {
    const subject = open()
    const { index, reindex, session, alias } = subject
    await index.upsert('t', items(3))
    await session.use(async (calls) => {
      const found = await calls.find(alias)
      if (found === null) throw new Error('gone')
      const rows = await storedRows(calls, found, 'pk in ["t/i0", "t/i1"]', ['*'])
      const upside = Array.from({ length: 512 }, (_, place) => (place === 511 ? 1 : 0))
      const data = rows.map(({ sparse: _made, ...row }) => ({
        ...row,
        dense: upside,
        ...(row.key === 't/i1' ? { text: 'as it was put once' } : {}),
      }))
      await calls.call('upsert', (client) =>
        client.upsert({ collection_name: found.name, data: data as never[], timeout: 10_000 }),
      )
    })
    const plan = await reindex.begin('hashed-ngrams', turn)
    await copyAll(reindex, plan)
    const rows = await rowsOf(subject, plan.to, ['t/i0', 't/i1', 't/i2'], ['key', 'text', 'dense'])
    const marked = [...rows.values()].filter(({ dense }) => (dense as number[])[511] === 1)
    expect(marked.map(({ key }) => key)).toEqual(['t/i0'])
    expect(rows.get('t/i1')?.text).toContain('denim jacket')
  })
})

describe('going back', () => {
  it('has what was written since the switch and lacks what was deleted since, with vectors of the old space', async () => {
    const subject = open()
    const { index, reindex, alias, openIndex } = subject
    await index.upsert('t', items(40))
    const plan = await reindex.begin('folded', turn)
    await copyAll(reindex, plan)
    await verifyAndSwitch(reindex, plan)
    await index.upsert('t', [item(3, { title: 'changed after the switch' }), item(100)])
    await index.remove('t', ['i4'])

    const back = await reindex.beginRollback(turn)
    expect(back).toMatchObject({ from: `${alias}_v2`, to: `${alias}_v1`, space: spaceOf(ngram) })
    // And while it goes back.
    await index.upsert('t', [item(101), item(5, { title: 'changed meanwhile' })])
    await index.remove('t', ['i6'])
    expect(await copyAll(reindex, back, { mending: true })).toBe(2)
    await verifyAndSwitch(reindex, back)

    const after = openIndex()
    const ids = items(40).map(({ id }) => id)
    const wanted = [...ids.filter((id) => id !== 'i4' && id !== 'i6'), 'i100', 'i101'].sort()
    expect([...(await allItems(after, 't')).keys()].sort()).toEqual(wanted)
    expect(await after.get('t', 'i3')).toMatchObject({ title: 'changed after the switch' })
    const [first] = await after.search({ tenant: 't', text: 'changed meanwhile', limit: 1 })
    expect(first).toMatchObject({ id: 't/i5' })
    const stored = await rowsOf(subject, `${alias}_v1`, ['t/i3', 't/i100'], ['key', 'dense'])
    for (const row of stored.values()) expect(row.dense).toHaveLength(512)
    // And forward again.
    const forward = await reindex.beginRollback(turn)
    await copyAll(reindex, forward, { mending: true })
    await verifyAndSwitch(reindex, forward)
    expect((await openIndex().space()).collection).toBe(`${alias}_v2`)
  })
})

describe('giving up', () => {
  it('leaves the catalog as it was, and a name is never used again', async () => {
    const subject = open()
    const { index, reindex, alias } = subject
    await index.upsert('t', items(30))
    const plan = await reindex.begin('folded', turn)
    await reindex.copy(plan, { bucket: 0, mending: false }, turn)
    await index.remove('t', ['i1'])
    await reindex.cancel(turn)
    await reindex.cancel(turn)
    expect(await collections(subject)).toEqual(['catalog_v1'])
    expect(await index.count('t')).toBe(29)
    await index.upsert('t', [item(1)])
    const again = await reindex.begin('folded', turn)
    expect(again.to).toBe(`${alias}_v3`)
    await copyAll(reindex, again)
    await verifyAndSwitch(reindex, again)
    expect(await subject.openIndex().count('t')).toBe(30)
  })

  it('a rollback that is given up keeps the collection for another one', async () => {
    const subject = open()
    const { index, reindex } = subject
    await index.upsert('t', items(10))
    const plan = await reindex.begin('folded', turn)
    await copyAll(reindex, plan)
    await verifyAndSwitch(reindex, plan)
    await reindex.beginRollback(turn)
    await index.remove('t', ['i2'])
    await reindex.cancel(turn)
    // The removed one comes again, over the tombstone that the given-up rollback left.
    await index.upsert('t', [item(2, { title: 'come again' })])
    const back = await reindex.beginRollback(turn)
    await copyAll(reindex, back, { mending: true })
    await verifyAndSwitch(reindex, back)
    expect(await subject.openIndex().get('t', 'i2')).toMatchObject({ title: 'come again' })
    expect(await subject.openIndex().count('t')).toBe(10)
  })

  it('the next reindex clears away what is left of earlier ones', async () => {
    const subject = open()
    const { index, reindex } = subject
    await index.upsert('t', items(5))
    for (const space of ['folded', 'hashed-ngrams', 'folded']) {
      const plan = await reindex.begin(space, turn)
      await copyAll(reindex, plan)
      await verifyAndSwitch(reindex, plan)
    }
    expect(await collections(subject)).toEqual(['catalog_v3', 'catalog_v4'])
    await reindex.begin('folded', turn)
    expect(await collections(subject)).toEqual(['catalog_v4', 'catalog_v5'])
  })
})

describe('what cannot be done', () => {
  it('is told at once, makes nothing, and is not tried for ever', async () => {
    const subject = open()
    const { index, reindex, session } = subject
    await expect(reindex.begin('folded', turn)).rejects.toMatchObject({ code: 'catalog-not-there' })
    await index.upsert('t', items(2))
    await expect(reindex.begin('local', turn)).rejects.toMatchObject({ code: 'catalog-embedding-unavailable' })
    const noPrevious = { code: 'catalog-no-previous', disposition: 'give-up' }
    await expect(reindex.beginRollback(turn)).rejects.toMatchObject(noPrevious)
    // A turn that is another worker's by now writes nothing.
    const over = new Error('another worker has it')
    const lost = { ...turn, hold: () => Promise.reject(over) }
    await expect(reindex.begin('folded', lost)).rejects.toBe(over)
    expect(await collections(subject)).toEqual(['catalog_v1'])

    const plan = await reindex.begin('folded', turn)
    await expect(reindex.copy(plan, { bucket: 0, mending: false }, lost)).rejects.toBe(over)
    await expect(reindex.switch(plan, lost)).rejects.toBe(over)
    expect((await subject.openIndex().space()).collection).toBe(plan.from)
    await session.use(({ call }) => call('drop', (client) => client.dropCollection({ collection_name: plan.to })))
    const gone = { code: 'catalog-collection-lost', disposition: 'give-up' }
    await expect(reindex.copy(plan, { bucket: 0, mending: false }, turn)).rejects.toMatchObject(gone)
  })
})

import { expect, test } from 'vitest'
import { makeMemoryShelves } from '../../../web/sync/memory-shelves.ts'
import { secondOf } from '../../../web/sync/migrate-store.ts'
import { makePhoneStore } from '../../../web/sync/phone-store.ts'
import { withBrowser } from '../../kit/browser.ts'
import { openWith } from '../../kit/bundle.ts'
import { firstOutbox, firstRows } from '../../kit/outbox-fixtures.ts'
import type * as Kit from './phone-in-browser.ts'
import { fullAtEveryWrite, keepsItsPromises } from './store-trials.ts'

const PAGE = 'tests/web/sync/phone-in-browser.ts'

test('the store in memory keeps its promises', () => keepsItsPromises(async () => makeMemoryShelves()))

test('a phone that runs full at any write in memory is as it was, and goes on', async () => {
  expect(await fullAtEveryWrite(async () => makeMemoryShelves())).toBeGreaterThan(40)
})

test('the store of a real browser keeps the same promises, and survives the same failures', withBrowser(async (openPage) => {
  const { page } = await openPage()
  await openWith(page, PAGE)
  await page.evaluate(async () => {
    const { keepsItsPromises, openIdbShelves } = (globalThis as unknown as { kit: typeof Kit }).kit
    await keepsItsPromises(() => openIdbShelves('trial'))
  })
  expect(await page.evaluate(async () => {
    const { fullAtEveryWrite, openIdbShelves } = (globalThis as unknown as { kit: typeof Kit }).kit
    return fullAtEveryWrite(() => openIdbShelves('trial'))
  })).toBeGreaterThan(40)
}))

/** What a crew must find again of the outbox that the first version left. */
async function found(store: ReturnType<typeof Kit.makePhoneStore>) {
  const [ops, outgoing, photos, told, draft] = [await store.ops(), await store.outgoing(), await store.photos(), await store.told(), await store.draft('report')]
  const sizes: Record<string, number> = {}
  for (const { sha256 } of photos) sizes[sha256.slice(0, 6)] = (await store.bytes(sha256, 'photo'))?.size ?? 0
  return {
    ops: ops.map((op) => [op.seq, op.id.slice(-2), op.kind, op.state, op.by, op.label.names?.en ?? op.label.place, op.label.grade, op.photos.length, op.problem?.type ?? null]),
    outgoing: outgoing.map((op) => [op.id.slice(-2), op.kind, op.hash.length, op.lane.slice(-2), JSON.stringify(op.body).length]),
    photos: photos.map((photo) => [photo.sha256.slice(0, 6), photo.state, photo.bytes]), sizes,
    sites: told.sites.map((site) => site.names.en).sort(), damages: told.damages.map((damage) => damage.id.slice(-3)), repairs: told.repairs.map((repair) => repair.note),
    draft: draft && [draft.said, [...draft.photos.values()].map((blob) => blob.size)],
    facts: [await store.read('device'), await store.read('cursor'), await store.read('who'), (await store.read<{ name: string }>('me'))?.name, await store.read('fix')],
    moves: ops.filter((op) => op.kind === 'repair.move').map((op) => op.body),
  }
}

test('an outbox of the first version, frozen as it was, is whole after the migration: in the twin and in a real browser alike', withBrowser(async (openPage) => {
  const shelves = makeMemoryShelves()
  await shelves.write(['ops', 'photos', 'bytes', 'facts', 'told'], async (shelf) => { for (const [name, value, key] of secondOf(firstRows())) await shelf(name).put(value, key) })
  const inMemory = await found(makePhoneStore(shelves))
  expect(inMemory.ops).toEqual([
    [1, '11', 'report.file', 'delivered', 'u-crew-7', 'Substation 1', 'out', 1, null],
    [2, '12', 'report.file', 'refused', 'u-crew-7', 'Substation 1', 'out', 1, '/problems/site-not-found'],
    [3, '13', 'report.file', 'delivered', 'u-crew-7', 'Substation 1', 'out', 1, null],
    [4, '14', 'report.file', 'waiting', 'u-crew-7', 'Substation 1', 'out', 2, null],
    [5, '15', 'repair.move', 'waiting', 'u-crew-7', 'Substation 1', null, 0, null],
    [6, '16', 'report.file', 'waiting', null, 'Substation 1', 'out', 0, null],
  ])
  expect(inMemory.outgoing.map(([id, kind]) => [id, kind])).toEqual([['14', 'report.file'], ['15', 'repair.move'], ['16', 'report.file']])
  expect(inMemory.photos.map(([, state]) => state).sort()).toEqual(['asked', 'sent', 'waiting', 'waiting', 'waiting'])
  expect(Object.values(inMemory.sizes).filter((size) => size > 800)).toHaveLength(4)
  expect(inMemory.draft).toMatchObject([{ note: 'не дописано', grade: 'reduced', needs: ['fuel'] }, [expect.any(Number)]])
  expect(inMemory).toMatchObject({ sites: ['Substation 1', 'Substation 2', 'Substation 3'], damages: ['700'], repairs: ['Ключ у сторожа'] })
  expect(inMemory.facts.slice(1, 4)).toEqual(['7421.3', 'u-crew-7', 'Бригада 7'])

  const { page } = await openPage()
  await openWith(page, PAGE)
  await page.evaluate(firstOutbox(), undefined)
  await page.evaluate(`globalThis.found = ${found.toString()}`)
  const migrated = await page.evaluate(async () => {
    const { openIdbShelves, makePhoneStore } = (globalThis as unknown as { kit: typeof Kit }).kit
    return (globalThis as unknown as { found: (store: unknown) => Promise<unknown> }).found(makePhoneStore(await openIdbShelves('vidnova')))
  })
  expect(migrated).toEqual(inMemory)
}))

test('a database of a later version is never opened by this one, and nothing in it changes', withBrowser(async (openPage) => {
  const { page } = await openPage()
  await openWith(page, PAGE)
  expect(await page.evaluate(async () => {
    const { openIdbShelves, STORE_VERSION } = (globalThis as unknown as { kit: typeof Kit }).kit
    const later = (version?: number) => new Promise<IDBDatabase>((opened, failed) => {
      const asked = indexedDB.open('vidnova', version)
      asked.onupgradeneeded = () => { asked.result.createObjectStore('future').put('precious', 'key') }
      asked.onsuccess = () => opened(asked.result)
      asked.onerror = () => failed(asked.error!)
    })
    ;(await later(STORE_VERSION + 1)).close()
    const refused = await openIdbShelves('vidnova').then(() => 'opened', (error: Error) => error.constructor.name)
    const db = await later()
    const precious = await new Promise((read) => { const asked = db.transaction('future').objectStore('future').get('key'); asked.onsuccess = () => read(asked.result) })
    db.close()
    return [refused.replace(/\d+$/, ''), db.version === STORE_VERSION + 1, precious]
  })).toEqual(['StoreIsNewer', true, 'precious'])
}))

test('an old tab gives way to a newer page, and then says that it is the older; a connection that the browser closed is opened again', withBrowser(async (openPage) => {
  const { page, context } = await openPage()
  await openWith(page, PAGE)
  const file = (n: number) => page.evaluate(async (number) => {
    const at = globalThis as unknown as { kit: typeof Kit; store?: ReturnType<typeof Kit.makePhoneStore> }
    at.store ??= at.kit.makePhoneStore(await at.kit.openIdbShelves('vidnova'))
    return at.store.file(at.kit.anOp(number), []).then(() => 'filed', (error: Error) => error.constructor.name)
  }, n)
  expect(await file(1)).toBe('filed')
  const other = await context.newPage()
  await openWith(other, PAGE)
  // Another tab asks for the database to be closed, and leaves it at its version: the first tab opens it anew.
  await other.evaluate(() => new Promise<void>((done) => {
    const asked = indexedDB.deleteDatabase('vidnova')
    asked.onsuccess = () => done()
  }))
  expect(await file(2)).toBe('filed')
  const upgraded = await other.evaluate(() => new Promise<number>((done, failed) => {
    const asked = indexedDB.open('vidnova', 3)
    asked.onblocked = () => failed(new Error('the old tab holds on'))
    asked.onsuccess = () => { done(asked.result.transaction('ops').objectStore('ops').keyPath === 'seq' ? asked.result.version : 0); asked.result.close() }
  }))
  expect(upgraded).toBe(3)
  expect((await file(3)).replace(/\d+$/, '')).toBe('StoreIsNewer')
}))

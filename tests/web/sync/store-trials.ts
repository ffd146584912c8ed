import type { Damage } from '../../../geo/damages/damage.ts'
import { NO_CHANGES } from '../../../geo/sync/merge.ts'
import type { NearSite } from '../../../geo/sites/site.ts'
import { makePhoneStore } from '../../../web/sync/phone-store.ts'
import { SHELVES, type Shelf, type ShelfName, type Shelves } from '../../../web/sync/shelves.ts'
import { isFull, type Landing, type NewOp, type NewPhoto, type PhoneStore } from '../../../web/sync/store.ts'

// Runs in Node on the shelves in memory and, bundled into a page, on those of a real browser: the same trials, the same words.

const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const full = () => new DOMException('there is no room', 'QuotaExceededError')
const NAMES = Object.keys(SHELVES) as ShelfName[]

export const anOp = (n: number, more: Partial<NewOp> = {}): NewOp => ({
  id: idOf(n), kind: 'report.file', parcel: { kind: 'report.file', body: { id: idOf(n) } }, sealed: false, hash: `hash ${n}`, lane: idOf(n), by: 'crew', madeAtMs: n, photos: [],
  label: { names: null, place: `place ${n}`, version: null, grade: 'out', site: null, corrects: null, mends: null }, content: null, carriedFrom: null, ...more,
})
const aPhoto = (sha256: string): NewPhoto => ({ sha256, bytes: 3, blob: new Blob(['abc']), thumb: { sha256: `t${sha256}`, bytes: 1, blob: new Blob(['a']) } })
const site = (n: number) => ({ id: idOf(900 + n), names: { uk: `П ${n}`, en: null } }) as unknown as NearSite
const aLanding = (more: Partial<Landing> = {}): Landing => ({
  settled: [], photosThere: [], photosAsked: [], thumbsAsked: [], changes: { ...NO_CHANGES, areas: [] }, cursor: '1.1', atMs: 1, ...more,
})

/** Shelves whose n-th write from now on fails as on a full phone; `after` all writes of a step, the commit fails. */
export function makeFaulty(shelves: Shelves) {
  let left = Infinity
  const spend = () => { if ((left -= 1) < 0) throw full() }
  const guard = (shelf: Shelf): Shelf => ({
    ...shelf,
    async put(value, key) { spend(); await shelf.put(value, key) },
    async delete(key) { spend(); await shelf.delete(key) },
    async clear() { spend(); await shelf.clear() },
  })
  return {
    failAfter(writes: number) { left = writes },
    shelves: {
      ...shelves,
      write: (names, work) => shelves.write(names, async (shelf) => {
        const done = await work((name) => guard(shelf(name)))
        if (Number.isFinite(left)) spend() // the commit is one more thing that may fail
        return done
      }),
    } satisfies Shelves,
  }
}

async function dump(shelves: Shelves): Promise<string> {
  const rows = await shelves.read(NAMES, async (shelf) => {
    const found: unknown[] = []
    for (const name of NAMES) {
      const [keys, values] = await Promise.all([shelf(name).keys(), shelf(name).all()])
      found.push(...keys.map((key, at) => [name, String(key), values[at] instanceof Blob ? (values[at] as Blob).size : values[at]]).sort())
    }
    return found
  })
  return JSON.stringify(rows)
}

async function fill(store: PhoneStore) {
  await store.file(anOp(1, { photos: ['a', 'b'] }), [aPhoto('a'), aPhoto('b')])
  await store.file(anOp(2), [])
  await store.file(anOp(3, { photos: ['c'] }), [aPhoto('c')])
  await store.keepDraft('report', { said: { note: 'half' }, photos: new Map([['d', new Blob(['draft'])]]) })
  await store.write('me', { id: 'crew' })
  await store.land(aLanding({ settled: [{ id: idOf(2), outcome: 'refused', problem: null }], photosAsked: ['a'], changes: { ...NO_CHANGES, areas: [], sites: [site(1), site(2)], whole: true } }))
}

const STEPS: Readonly<Record<string, (store: PhoneStore) => Promise<unknown>>> = {
  file: (store) => store.file(anOp(4, { photos: ['d', 'e'] }), [aPhoto('d'), aPhoto('e')], 'report'),
  seal: (store) => store.seal(anOp(1, { sealed: true, parcel: { kind: 'sealed', body: { v: 1 } }, hash: 'sealed', photos: ['a', 'b'] }), [{ ...aPhoto('a'), seal: { key: 'k', photo: 's', thumb: null } }]),
  land: (store) => store.land(aLanding({ settled: [{ id: idOf(1), outcome: 'kept', problem: null }], photosThere: ['b'], photosAsked: ['a'], thumbsAsked: ['a'], changes: { ...NO_CHANGES, areas: [], sites: [site(3)], damages: [{ id: idOf(7) } as Damage], whole: true }, cursor: '2.1' })),
  markPhoto: (store) => store.markPhoto('a', 'sent', null),
  markThumb: (store) => store.markPhoto('a', 'sent', null, 'thumb'),
  forget: (store) => store.forget([idOf(2)]),
  write: (store) => store.write('me', { id: 'other' }),
  keepDraft: (store) => store.keepDraft('report', { said: { note: 'more' }, photos: new Map([['f', new Blob(['other'])]]) }),
  dropDraft: (store) => store.keepDraft('report', undefined),
  giveUp: (store) => store.giveUp(),
}

/** At every write of every step the phone runs full: afterwards it is as it was, nothing half done, and still files and delivers. Gives how many failures were injected. */
export async function fullAtEveryWrite(open: () => Promise<Shelves>): Promise<number> {
  let injected = 0
  for (const [name, step] of Object.entries(STEPS)) {
    for (let writes = 0; ; writes += 1) {
      const shelves = await open()
      const faulty = makeFaulty(shelves)
      const store = makePhoneStore(faulty.shelves)
      await fill(store)
      const before = await dump(shelves)
      faulty.failAfter(writes)
      const failed = await step(store).then(() => false, (error: unknown) => {
        if (!isFull(error)) throw error
        return true
      })
      const after = await dump(shelves)
      faulty.failAfter(Infinity)
      if (failed && after !== before) throw new Error(`${name} was half done when write ${writes} failed:\n${before}\n${after}`)
      if (!failed && after === before) throw new Error(`${name} did nothing`)
      if (failed) injected += 1
      await store.file(anOp(50), [])
      await store.land(aLanding({ settled: [{ id: idOf(50), outcome: 'kept', problem: null }] }))
      if ((await store.ops()).find((op) => op.id === idOf(50))?.state !== 'delivered') throw new Error(`after ${name} failed at write ${writes} the outbox is stuck`)
      await shelves.erase()
      if (!failed) break
    }
  }
  return injected
}

/** What the store promises, on any shelves; throws what is not so. */
export async function keepsItsPromises(open: () => Promise<Shelves>): Promise<void> {
  const same = (what: string, found: unknown, wanted: unknown) => {
    if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`${what}: ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`)
  }
  const shelves = await open()
  const store = makePhoneStore(shelves)
  await fill(store)
  same('what waits', (await store.outgoing()).map((op) => [op.seq, op.id]), [[1, idOf(1)], [3, idOf(3)]])
  same('a label', (await store.ops())[0]?.label.place, 'place 1')
  same('photos', (await store.photos()).map((photo) => [photo.sha256, photo.state, photo.thumbState]), [['a', 'asked', 'waiting'], ['b', 'waiting', 'waiting'], ['c', 'waiting', 'waiting']])
  same('bytes', await (await store.bytes('a', 'photo'))?.text(), 'abc')
  same('a thumbnail', await (await store.bytes('a', 'thumb'))?.text(), 'a')
  same('what was told', (await store.told()).sites.map((one) => one.id).sort(), [idOf(901), idOf(902)])
  await store.land(aLanding({ changes: { ...NO_CHANGES, areas: [], sites: [{ ...site(2), names: { uk: 'Інша', en: null } }] } }))
  same('a change', (await store.told()).sites.map((one) => one.names.uk).sort(), ['Інша', 'П 1'].sort())
  await store.land(aLanding({ changes: { ...NO_CHANGES, areas: [], sites: [site(3)], gone: { ...NO_CHANGES.gone, sites: [idOf(901), idOf(999)] } } }))
  const left = (await store.told()).sites
  same('what is gone', left.map((one) => one.id).sort(), [idOf(902), idOf(903)])
  same('what is gone, to another tab', (await makePhoneStore(shelves).told()).sites.map((one) => one.id).sort(), left.map((one) => one.id).sort())
  const draft = await store.draft('report')
  same('a draft', [draft?.said, await draft?.photos.get('d')?.text()], [{ note: 'half' }, 'draft'])
  await store.file(anOp(1, { hash: 'another' }), [])
  same('a repeat', (await store.ops()).map((op) => op.hash), ['hash 1', 'hash 2', 'hash 3'])
  await store.file(anOp(4, { photos: ['d'] }), [aPhoto('d')], 'report')
  same('the draft of a report that was sent', [await store.draft('report'), await store.drafts()], [undefined, []])
  await store.land(aLanding({ settled: [{ id: idOf(1), outcome: 'kept', problem: null }, { id: idOf(4), outcome: 'held', problem: null }], photosThere: ['b'] }))
  same('states', (await store.ops()).map((op) => op.state), ['delivered', 'refused', 'waiting', 'held'])
  same('the bytes of a photo that is there', await store.bytes('b', 'photo'), null)
  await store.forget([idOf(1), idOf(3)])
  same('what waits is never forgotten', (await store.ops()).map((op) => op.id), [idOf(2), idOf(3), idOf(4)])
  same('the photos of what was forgotten', (await store.photos()).map((photo) => photo.sha256), ['c', 'd'])
  await store.write('me', undefined)
  same('a fact that was taken away', await store.read('me'), undefined)
  await store.erase()
}

import type { IDBPDatabase, IDBPTransaction } from 'idb'
import type { Kept } from './codec.ts'
import type { OpRecord } from './records.ts'
import { DRAFT, isOpenFact } from './facts.ts'
import type { ShelfName } from './shelves.ts'
import type { KeptPhoto, OpLabel } from './store.ts'
import { bundleOf } from './told-shelf.ts'

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>
type Row = Record<string, unknown>

// The nouns that version 1 knew.
const TOLD_FIRST = ['sites', 'damages', 'repairs'] as const

const plain = (value: unknown): Kept => ({ plain: value })

/** An operation of version 1, whose body and label lay open. */
function fromFirst(row: Row): OpRecord {
  const body = row['body'] as { rawGrade?: string; site?: string | null; corrects?: string | null; repair?: string }
  const kind = row['kind'] as OpRecord['kind']
  const label = row['label'] as OpLabel
  const isMove = kind !== 'report.file'
  const state = row['state'] as OpRecord['state']
  return {
    seq: row['seq'] as number, id: row['id'] as string, kind, lane: isMove ? (body.repair ?? String(row['id'])) : (row['id'] as string),
    by: row['by'] as string | null, madeAtMs: row['madeAtMs'] as number, photos: row['photos'] as string[], state,
    problem: row['problem'] as OpRecord['problem'], settledAtMs: row['settledAtMs'] as number | null, hash: row['hash'] as string,
    parcel: state === 'delivered' && !isMove ? null : { kind, body }, sealed: false, carriedFrom: null, content: null,
    label: plain({ ...label, grade: body.rawGrade ?? null, site: body.site ?? null, corrects: body.corrects ?? null, mends: null }),
  }
}

const photoFromFirst = (row: Row): KeptPhoto => ({
  sha256: row['sha256'] as string, bytes: row['bytes'] as number, thumb: null, seal: null,
  state: row['state'] as KeptPhoto['state'], thumbState: 'none', problem: row['problem'] as KeptPhoto['problem'],
})

type FirstDraft = { readonly photos?: readonly { readonly announced: unknown; readonly kept: Row }[] }
/** One thing on a shelf. */
export type Placed = readonly [shelf: ShelfName, value: unknown, key?: string]

/** The one draft of version 1: its photos' bytes go to their own shelf. */
function draftFromFirst(draft: FirstDraft): Placed[] {
  const photos = (draft.photos ?? []).map(({ announced, kept }) => ({ announced, kept: { sha256: kept['sha256'], bytes: kept['bytes'] } }))
  const bytes = (draft.photos ?? []).filter(({ kept }) => kept['blob']).map(({ kept }): Placed => ['bytes', plain(kept['blob']), `${DRAFT}report/${String(kept['sha256'])}`])
  return [['facts', { said: plain({ ...draft, photos }), photos: photos.map(({ kept }) => kept.sha256) }, `${DRAFT}report`], ...bytes]
}

/** All rows of a database of version 1, by store; `facts` by key. */
export type FirstRows = { readonly ops: readonly Row[]; readonly photos: readonly Row[]; readonly sites: readonly Row[]; readonly damages: readonly Row[]; readonly repairs: readonly Row[]; readonly facts: ReadonlyMap<string, unknown> }

/** A database of version 1 on the shelves of version 2: bytes leave the photos, labels and what was told may come under a key. Nothing is dropped. */
export function secondOf(first: FirstRows): Placed[] {
  const placed: Placed[] = first.ops.map((row): Placed => ['ops', fromFirst(row)])
  for (const row of first.photos) {
    placed.push(['photos', photoFromFirst(row)])
    if (row['blob']) placed.push(['bytes', row['blob'], `photo/${String(row['sha256'])}`])
  }
  for (const [key, value] of first.facts) {
    if (key === 'draft') placed.push(...(value ? draftFromFirst(value as FirstDraft) : []))
    else if (value !== undefined) placed.push(['facts', isOpenFact(key) ? value : plain(value), key])
    if (key === 'me' && value) placed.push(['facts', (value as Row)['id'], 'who'])
  }
  for (const noun of TOLD_FIRST) {
    const bundles = new Map<string, Row[]>()
    for (const thing of first[noun]) {
      const key = bundleOf(noun, thing['id'] as string)
      bundles.set(key, [...(bundles.get(key) ?? []), thing])
    }
    for (const [key, things] of bundles) placed.push(['told', plain(things), key])
  }
  return placed
}

async function toSecond(db: IDBPDatabase, tx: Upgrade) {
  const all = async (name: string) => (await tx.objectStore(name).getAll()) as Row[]
  const keys = (await tx.objectStore('facts').getAllKeys()).map(String)
  const values: unknown[] = await tx.objectStore('facts').getAll()
  const placed = secondOf({
    ops: await all('ops'), photos: await all('photos'), sites: await all('sites'), damages: await all('damages'), repairs: await all('repairs'),
    facts: new Map(keys.map((key, at) => [key, values[at]])),
  })
  for (const noun of TOLD_FIRST) db.deleteObjectStore(noun)
  db.createObjectStore('bytes')
  db.createObjectStore('told')
  tx.objectStore('ops').createIndex('state', 'state')
  await tx.objectStore('facts').clear()
  for (const [shelf, value, key] of placed) await tx.objectStore(shelf).put(value, key)
}

/** Brings the database of a phone from any earlier version to the present one, in one transaction. */
export async function upgrade(db: IDBPDatabase, from: number, tx: Upgrade): Promise<void> {
  if (from === 1) await toSecond(db, tx)
}

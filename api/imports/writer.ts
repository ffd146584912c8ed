import { createHash } from 'node:crypto'
import { AreaLevel } from '../../geo/areas/area.ts'
import { sectorOf } from '../../geo/sites/kinds.ts'
import type { Database } from '../db/database.ts'
import type { Tx } from '../db/sql.ts'
import { ewkbHex } from './ewkb.ts'
import { UPSERTS } from './queries.ts'
import { isData, reasonOf } from './reasons.ts'
import type { Refused, Row } from './rows.ts'
import type { Tally } from './tally.ts'

/** Where batches go: each into a transaction of its own, or all into one that is open already. */
export type Store = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** A transaction for each batch: what was written stays when a later batch fails. */
export const batchesOn = (database: Database): Store => (work) => database.write(work)
/** One open transaction for all: for dry runs and for what must come about whole. */
export const within = (tx: Tx): Store => (work) => work(tx)

/** Takes rows one by one and writes them in batches. */
export type Writer = { add(row: Row | Refused): Promise<void>; end(): Promise<void> }

const BATCH_ROWS = 500
const BATCH_CHARACTERS = 4 * 1024 * 1024

type Waiting = { readonly at: string; readonly name: string; readonly json: string }
type Written = { new: number; changed: number; refused: Refused[] }

/** A row as the statement of its noun takes it. */
function jsonOf(row: Row): string {
  const { at: _, ...columns } = row
  if (row.noun === 'link') return JSON.stringify(columns)
  const geometry = ewkbHex(row.geometry)
  if (row.noun === 'site') return JSON.stringify({ ...columns, geometry, sector: sectorOf(row.kind) })
  if (row.noun === 'area') return JSON.stringify({ ...columns, geometry, depth: AreaLevel.options.indexOf(row.level) })
  return JSON.stringify({ ...columns, geometry })
}

/** Writes rows; those that break a rule are found by halving and refused alone. */
async function write(tx: Tx, noun: Row['noun'], rows: readonly Waiting[], actor: string): Promise<Written> {
  try {
    const { rows: [done] } = await tx.savepoint((inner) => inner.query<{ new: number; changed: number; told: number }>(
      UPSERTS[noun](`[${rows.map(({ json }) => json).join(',')}]`, actor)))
    if (done === undefined || done.told !== done.new + done.changed) throw new Error('a change was written without its event')
    return { new: done.new, changed: done.changed, refused: [] }
  } catch (error) {
    if (!isData(error)) throw error
    if (rows.length === 1) return { new: 0, changed: 0, refused: [{ at: `${rows[0]!.at} (${rows[0]!.name})`, refused: reasonOf(error) }] }
    const half = rows.length >> 1
    const first = await write(tx, noun, rows.slice(0, half), actor)
    const second = await write(tx, noun, rows.slice(half), actor)
    return { new: first.new + second.new, changed: first.changed + second.changed, refused: [...first.refused, ...second.refused] }
  }
}

/** 52 bits of a hash: what tells one source id from another in 8 bytes; a million ids collide once in ten thousand files. */
const fingerprint = (row: Row) => Number.parseInt(createHash('sha1').update(`${row.noun}\u001f${row.source}\u001f${row.sourceId}`).digest('hex').slice(0, 13), 16)

/** A writer of batches; rows that come twice under one source id are refused the second time. */
export function makeWriter(store: Store, actor: string, tally: Tally): Writer {
  const seen = new Set<number>()
  let waiting: Waiting[] = []
  let characters = 0
  let current: { noun: Row['noun']; level: string } | undefined

  async function flush() {
    if (current === undefined || waiting.length === 0) return
    const { noun } = current
    const batch = waiting
    waiting = []
    characters = 0
    const done = await store((tx) => write(tx, noun, batch, actor))
    const count = tally.count(noun)
    count.new += done.new
    count.changed += done.changed
    count.refused += done.refused.length
    count.same += batch.length - done.new - done.changed - done.refused.length
    done.refused.forEach(tally.refused)
    tally.progress()
  }

  return {
    async add(row) {
      if ('refused' in row) {
        tally.unread += 1
        return tally.refused(row)
      }
      const count = tally.count(row.noun)
      count.read += 1
      const print = fingerprint(row)
      if (seen.has(print)) {
        count.refused += 1
        return tally.refused({ at: row.at, refused: `id ${row.sourceId} came before in this import` })
      }
      seen.add(print)
      // An area finds its lineage in its parent's row, which must stand before.
      const level = row.noun === 'area' ? row.level : ''
      if (current !== undefined && (current.noun !== row.noun || current.level !== level)) await flush()
      current = { noun: row.noun, level }
      const json = jsonOf(row)
      waiting.push({ at: row.at, name: row.sourceId, json })
      characters += json.length
      if (waiting.length >= BATCH_ROWS || characters >= BATCH_CHARACTERS) await flush()
    },
    end: flush,
  }
}

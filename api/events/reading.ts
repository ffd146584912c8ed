import { z } from 'zod'
import { TimelineEntry } from '../../geo/damages/damage.ts'
import { Cursor, LiveEvent } from '../../geo/events/event.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import type { Database } from '../db/database.ts'
import { many, one, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

const Ahead = z.object({ ahead: z.boolean() })
const Row = LiveEvent.extend({ visible: z.boolean().nullable() })

/** What happened to some damages, newest first; `before` a line, what is older. */
export const timelineOf = (tx: Tx, damages: readonly string[], limit: number, before?: number): Promise<TimelineEntry[]> => many(tx, TimelineEntry, queries.timeline(damages, limit, before))

/** Where a page of a timeline was full: the estimates and moves of some repairs that are older than it, newest first. */
export const followedBefore = async (tx: Tx, timeline: readonly TimelineEntry[], repairs: readonly string[], limit: number): Promise<TimelineEntry[]> =>
  (timeline.length < limit || repairs.length === 0 ? [] : many(tx, TimelineEntry, queries.followed(repairs, timeline.at(-1)!.seq, limit)))

/**
 * A page of events after a cursor, those out of scope left out, and the cursor to go on from. What happened to areas, and which crews changed, is said
 * wherever that was: an area around counts too, and names stand in what others see. Throws `cursor-unknown`.
 */
export async function eventsAfter(tx: Tx, cursor: string, scope: Scope, limit: number): Promise<{ events: LiveEvent[]; cursor: string; more: boolean; areas: 'imported' | 'changed' | null; crews: string[] }> {
  if (!Cursor.safeParse(cursor).success) throw new Problem('cursor-unknown', {})
  const [xid = '0', seq = '0'] = cursor.split('.')
  const rows = await many(tx, Row, queries.after({ xid, seq }, scope, limit))
  // Nothing would come for such a cursor until the database has caught up with it.
  if (rows.length === 0 && (await one(tx, Ahead, queries.isAhead(xid))).ahead) throw new Problem('cursor-unknown', {})
  return {
    events: rows.filter((row) => row.visible === true).map(({ visible, ...event }) => event),
    cursor: rows.at(-1)?.cursor ?? cursor,
    more: rows.length === limit,
    areas: rows.some((row) => row.verb === 'area.imported') ? 'imported' : rows.some((row) => row.noun === 'area') ? 'changed' : null,
    crews: [...new Set(rows.filter((row) => row.noun === 'crew').map((row) => row.id))],
  }
}

/** True when one cursor lies after another in commit order. */
export function isAfter(cursor: string, other: string): boolean {
  const [xid = 0n, seq = 0n] = cursor.split('.').map(BigInt)
  const [otherXid = 0n, otherSeq = 0n] = other.split('.').map(BigInt)
  return xid > otherXid || (xid === otherXid && seq > otherSeq)
}

/** The cursor of the newest event that readers may be handed; undefined before the first. */
export async function newestCursor(database: Database): Promise<string | undefined> {
  const [row] = await database.look<{ cursor: string }>(queries.newest())
  return row?.cursor
}

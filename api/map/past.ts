import { z } from 'zod'
import { EVERYWHERE } from '../../geo/access/scope.ts'
import { pastAt } from '../../geo/map/past.ts'
import { makeThingIndex, type ThingIndex } from '../../geo/map/thing-index.ts'
import { Problem } from '../../geo/problems.ts'
import { many, type Tx } from '../db/sql.ts'
import { eventsAfter } from '../events/reading.ts'
import * as queries from './queries.ts'
import { Row, thingOf, type Things } from './things.ts'

const EVENTS_AT_ONCE = 500
const ANEW_FROM = 20_000 // events behind which a copy of the present is quicker than what changed
const Changed = z.object({ id: z.string() })

/** The moment that is asked for. Throws `moment-outside`. */
export function momentOf(asked: string, now: Date): Date {
  const { from, until } = pastAt(now)
  const at = new Date(asked)
  if (at < from || at > until) throw new Problem('moment-outside', { from: from.toISOString(), until: until.toISOString() })
  return at
}

/** The map as it was: a copy of the present, moved from moment to moment by what changed between them. */
export type Past = {
  /** Gives `use` the things as they were. It must not wait: the next who asks moves them on. */
  at<T>(tx: Tx, present: Things, at: Date, use: (things: Things) => T): Promise<T>
}

type Held = { readonly index: ThingIndex; at: Date | null; cursor: string }

/** What has changed since the copy was in step: ids of damages and sites; undefined when that is too much, or the database was restored. */
async function since(tx: Tx, from: string): Promise<{ damages: Set<string>; sites: Set<string>; cursor: string } | undefined> {
  const [damages, sites] = [new Set<string>(), new Set<string>()]
  let cursor = from
  for (let read = 0; read < ANEW_FROM; read += EVENTS_AT_ONCE) {
    const page = await eventsAfter(tx, cursor, EVERYWHERE, EVENTS_AT_ONCE).catch((error: unknown) => {
      if (error instanceof Problem && error.problem === 'cursor-unknown') return undefined
      throw error
    })
    if (page === undefined) return undefined
    for (const event of page.events) {
      if (event.noun === 'site') sites.add(event.id)
      if (event.damage !== null) damages.add(event.damage)
    }
    cursor = page.cursor
    if (!page.more) return { damages, sites, cursor }
  }
  return undefined
}

/** A past of this process; nothing is copied before it is asked. Who asks at once waits in turn, each within a transaction of its own. */
export function makePast(): Past {
  let held: Held | undefined
  let turn: Promise<unknown> = Promise.resolve()

  async function moveTo(tx: Tx, present: Things, at: Date): Promise<Held> {
    const newer = held === undefined ? undefined : await since(tx, held.cursor)
    const from: Held = held === undefined || newer === undefined ? { index: makeThingIndex(present.index.parts()), at: null, cursor: present.cursor } : held
    const changed = newer ?? await since(tx, from.cursor) ?? { damages: new Set<string>(), sites: new Set<string>(), cursor: from.cursor }
    const earlier = from.at === null || at < from.at
    const between = from.at?.getTime() === at.getTime() ? [] : await many(tx, Changed, queries.changedBetween(earlier ? at : from.at!, earlier ? from.at : at))
    const damages = [...new Set([...between.map(({ id }) => id), ...changed.damages])]
    const sites = [...changed.sites]
    const then = damages.length === 0 ? [] : await many(tx, Row, queries.thingsAt(damages, at))
    const now = sites.length === 0 ? [] : await many(tx, Row, queries.things(sites, []))
    // All is read: from here on nothing waits or fails, so that the copy is never half one moment and half another.
    const rows = new Map([...then, ...now].map((row) => [row.id, row]))
    for (const id of [...sites, ...damages]) {
      const row = rows.get(id)
      if (row === undefined) from.index.drop(id)
      else from.index.put(thingOf(row))
    }
    from.at = at
    from.cursor = changed.cursor
    return (held = from)
  }

  return {
    at(tx, present, at, use) {
      const mine = turn.then(async () => {
        const { index, cursor } = await moveTo(tx, present, at)
        return use({ index, lineages: present.lineages, cursor })
      })
      turn = mine.catch(() => undefined) // its own asker is told; the next begins anew
      return mine
    },
  }
}

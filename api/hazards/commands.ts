import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import { Shape, type Around } from '../../geo/space/shape.ts'
import { mustReach } from '../access/reach.ts'
import { maybe, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import * as queries from './queries.ts'

const Judged = z.object({ reason: z.string().nullable(), area: z.string().nullable() })
const Hashed = z.object({ requestHash: z.string() })
const Placed = z.object({ area: z.string().nullable() })
const Held = z.object({
  id: z.uuid(), kind: z.string(), area: z.string().nullable(), until: z.string().nullable(), endedAt: z.string().nullable(), feed: z.string().nullable(), version: z.number().int(),
})
const Widened = z.object({ shape: Shape })

/** The outline that was sent, or that of all within some metres of the path that was. */
export const outlined = async (tx: Tx, { shape, around }: { shape: Shape | null; around: Around | null }): Promise<Shape | null> =>
  (around === null ? shape : (await one(tx, Widened, queries.widened(around))).shape)


/** Throws unless an outline is a valid one and the scope reaches all of it, or the whole area that is named: `zone-invalid`, `zone-beyond-reach`, `area-not-found`. */
export async function mustHold(tx: Tx, scope: Scope, { shape, zone }: { shape: Shape | null; zone: string | null }): Promise<void> {
  if (zone !== null) return mustReach(tx, scope, zone)
  if (shape === null) return
  const { reason, area } = await one(tx, Judged, queries.judge(shape))
  if (reason !== null) throw new Problem('zone-invalid', { reason })
  if (scope.areas === null) return
  if (area === null) throw new Problem('zone-beyond-reach', {})
  try {
    await mustReach(tx, scope, area)
  } catch (error) {
    throw error instanceof Problem ? new Problem('zone-beyond-reach', {}) : error
  }
}

/** A zone to declare. */
export type Declared = {
  readonly id: string; readonly kind: string; readonly shape: Shape | null; readonly zone: string | null; readonly from: string; readonly until: string | null
  readonly owner: string; readonly note: string; readonly hash: string; readonly now: Date; readonly source?: string; readonly demo?: boolean
}

/** Declares a hazard zone, once. Throws `area-not-found`, `zone-invalid`, `zone-beyond-reach`, `op-id-taken`. */
export async function declare(tx: Tx, actor: Actor, scope: Scope, given: Declared): Promise<void> {
  await mustHold(tx, scope, given)
  const placed = await maybe(tx, Placed, queries.insert({ source: actor.name.slice(0, 100) || actor.id.slice(0, 100), demo: false, ...given, by: actor.id }))
  if (placed === undefined) {
    // Looked up after the insert, which waits for a first try under way.
    const before = await one(tx, Hashed, queries.existing(given.id))
    if (before.requestHash === given.hash) return
    throw new Problem('op-id-taken', { id: given.id })
  }
  await events.record(tx, actor, [{ verb: 'hazard.declared', id: given.id, area: placed.area, body: { kind: given.kind, zone: given.zone, from: given.from, until: given.until, note: given.note } }])
}

/** A zone of the scope, held for a change. Throws `hazard-not-found`, and `zone-beyond-reach` unless the scope reaches all of it. */
async function hold(tx: Tx, scope: Scope, id: string) {
  const zone = await maybe(tx, Held, queries.held(id, scope))
  if (zone === undefined) throw new Problem('hazard-not-found', { id })
  if (scope.areas !== null) await mustEnd(tx, scope, zone.area)
  return zone
}

/** Amends what threatens, until when, and what is said of it. Throws `hazard-not-found`, `zone-beyond-reach`, `stale-version`, `hazard-over`. */
export async function amend(tx: Tx, actor: Actor, scope: Scope, given: { id: string; kind: string; until: string | null; owner: string; note: string; version: number; now: Date }): Promise<void> {
  const zone = await hold(tx, scope, given.id)
  if (zone.version !== given.version) throw new Problem('stale-version', { id: zone.id, sent: given.version, current: zone.version })
  // What is over stays over, and what a source keeps up is the source's to change.
  if (zone.endedAt !== null || zone.feed !== null || (zone.until !== null && Date.parse(zone.until) <= given.now.getTime())) throw new Problem('hazard-over', { id: zone.id })
  await run(tx, queries.amend(zone.id, given))
  await events.record(tx, actor, [{ verb: 'hazard.amended', id: zone.id, area: zone.area, body: { from: { kind: zone.kind, until: zone.until }, kind: given.kind, until: given.until, note: given.note } }])
}

/** Ends a zone; a repeat changes nothing. Who ends it reaches all of it, and has seen what it has become. Throws `hazard-not-found`, `zone-beyond-reach`, `stale-version`, and `ended-already` when somebody else did. */
export async function end(tx: Tx, actor: Actor, scope: Scope, given: { id: string; why: string; version?: number | undefined; now: Date }): Promise<void> {
  const zone = await hold(tx, scope, given.id)
  if (zone.endedAt !== null) return events.mustBeOwn(tx, actor, 'hazard.ended', zone.id)
  if (given.version !== undefined && zone.version !== given.version) throw new Problem('stale-version', { id: zone.id, sent: given.version, current: zone.version })
  await run(tx, queries.end(zone.id, given.now))
  await events.record(tx, actor, [{ verb: 'hazard.ended', id: zone.id, area: zone.area, body: { why: given.why } }])
}

/** Throws `zone-beyond-reach` unless the scope reaches an area: a zone that only comes over into it is others' to end. */
export async function mustEnd(tx: Tx, scope: Scope, area: string | null): Promise<void> {
  try {
    await mustReach(tx, scope, area)
  } catch (error) {
    throw error instanceof Problem ? new Problem('zone-beyond-reach', {}) : error
  }
}

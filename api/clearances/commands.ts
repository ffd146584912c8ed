import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import type { Shape } from '../../geo/space/shape.ts'
import { mustReach } from '../access/reach.ts'
import { maybe, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { mustEnd, mustHold } from '../hazards/commands.ts'
import { byIds as sitesById } from '../sites/reading.ts'
import * as queries from './queries.ts'

const Hashed = z.object({ requestHash: z.string() })
const Placed = z.object({ area: z.string().nullable() })
const Held = z.object({ id: z.uuid(), area: z.string().nullable(), revokedAt: z.string().nullable() })

/** A clearance to note. */
export type Granted = {
  readonly id: string; readonly by: string; readonly reference: string; readonly shape: Shape | null; readonly zone: string | null; readonly site: string | null
  readonly from: string; readonly until: string; readonly note: string; readonly hash: string; readonly now: Date; readonly demo?: boolean
}

/** Notes a clearance, once. Throws `area-not-found`, `site-not-found`, `zone-invalid`, `zone-beyond-reach`, `op-id-taken`. */
export async function grant(tx: Tx, actor: Actor, scope: Scope, given: Granted): Promise<void> {
  await mustHold(tx, scope, given)
  if (given.site !== null && (await sitesById(tx, [given.site], scope)).length === 0) throw new Problem('site-not-found', { id: given.site })
  const placed = await maybe(tx, Placed, queries.insert({ demo: false, ...given, actor: actor.id }))
  if (placed === undefined) {
    const before = await one(tx, Hashed, queries.existing(given.id))
    if (before.requestHash === given.hash) return
    throw new Problem('op-id-taken', { id: given.id })
  }
  await events.record(tx, actor, [{
    verb: 'clearance.granted', id: given.id, area: placed.area, body: { by: given.by, reference: given.reference, zone: given.zone, site: given.site, from: given.from, until: given.until, note: given.note },
  }])
}

/** Revokes a clearance; a repeat changes nothing. Throws `clearance-not-found`, `zone-beyond-reach`, and `ended-already` when somebody else did. */
export async function revoke(tx: Tx, actor: Actor, scope: Scope, given: { id: string; why: string; now: Date }): Promise<void> {
  const clearance = await maybe(tx, Held, queries.held(given.id, scope))
  if (clearance === undefined) throw new Problem('clearance-not-found', { id: given.id })
  if (scope.areas !== null) await mustEnd(tx, scope, clearance.area)
  if (clearance.revokedAt !== null) return events.mustBeOwn(tx, actor, 'clearance.revoked', clearance.id)
  await run(tx, queries.revoke(clearance.id, given.now))
  await events.record(tx, actor, [{ verb: 'clearance.revoked', id: clearance.id, area: clearance.area, body: { why: given.why } }])
}

/** Marks an area as one in which work needs a clearance, or no longer so; a repeat changes nothing. Throws `area-not-found`. */
export async function demand(tx: Tx, actor: Actor, scope: Scope, given: { code: string; demanded: boolean }): Promise<void> {
  await mustReach(tx, scope, given.code)
  if ((await run(tx, queries.demand(given.code, given.demanded))) === 0) return
  await events.record(tx, actor, [{ verb: given.demanded ? 'area.clearance_demanded' : 'area.clearance_freed', id: given.code, area: given.code }])
}

import { z } from 'zod'
import { EVERYWHERE } from '../../geo/access/scope.ts'
import { alertAt } from '../../geo/hazards/alert.ts'
import type { AlertPicture } from '../../geo/hazards/picture.ts'
import { asksGround, heldBy, liftable, type Known } from '../../geo/repairs/hold.ts'
import { BlockedBy, moveRepair, RepairState } from '../../geo/repairs/lifecycle.ts'
import { Repair } from '../../geo/repairs/repair.ts'
import { Position } from '../../geo/space/position.ts'
import { pictureOf } from '../alerts/reading.ts'
import { gateOf } from '../clearances/gate.ts'
import * as damages from '../damages/commands.ts'
import { many, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import type { Job } from '../jobs/scheduler.ts'
import * as queries from './holding-queries.ts'
import { setMoved } from './queries.ts'

const Candidate = z.object({
  id: z.uuid(), damage: z.uuid(), crew: z.uuid().nullable(), state: RepairState, blockedFrom: RepairState.nullable(), blockedBy: BlockedBy.nullable(), blockedBySystem: z.boolean(),
  since: z.string(), parts: Repair.shape.parts, position: Position.nullable(), site: z.uuid().nullable(), areas: z.array(z.string()), declared: z.string().nullable(),
})
type Candidate = z.infer<typeof Candidate>

async function put(tx: Tx, repair: Candidate, to: RepairState, blockedBy: BlockedBy | null, now: Date): Promise<void> {
  const moved = moveRepair(repair, to)
  await run(tx, setMoved(moved, { at: now, blockedBy, bySystem: blockedBy !== null, closedReason: null, parts: repair.parts }))
  const damage = await damages.root(tx, repair.damage)
  await damages.touch(tx, damage.id)
  await events.record(tx, { id: 'system' }, [{
    verb: 'repair.moved', id: repair.id, area: damage.area, damage: damage.id,
    body: { from: repair.state, to: moved.state, at: now.toISOString(), ...(blockedBy === null ? { waited: repair.blockedBy, waitedSince: repair.since } : { blockedBy, until: null }) },
  }])
}

/** What is known of the ground that a repair is on: alerts of the source and those that a desk declared, and the gate where it matters. */
async function knownOf(tx: Tx, repair: Candidate, picture: AlertPicture, now: Date): Promise<Known> {
  const { state, alert } = alertAt(picture, repair.areas, now.getTime())
  const gate = asksGround(repair) ? await gateOf(tx, repair.damage, now) : { open: true, needed: false }
  if (repair.declared !== null) return { alert: 'active', alertSince: repair.declared, gate }
  // Without any source, alerts are what desks declare.
  return { alert: picture.asOf === null ? 'clear' : state, alertSince: state === 'active' ? alert?.since ?? null : null, gate }
}

/** Holds what is worked on under an alert or without the clearance that it needs, and lets go on what no longer need wait. Gives how many changed. */
export async function holdRepairs(tx: Tx, now: Date): Promise<number> {
  const repairs = await many(tx, Candidate, queries.candidates(now))
  if (repairs.length === 0) return 0
  const picture = await pictureOf(tx, EVERYWHERE)
  let changed = 0
  for (const repair of repairs) {
    const known = await knownOf(tx, repair, picture, now)
    const block = heldBy(repair, known)
    const lifts = block === null && liftable(repair, known)
    if (block === null && !lifts) continue
    await put(tx, repair, block === null ? repair.blockedFrom ?? 'assigned' : 'blocked', block, now)
    changed += 1
  }
  return changed
}

/** Keeps blocks in step with alerts, zones and clearances, whose ends come by the clock too. */
export const holdAtWork: Job = { name: 'hold-repairs', cron: '* * * * *', run: holdRepairs }

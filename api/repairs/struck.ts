import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import { RepairState, moveRepair, movesFrom } from '../../geo/repairs/lifecycle.ts'
import { Repair } from '../../geo/repairs/repair.ts'
import * as damages from '../damages/commands.ts'
import { many, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import * as queries from './holding-queries.ts'
import { setMoved } from './queries.ts'

const UnderWay = z.object({ id: z.uuid(), damage: z.uuid(), crew: z.uuid().nullable(), state: RepairState, blockedFrom: RepairState.nullable(), since: z.string(), parts: Repair.shape.parts, etr: z.string().nullable() })

/**
 * A site is struck while it is being repaired: what was opened by it stands beside the first damage, whose repair waits until the desk has
 * looked. What was promised holds no more, and what was built in may be destroyed: both are kept in the timeline of either damage.
 */
export async function struckAgain(tx: Tx, actor: Pick<Actor, 'id'>, given: { site: string; opened: string; area: string | null; at: string }): Promise<void> {
  for (const repair of await many(tx, UnderWay, queries.onSite(given.site, given.opened))) {
    const waits = repair.state === 'blocked' || movesFrom(repair).includes('blocked')
    const moved = repair.state === 'blocked' ? repair : waits ? moveRepair(repair, 'blocked') : repair
    if (waits) await run(tx, setMoved(moved, { at: new Date(given.at), blockedBy: 'second_strike', closedReason: null, parts: repair.parts }))
    await run(tx, queries.forgetEtr(repair.id))
    const first = await damages.root(tx, repair.damage)
    await damages.touch(tx, first.id)
    const body = { from: repair.state, to: moved.state, at: given.at, struck: first.id, opened: given.opened, etr: repair.etr, parts: repair.parts }
    await events.record(tx, actor, [
      { verb: 'repair.struck', id: repair.id, area: first.area, damage: first.id, body },
      { verb: 'repair.struck', id: repair.id, area: given.area, damage: given.opened, body },
    ])
  }
}

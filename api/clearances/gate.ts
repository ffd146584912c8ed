import { z } from 'zod'
import { Clearance } from '../../geo/clearances/clearance.ts'
import type { DamageGate } from '../../geo/clearances/contract.ts'
import { clearanceGate, mayBegin } from '../../geo/clearances/gate.ts'
import { inForce } from '../../geo/hazards/force.ts'
import { holds } from '../../geo/hazards/near.ts'
import { Problem } from '../../geo/problems.ts'
import { Position } from '../../geo/space/position.ts'
import { Names } from '../../geo/text.ts'
import { many, one, type Tx } from '../db/sql.ts'
import { demanding } from '../hazards/reading.ts'
import * as queries from './queries.ts'

const Demanding = z.object({ code: z.string(), names: Names })
const Spot = z.object({ position: Position.nullable(), site: z.uuid().nullable(), areas: z.array(z.string()), demanded: z.boolean() })

/** How long before a move a clearance may have ended that is looked at: a crew may come out of a dead spot after days. */
const LOOKED_BACK_MS = 14 * 86_400_000

/** Throws `clearance-needed` when work on a damage may not begin: by the same rule as on the phone. `begunAt` is the mover's clock, `now` the server's. */
export async function mustBeCleared(tx: Tx, damage: string, begunAt: string, now: Date): Promise<void> {
  const { demanded, ...spot } = await one(tx, Spot, queries.spotOf(damage))
  const hazards = await demanding(tx, spot)
  if (hazards.length === 0 && !demanded) return
  const clearances = await many(tx, Clearance, queries.around({ ...spot, since: new Date(now.getTime() - LOOKED_BACK_MS) }))
  const gate = mayBegin({ spot, hazards, clearances, demanded }, Date.parse(begunAt), now.getTime())
  if (!gate.open) throw new Problem('clearance-needed', { id: damage, hazard: gate.hazard?.id ?? null })
}

/** All that asks for a clearance at a damage, and all that answers, holds later or did not long before. */
export async function gateOf(tx: Tx, damage: string, now: Date): Promise<DamageGate> {
  const { demanded, ...spot } = await one(tx, Spot, queries.spotOf(damage))
  const hazards = (await demanding(tx, spot)).filter((zone) => inForce(zone, now.getTime()) && holds(zone, spot))
  const clearances = (await many(tx, Clearance, queries.around({ ...spot, since: new Date(now.getTime() - LOOKED_BACK_MS) })))
    .filter((one) => (one.site === null ? holds(one, spot) : one.site === spot.site))
  const demandedIn = demanded ? await many(tx, Demanding, queries.demandedIn(spot.areas)) : []
  const { open, needed } = clearanceGate({ spot, hazards, clearances, demanded }, now.getTime())
  return { open, needed, hazards, demandedIn, clearances }
}

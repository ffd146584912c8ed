import { CLEARED_KINDS, inForce } from '../hazards/force.ts'
import type { HazardZone } from '../hazards/hazard.ts'
import { holds, type Spot } from '../hazards/near.ts'
import type { Clearance } from './clearance.ts'
import { isValid } from './valid.ts'

/** What decides whether work may begin at a spot. */
export type Ground = {
  readonly spot: Spot
  readonly hazards: readonly HazardZone[]
  readonly clearances: readonly Clearance[]
  /** An area around the spot is marked as one that demands a clearance. */
  readonly demanded: boolean
}

/** Whether work may begin: the zone that asks for a clearance, and the clearance that answers it, the longest first. */
export type Gate = { readonly open: boolean; readonly needed: boolean; readonly hazard: HazardZone | null; readonly clearance: Clearance | null }

/** The gate at a moment: one function for phone and server. Closed where a zone of mines and the like is in force, or the area demands it, and no clearance holds. */
export function clearanceGate({ spot, hazards, clearances, demanded }: Ground, atMs: number): Gate {
  const hazard = hazards.find((zone) => CLEARED_KINDS.includes(zone.kind) && inForce(zone, atMs) && holds(zone, spot)) ?? null
  const needed = hazard !== null || demanded
  const clearance = clearances.filter((one) => isValid(one, atMs) && (one.site === null ? holds(one, spot) : one.site === spot.site))
    .sort((a, b) => Date.parse(b.until) - Date.parse(a.until))[0] ?? null
  return { open: !needed || clearance !== null, needed, hazard, clearance }
}

/**
 * Whether a repair may move to `in_progress`: by what holds now, or by a clearance that held when the crew began without a network.
 * A move that is dated back finds no way past a zone but such a clearance; one dated ahead counts as now.
 */
export function mayBegin(ground: Ground, begunAtMs: number, nowMs: number): Gate {
  const now = clearanceGate(ground, nowMs)
  if (now.open) return now
  const then = clearanceGate(ground, Math.min(begunAtMs, nowMs))
  return then.clearance === null ? now : then
}

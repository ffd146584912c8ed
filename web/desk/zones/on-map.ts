import type { Clearance } from '../../../geo/clearances/clearance.ts'
import { isValid } from '../../../geo/clearances/valid.ts'
import { inForce } from '../../../geo/hazards/force.ts'
import type { HazardZone } from '../../../geo/hazards/hazard.ts'
import type { MapZone } from '../../map/map-zone.ts'
import type { Layer } from '../map-layers.ts'

/** A zone of either kind with what both have. */
export type Zone = { readonly is: 'hazard'; readonly of: HazardZone } | { readonly is: 'clearance'; readonly of: Clearance }

/** Whether a zone holds at a moment, is still to come, or is over. */
export function standingOf(zone: Zone, atMs: number): 'now' | 'later' | 'over' {
  const holds = zone.is === 'hazard' ? inForce(zone.of, atMs) : isValid(zone.of, atMs)
  if (holds) return 'now'
  const ended = zone.is === 'hazard' ? zone.of.endedAt : zone.of.revokedAt
  return ended === null && Date.parse(zone.of.from) > atMs ? 'later' : 'over'
}

const layerOf = (zone: Zone): Layer => (zone.is === 'clearance' ? 'clearances' : zone.of.kind === 'air_alert' ? 'alerts' : 'hazards')

/** All zones that hold or come, dangers first, what holds before what comes, then the latest first. */
export function zonesInOrder(hazards: readonly HazardZone[], clearances: readonly Clearance[], atMs: number): Zone[] {
  const all: Zone[] = [...hazards.map((of) => ({ is: 'hazard' as const, of })), ...clearances.map((of) => ({ is: 'clearance' as const, of }))]
  const rank = (zone: Zone) => (standingOf(zone, atMs) === 'now' ? 0 : 1)
  return all.filter((zone) => standingOf(zone, atMs) !== 'over')
    .sort((a, b) => Number(a.is === 'clearance') - Number(b.is === 'clearance') || rank(a) - rank(b) || Date.parse(b.of.from) - Date.parse(a.of.from))
}

/** What of it the map draws: the layers that are on, of zones with an outline. */
export const mapZonesOf = (zones: readonly Zone[], layers: readonly Layer[], atMs: number): MapZone[] =>
  zones.filter((zone) => layers.includes(layerOf(zone))).flatMap((zone) => (zone.of.shape === null ? [] : [{
    id: zone.of.id, kind: zone.is === 'clearance' ? 'clearance' as const : zone.of.kind, shape: zone.of.shape, later: standingOf(zone, atMs) === 'later',
  }]))

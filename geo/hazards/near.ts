import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { bearingDeg, distanceM } from '../space/distance.ts'
import type { Position } from '../space/position.ts'
import type { Shape } from '../space/shape.ts'
import { inForce } from './force.ts'
import type { HazardZone } from './hazard.ts'

/** A place as zones are held against it: where, in which areas (from the top down), at which site; each as far as it is known. */
export type Spot = { readonly position: Position | null; readonly areas: readonly string[]; readonly site: string | null }

/** True when an outline or a whole area holds a spot. */
export function holds(zone: { readonly shape: Shape | null; readonly zone: string | null }, spot: Spot): boolean {
  if (zone.zone !== null) return spot.areas.includes(zone.zone)
  return zone.shape !== null && spot.position !== null && booleanPointInPolygon([...spot.position], zone.shape)
}

/** The nearest point of a stretch between two positions, on a plane laid at `from`: exact enough for the few kilometres that warnings are about. */
function nearestOn(from: Position, a: Position, b: Position): Position {
  const shrink = Math.cos((from[1] * Math.PI) / 180)
  const [ax, ay, bx, by] = [(a[0] - from[0]) * shrink, a[1] - from[1], (b[0] - from[0]) * shrink, b[1] - from[1]]
  const [dx, dy] = [bx - ax, by - ay]
  const length2 = dx * dx + dy * dy
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length2))
  return [a[0] + (b[0] - a[0]) * along, a[1] + (b[1] - a[1]) * along]
}

/** The nearest point of an outline's edge to a position, with the metres to it. */
export function edgeOf(shape: Shape, from: Position): { readonly at: Position; readonly distanceM: number } {
  let best: { at: Position; distanceM: number } | undefined
  for (const ring of shape.coordinates.flat()) {
    for (let nth = 1; nth < ring.length; nth += 1) {
      const at = nearestOn(from, ring[nth - 1] as Position, ring[nth] as Position)
      const away = distanceM(from, at)
      if (best === undefined || away < best.distanceM) best = { at, distanceM: away }
    }
  }
  return best ?? { at: from, distanceM: Infinity }
}

/** How a zone lies to a spot. `bearingDeg` is where its nearest edge lies, clockwise from north; null inside and for whole areas. */
export type Nearness = { readonly hazard: HazardZone; readonly inside: boolean; readonly distanceM: number; readonly bearingDeg: number | null }

/** Degrees of latitude in a metre. */
const DEGREE_PER_M = 1 / 111_195

/** False when a box around the outline is farther than the reach: spares the walk along the edges of far zones. */
function mayReach(shape: Shape, [lon, lat]: Position, reachM: number): boolean {
  const high = reachM * DEGREE_PER_M
  const wide = high / Math.max(0.05, Math.cos((lat * Math.PI) / 180))
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of shape.coordinates.flat(2) as unknown as Position[]) {
    west = Math.min(west, x); east = Math.max(east, x); south = Math.min(south, y); north = Math.max(north, y)
  }
  return lon >= west - wide && lon <= east + wide && lat >= south - high && lat <= north + high
}

/**
 * Zones in force that hold a spot or come within `reachM` of it, the worst first: inside before near, then by distance. The fix's circle is
 * given to the zone: who may be inside is told of being inside by `accuracyM`.
 */
export function hazardsNear(hazards: readonly HazardZone[], spot: Spot, given: { readonly atMs: number; readonly reachM: number; readonly accuracyM: number }): Nearness[] {
  return hazards.filter((hazard) => inForce(hazard, given.atMs)).flatMap((hazard): Nearness[] => {
    if (hazard.zone !== null || spot.position === null || hazard.shape === null) return holds(hazard, spot) ? [{ hazard, inside: true, distanceM: 0, bearingDeg: null }] : []
    if (!mayReach(hazard.shape, spot.position, given.reachM + given.accuracyM)) return []
    if (holds(hazard, spot)) return [{ hazard, inside: true, distanceM: 0, bearingDeg: null }]
    const edge = edgeOf(hazard.shape, spot.position)
    if (edge.distanceM <= given.accuracyM) return [{ hazard, inside: true, distanceM: edge.distanceM, bearingDeg: null }]
    return edge.distanceM > given.reachM + given.accuracyM ? [] : [{ hazard, inside: false, distanceM: edge.distanceM, bearingDeg: bearingDeg(spot.position, edge.at) }]
  }).sort((a, b) => Number(b.inside) - Number(a.inside) || a.distanceM - b.distanceM)
}

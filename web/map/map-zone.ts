import { holds } from '../../geo/hazards/near.ts'
import type { Position } from '../../geo/space/position.ts'
import type { Shape } from '../../geo/space/shape.ts'
import type { ZoneKind } from './zone-looks.ts'

/** A zone as the map draws it. `later`: it has not begun. */
export type MapZone = { readonly id: string; readonly kind: ZoneKind; readonly shape: Shape; readonly later: boolean }

/** West, south, east, north of an outline. */
export function boxOfShape(shape: Shape): readonly [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of shape.coordinates.flat(2) as unknown as Position[]) {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  return box
}

/** The zones that hold a position, or whose box comes within `reachDegrees` of it when they are smaller than that; the smallest first. */
export function zonesAt(zones: readonly MapZone[], [lon, lat]: Position, reachDegrees: number): MapZone[] {
  return zones.flatMap((zone) => {
    const [west, south, east, north] = boxOfShape(zone.shape)
    const size = Math.max(east - west, north - south)
    const small = size < 2 * reachDegrees
    const reach = small ? reachDegrees : 0
    if (lon < west - reach || lon > east + reach || lat < south - reach || lat > north + reach) return []
    return small || holds({ shape: zone.shape, zone: null }, { position: [lon, lat], areas: [], site: null }) ? [{ zone, size }] : []
  }).sort((a, b) => a.size - b.size).map(({ zone }) => zone)
}

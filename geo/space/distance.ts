import { distance } from '@turf/distance'
import type { Position } from './position.ts'

/** Metres between two positions along the great circle, on a sphere of mean Earth radius. */
export const distanceM = (from: Position, to: Position): number => distance(from, to, { units: 'meters' })

/** Degrees clockwise from north, 0 to 360, in which `to` lies seen from `from`. */
export function bearingDeg(from: Position, to: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const [fromLat, toLat, east] = [radians(from[1]), radians(to[1]), radians(to[0] - from[0])]
  const x = Math.sin(east) * Math.cos(toLat)
  const y = Math.cos(fromLat) * Math.sin(toLat) - Math.sin(fromLat) * Math.cos(toLat) * Math.cos(east)
  return ((Math.atan2(x, y) * 180) / Math.PI + 360) % 360
}

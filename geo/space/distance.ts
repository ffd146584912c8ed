import type { Position } from './position.ts'

const EARTH_M = 6_371_008.8 // mean radius (IUGG)
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Metres between two positions along the great circle, on a sphere of mean Earth radius. */
export function distanceM(from: Position, to: Position): number {
  const [fromLat, toLat] = [radians(from[1]), radians(to[1])]
  const half = Math.sin((toLat - fromLat) / 2) ** 2 + Math.sin(radians(to[0] - from[0]) / 2) ** 2 * Math.cos(fromLat) * Math.cos(toLat)
  return 2 * EARTH_M * Math.atan2(Math.sqrt(half), Math.sqrt(1 - half))
}

/** Degrees clockwise from north, 0 to 360, in which `to` lies seen from `from`. */
export function bearingDeg(from: Position, to: Position): number {
  const [fromLat, toLat, east] = [radians(from[1]), radians(to[1]), radians(to[0] - from[0])]
  const x = Math.sin(east) * Math.cos(toLat)
  const y = Math.cos(fromLat) * Math.sin(toLat) - Math.sin(fromLat) * Math.cos(toLat) * Math.cos(east)
  return ((Math.atan2(x, y) * 180) / Math.PI + 360) % 360
}

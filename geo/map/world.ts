/** The world square of web Mercator as 32-bit whole numbers: 9 mm a step at the equator. */
export const WORLD = 2 ** 32
const LAST = WORLD - 1
const STEEPEST = 85.05112878 // degrees of latitude where the square ends

/** Steps from the antimeridian eastward. */
export const stepsX = (lon: number): number => Math.min(LAST, Math.max(0, Math.floor(((lon + 180) / 360) * WORLD)))

/** Steps from the northern edge southward. */
export function stepsY(lat: number): number {
  const bounded = Math.max(-STEEPEST, Math.min(STEEPEST, lat))
  return Math.min(LAST, Math.max(0, Math.floor(((1 - Math.asinh(Math.tan((bounded * Math.PI) / 180)) / Math.PI) / 2) * WORLD)))
}

/** Degrees of longitude and latitude of the middle of a step. */
export const degreesAt = (x: number, y: number): [number, number] => [
  ((x + 0.5) / WORLD) * 360 - 180,
  (Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + 0.5)) / WORLD))) * 180) / Math.PI,
]

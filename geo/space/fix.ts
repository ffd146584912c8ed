import { distanceM } from './distance.ts'
import type { Position } from './position.ts'

/** One answer of a phone's receiver. */
export type Fix = { readonly position: Position; readonly accuracyM: number; readonly atMs: number }

/** Why a fix is not to be trusted: too wide, moved faster than a crew can, or outside where the crew works. Jamming and spoofing are routine. */
export const FIX_DOUBTS = ['coarse', 'jumped', 'outside'] as const
/** One of them. */
export type FixDoubt = (typeof FIX_DOUBTS)[number]

/** A wider circle than this is doubtful. */
export const COARSE_M = 100
const FASTEST_KMH = 250

/** What speaks against a fix. `previous` is the last one of this phone, `bbox` (west, south, east, north) the areas of its crew. */
export function fixDoubts(fix: Fix, previous: Fix | null, bbox: readonly [number, number, number, number] | null): FixDoubt[] {
  const doubts: FixDoubt[] = []
  if (fix.accuracyM > COARSE_M) doubts.push('coarse')
  if (previous && previous.atMs !== fix.atMs) {
    // Both circles are given the benefit of the doubt.
    const apartM = Math.max(0, distanceM(previous.position, fix.position) - previous.accuracyM - fix.accuracyM)
    if (apartM / 1000 / (Math.abs(fix.atMs - previous.atMs) / 3_600_000) > FASTEST_KMH) doubts.push('jumped')
  }
  const [lon, lat] = fix.position
  if (bbox && (lon < bbox[0] || lon > bbox[2] || lat < bbox[1] || lat > bbox[3])) doubts.push('outside')
  return doubts
}

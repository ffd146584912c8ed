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
const METRES_PER_DEGREE = 111_195

/** Where a crew works: the box (west, south, east, north) around its areas, and the rings of each area where the phone has them. */
export type Reach = { readonly bbox: readonly [number, number, number, number] | null; readonly outlines?: readonly (readonly (readonly Position[])[])[] | undefined }

/** True inside an odd number of rings, so that holes are outside. */
const inRings = ([lon, lat]: Position, rings: readonly (readonly Position[])[]): boolean => rings.reduce((inside, ring) => ring.reduce((odd, [aLon, aLat], n) => {
  const [bLon, bLat] = ring[(n + 1) % ring.length] as Position
  return (aLat > lat) !== (bLat > lat) && lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon ? !odd : odd
}, inside), false)

/** The fix and four points on its circle: what touches the areas is not outside. */
function touched({ position: [lon, lat], accuracyM }: Fix): Position[] {
  const north = accuracyM / METRES_PER_DEGREE
  const east = north / Math.max(0.01, Math.cos((lat * Math.PI) / 180))
  return [[lon, lat], [lon + east, lat], [lon - east, lat], [lon, lat + north], [lon, lat - north]]
}

const reaches = (fix: Fix, { bbox, outlines = [] }: Reach): boolean => {
  if (bbox === null) return true
  return touched(fix).some((at) => at[0] >= bbox[0] && at[0] <= bbox[2] && at[1] >= bbox[1] && at[1] <= bbox[3] && (outlines.length === 0 || outlines.some((rings) => inRings(at, rings))))
}

/** What speaks against a fix. `previous` is the last one of this phone. */
export function fixDoubts(fix: Fix, previous: Fix | null, reach: Reach): FixDoubt[] {
  const doubts: FixDoubt[] = []
  if (fix.accuracyM > COARSE_M) doubts.push('coarse')
  if (previous && previous.atMs !== fix.atMs) {
    // Both circles are given the benefit of the doubt.
    const apartM = Math.max(0, distanceM(previous.position, fix.position) - previous.accuracyM - fix.accuracyM)
    if (apartM / 1000 / (Math.abs(fix.atMs - previous.atMs) / 3_600_000) > FASTEST_KMH) doubts.push('jumped')
  }
  if (!reaches(fix, reach)) doubts.push('outside')
  return doubts
}

import type { DamageWhole } from '../../geo/damages/damage.ts'
import { distanceM } from '../../geo/space/distance.ts'
import type { Box } from '../map/map-window.ts'
import type { Spot } from '../map/spots-layer.tsx'

/** Where reports say that a damage is: their spots, how far the farthest of those nearby is, how many lie so far away that they are not drawn, and the box around the rest. */
export type PlaceSeen = { readonly spots: readonly Spot[]; readonly farthestM: number | null; readonly elsewhere: number; readonly box: Box }

const [FAR_M, LEAST_M, DEGREE_M] = [20_000, 250, 111_320] as const

/** The place of a damage as its reports have it; null when it is not on the map. A fix that landed in another city does not shrink the rest to a point. */
export function placeSeen(damage: Pick<DamageWhole, 'position' | 'filed'>): PlaceSeen | null {
  const { position } = damage
  if (position === null) return null
  const all = damage.filed.flatMap(({ position: said, accuracyM, fix, doubts }): Spot[] => [
    ...(said === null ? [] : [{ position: said, accuracyM, doubtful: fix === null && doubts.length > 0 }]),
    ...(fix === null || (said !== null && distanceM(said, fix.position) < 1) ? [] : [{ position: fix.position, accuracyM: fix.accuracyM, doubtful: doubts.length > 0 }]),
  ])
  const near = all.filter((spot) => distanceM(position, [...spot.position]) < FAR_M)
  const reachM = Math.max(LEAST_M, ...near.map((spot) => distanceM(position, [...spot.position]) + Math.min(spot.accuracyM ?? 0, FAR_M / 4)))
  const [lat, lon] = [reachM / DEGREE_M, reachM / (DEGREE_M * Math.cos((position[1] * Math.PI) / 180))]
  return {
    spots: near, elsewhere: all.length - near.length,
    farthestM: near.length === 0 ? null : Math.max(...near.map((spot) => distanceM(position, [...spot.position]))),
    box: [position[0] - lon, position[1] - lat, position[0] + lon, position[1] + lat],
  }
}

import type { HazardKind } from '../hazards/hazard.ts'
import type { ClearedBy } from './clearance.ts'

/** Who gives permission to work in which danger: those whose trade it is first. */
export const GIVERS: Partial<Record<HazardKind, readonly ClearedBy[]>> = {
  mines_suspected: ['demining', 'military'],
  mines_confirmed: ['demining', 'military'],
  unexploded_ordnance: ['emergency_service', 'demining', 'military'],
  chemical: ['emergency_service'],
  radiation: ['emergency_service'],
}

/** Who gives permission where an area demands it. */
export const AREA_GIVERS: readonly ClearedBy[] = ['authority', 'military']

/** Who can give what is missing at a place: for every danger there, and for the areas that demand it. */
export function giversOf(kinds: readonly HazardKind[], demanded: boolean): readonly ClearedBy[] {
  return [...new Set([...kinds.flatMap((kind) => GIVERS[kind] ?? []), ...(demanded ? AREA_GIVERS : [])])]
}

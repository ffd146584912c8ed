import type { Seeing } from '../../geo/reports/duplicates.ts'
import { distanceM } from '../../geo/space/distance.ts'
import type { Fix, FixDoubt } from '../../geo/space/fix.ts'
import type { Position } from '../../geo/space/position.ts'
import type { NearSite } from '../../geo/sites/site.ts'

/** Where the damage is, as the crew said or the phone supposed. */
export type Place =
  | { readonly by: 'site'; readonly site: NearSite; readonly supposed: boolean; /** By the code on its label. */ readonly scanned?: boolean }
  | { readonly by: 'fix'; readonly fix: Fix; readonly doubts: readonly FixDoubt[] }
  | { readonly by: 'position'; readonly position: Position; readonly accuracyM: number | null; readonly located: 'map_pin' | 'mgrs' | 'plus_code'; readonly written: string }
  | { readonly by: 'words'; readonly words: string }

/** How near a site must be, beside the circle of the fix, to be supposed. */
const LIKELY_M = 1_500
/** How many sites a phone offers as near. */
const OFFERED = 20

/** The sites nearest to a position, with their distance. */
export function nearest(sites: readonly NearSite[], position: Position, count = OFFERED): NearSite[] {
  return [...new Map(sites.map((site) => [site.id, site])).values()]
    .map((site) => ({ ...site, distanceM: distanceM(position, site.position) }))
    .sort((a, b) => a.distanceM - b.distanceM)
    .slice(0, count)
}

/** What the phone supposes before anyone says: the nearest site when the fix is good and the site is near, else the fix itself, else nothing. */
export function supposedPlace(fix: Fix | null, doubts: readonly FixDoubt[], near: readonly NearSite[]): Place | null {
  if (fix === null) return null
  const first = near[0]
  const likely = doubts.length === 0 && first?.distanceM !== undefined && first.distanceM !== null && first.distanceM <= LIKELY_M + fix.accuracyM
  return likely ? { by: 'site', site: first, supposed: true } : { by: 'fix', fix, doubts }
}

/** True when a fix may be far from where the phone is: jammed or spoofed, not only wide. */
export const isElsewhere = (doubts: readonly FixDoubt[]): boolean => doubts.some((doubt) => doubt !== 'coarse')

/** What the crew is before, to be compared with what is reported already; null when the place is only in words. */
export function seeing(place: Place | null, kind: string | null, atMs: number): Seeing | null {
  if (place === null || place.by === 'words') return null
  if (place.by === 'site') return { site: place.site.id, position: place.site.position, accuracyM: 0, kind: place.site.kind, sector: place.site.sector, atMs }
  if (place.by === 'fix') return isElsewhere(place.doubts) ? null : { site: null, position: place.fix.position, accuracyM: place.fix.accuracyM, kind, sector: null, atMs }
  return { site: null, position: place.position, accuracyM: place.accuracyM ?? 0, kind, sector: null, atMs }
}

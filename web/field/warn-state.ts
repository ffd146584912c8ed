import type { Grant } from '../../geo/access/roles.ts'
import { lineageOf } from '../../geo/areas/lineage.ts'
import { alertAt, serverTimeMs, type AlertState } from '../../geo/hazards/alert.ts'
import { hazardsNear, type Nearness } from '../../geo/hazards/near.ts'
import { distanceM } from '../../geo/space/distance.ts'
import type { Fix } from '../../geo/space/fix.ts'
import type { HeardAlerts } from '../sync/heard.ts'
import type { Told } from '../sync/store.ts'

/** From how far a zone is told of, in metres. */
export const WARN_M = 2_000
/** How near a site must be for its area to be the phone's. */
const SAME_AREA_M = 10_000

/** What the phone knows to warn from. */
export type Known = { readonly told: Told; readonly fix: Fix | null; readonly heard: HeardAlerts | null; readonly granted: readonly (string | null)[]; readonly phoneMs: number }
/** What there is to warn of: zones around, the alert here, and in how many other areas of the crew there is one. */
export type Warnings = { readonly zones: readonly Nearness[]; readonly alert: AlertState | null; readonly elsewhere: number }

/** The areas around a fix, from the top down: those of the nearest site, since a phone has no outlines; where none is near, those of the grants. */
export function areasAround(told: Pick<Told, 'sites' | 'areas'>, fix: Fix | null, granted: readonly (string | null)[]): string[] {
  let nearest: { area: string; away: number } | null = null
  for (const { area, position } of fix === null ? [] : told.sites) {
    if (area === null || Math.abs(position[1] - fix!.position[1]) > 0.1) continue
    const away = distanceM(fix!.position, position)
    if (away <= SAME_AREA_M && (nearest === null || away < nearest.away)) nearest = { area, away }
  }
  if (nearest !== null) return lineageOf(told.areas, nearest.area)
  const codes = granted.filter((code) => code !== null)
  return codes.length === 1 ? lineageOf(told.areas, codes[0]!) : []
}

/** What to warn of, from what the phone has. Times are the server's as this phone reckons them. */
export function warningsOf({ told, fix, heard, granted, phoneMs }: Known): Warnings {
  const atMs = serverTimeMs(phoneMs, heard)
  const areas = areasAround(told, fix, granted)
  const zones = hazardsNear(told.hazards, { position: fix?.position ?? null, areas, site: null }, { atMs, reachM: WARN_M, accuracyM: Math.min(fix?.accuracyM ?? 0, WARN_M) })
  // Where nobody ever hears of alerts there is nothing to be unsure of.
  const alert = heard === null || heard.picture.asOf === null ? null : alertAt(heard.picture, areas, atMs)
  const others = new Set((heard?.picture.alerts ?? []).map((one) => one.area).filter((area) => !areas.includes(area)))
  return { zones, alert, elsewhere: alert?.state === 'active' || alert?.state === 'unknown' ? 0 : others.size }
}

/** The codes of the areas that someone's roles hold in. */
export const grantedAreas = (grants: readonly Pick<Grant, 'area'>[]): (string | null)[] => [...new Set(grants.map((grant) => grant.area))]

/** The eighth of the compass in which something lies, by its key. */
export const compassOf = (degrees: number): 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw' => (['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const)[Math.round(degrees / 45) % 8]!

import { distanceM } from '../space/distance.ts'
import type { Position } from '../space/position.ts'

/** What a crew is about to report, as far as it is known before it is sent. */
export type Seeing = {
  readonly site: string | null
  readonly position: Position | null
  readonly accuracyM: number
  readonly kind: string | null
  readonly sector: string | null
  readonly atMs: number
}

/** An open damage that the phone knows of. */
export type Open = {
  readonly id: string
  readonly state: string
  readonly site: string | null
  readonly position: Position | null
  readonly kind: string | null
  readonly sector: string | null
  readonly lastReportAt: string
}

/** A damage that may be the same: 1 is the same site, 0 is nothing in common. */
export type Likeness = { readonly id: string; readonly score: number; readonly sameSite: boolean; /** Metres between the two; null when either has no place. */ readonly apartM: number | null }

const REACH_M = 100
const FARTHEST_M = 2_500
const FRESH_MS = 48 * 3_600_000
const LEAST = 0.2

const kindScore = (a: Pick<Seeing, 'kind' | 'sector'>, b: Pick<Open, 'kind' | 'sector'>): number => {
  if (a.kind !== null && a.kind === b.kind) return 1
  if (a.kind === null || b.kind === null) return 0.8
  return a.sector !== null && a.sector === b.sector ? 0.6 : 0
}

/** How much speaks for one damage being the one that is seen. Its site decides; else distance within both circles, kind, and how long ago. */
function likeness(seeing: Seeing, open: Open): Likeness {
  const apartM = seeing.position === null || open.position === null ? null : distanceM(seeing.position, open.position)
  const sameSite = seeing.site !== null && seeing.site === open.site
  if (sameSite) return { id: open.id, score: 1, sameSite, apartM }
  const otherSites = seeing.site !== null && open.site !== null
  if (otherSites || apartM === null) return { id: open.id, score: 0, sameSite, apartM }
  const reachM = Math.min(FARTHEST_M, REACH_M + 3 * seeing.accuracyM)
  const near = Math.max(0, 1 - Math.max(0, apartM - seeing.accuracyM) / reachM)
  // What was last seen long ago is less likely what stands before the crew now, and still may be.
  const ago = Math.abs(seeing.atMs - Date.parse(open.lastReportAt))
  const fresh = Math.max(0.5, Math.min(1, 1 - (0.5 * (ago - FRESH_MS)) / (12 * 24 * 3_600_000)))
  return { id: open.id, score: near * kindScore(seeing, open) * fresh, sameSite, apartM }
}

/** Open damages that the crew may be standing before, the likeliest first, at most `most`. */
export function alreadyReported(seeing: Seeing, known: readonly Open[], most = 2): Likeness[] {
  return known.filter((open) => open.state === 'open').map((open) => likeness(seeing, open)).filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score || (a.apartM ?? Infinity) - (b.apartM ?? Infinity) || (a.id < b.id ? -1 : 1)).slice(0, most)
}

import type { ServiceState } from '../../geo/damages/grades.ts'

/** What a symbol shows. */
export type MapSymbol =
  /** An energy or communications site, or a critical facility; `state` is the service it gives. */
  | { readonly is: 'site'; readonly sector: 'energy' | 'communications' | 'facility'; readonly kind: string; readonly state: ServiceState }
  | { readonly is: 'damage'; readonly severity: number | null; readonly function: ServiceState }
  /** Several things that stand too close at this zoom, and the worst severity among them; `none` where nothing is damaged. */
  | { readonly is: 'cluster'; readonly count: number; readonly worst: number | null | 'none' }
  /** Crews that are to be looked for there: `busy` at a job, else at their base. */
  | { readonly is: 'crew'; readonly busy: boolean; readonly count: number }

/** One symbol at a place. */
export type MapPoint = { readonly id: string; readonly position: readonly [lon: number, lat: number]; readonly symbol: MapSymbol; readonly label: string }

/** The steps in which clusters grow. */
const SIZES = [[10, 14], [100, 17], [1_000, 21], [10_000, 26], [Infinity, 31]] as const

/** Radius of a cluster in pixels, by how many it holds. */
export const clusterRadius = (count: number): number => (SIZES.find(([below]) => count < below) ?? SIZES[4])[1]

/** How far from its centre a symbol is hit, in pixels: never less than a fingertip's half. */
export function reachOf(symbol: MapSymbol): number {
  return symbol.is === 'cluster' ? clusterRadius(symbol.count) + 4 : symbol.is === 'damage' ? 18 : symbol.is === 'crew' ? 13 : 16
}

/** Side of the square that a symbol is painted in, in pixels. */
export function symbolSize(symbol: MapSymbol): number {
  return symbol.is === 'cluster' ? clusterRadius(symbol.count) * 2 + 14 : symbol.is === 'damage' ? 36 : symbol.is === 'crew' ? 26 : 30
}

/** What painted symbols are kept by: two symbols with one key look the same. */
export function symbolKey(symbol: MapSymbol): string {
  if (symbol.is === 'site') return `site ${symbol.sector} ${symbol.kind} ${symbol.state}`
  if (symbol.is === 'damage') return `damage ${symbol.severity ?? 'unknown'} ${symbol.function}`
  if (symbol.is === 'crew') return `crew ${symbol.busy} ${symbol.count > 1}`
  return `cluster ${clusterRadius(symbol.count)} ${symbol.worst ?? 'unknown'}`
}

/** Which is painted over which: the worse over the better, damages over sites, clusters by their size. */
export function symbolRank(symbol: MapSymbol): number {
  if (symbol.is === 'site') return { out: 3, degraded: 2, unknown: 1, full: 0 }[symbol.state]
  if (symbol.is === 'crew') return symbol.busy ? 8 : 5
  const worst = symbol.is === 'damage' ? symbol.severity : symbol.worst
  return 10 + (typeof worst === 'number' ? worst : 0) * 10 + (symbol.is === 'cluster' ? Math.log10(symbol.count) : 0)
}

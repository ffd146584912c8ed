import { ServiceState } from '../../geo/damages/grades.ts'
import type { MapPoint } from '../map/map-point.ts'
import type { MapLine } from '../map/lines-layer.tsx'
import type { MapData } from '../store/map-view.ts'

/** The words that labels on the map need. */
export type LabelWords = {
  readonly named: (names: { readonly uk: string | null; readonly en: string | null }) => string | null
  readonly kind: (kind: string) => string
  readonly severity: (severity: number | null) => string
  readonly service: (service: ServiceState) => string
  readonly damages: (count: number) => string
  readonly sites: (count: number) => string
}

const serviceOf = (value: string | null): ServiceState => {
  const parsed = ServiceState.safeParse(value)
  return parsed.success ? parsed.data : 'unknown'
}

/**
 * What the map draws for what the server sent: a symbol for each thing, a cluster for each group. A group with damages
 * counts its damages, since they are what the desk looks for; one without counts its sites and has no colour.
 */
export function pointsOf(data: MapData, words: LabelWords): readonly MapPoint[] {
  const things = data.points.map((point): MapPoint => {
    const name = words.named(point.names) || words.kind(point.kind)
    if (point.what === 'damage') {
      const service = serviceOf(point.function)
      return { id: point.id, position: point.position, symbol: { is: 'damage', severity: point.severity, function: service }, label: `${name}: ${words.severity(point.severity)}, ${words.service(service)}` }
    }
    return { id: point.id, position: point.position, symbol: { is: 'site', sector: point.sector, kind: point.kind, state: 'full' }, label: `${name}, ${words.kind(point.kind)}` }
  })
  const groups = data.clusters.map((cluster, index): MapPoint => ({
    id: `cluster ${index}`, position: cluster.position,
    symbol: { is: 'cluster', count: cluster.damages > 0 ? cluster.damages : cluster.sites, worst: cluster.damages > 0 ? cluster.worst : 'none' },
    label: [cluster.damages > 0 ? words.damages(cluster.damages) : '', cluster.sites > 0 ? words.sites(cluster.sites) : ''].filter(Boolean).join(', '),
  }))
  return [...groups, ...things]
}

/** The lines of the network as the map draws them; one with an open damage carries nothing. */
export function linesOf(data: MapData): readonly MapLine[] {
  return data.lines.map((line) => ({ id: line.id, path: line.positions, voltageV: line.voltageV, out: line.damage !== null }))
}

import { ServiceState } from '../../geo/damages/grades.ts'
import { RepairState } from '../../geo/repairs/lifecycle.ts'
import type { Names } from '../../geo/text.ts'
import type { MapLine } from '../map/lines-layer.tsx'
import type { MapPoint } from '../map/map-point.ts'
import type { RepairBadge } from '../map/repairs-layer.tsx'
import type { MapData } from '../store/map-view.ts'
import { gather } from './gather.ts'

/** The words that labels on the map need. */
export type LabelWords = {
  readonly named: (names: Names) => string | null
  /** The name of a damage; null when it has none in these letters. */
  readonly readable: (names: Names) => string | null
  readonly kind: (kind: string) => string
  readonly severity: (severity: number | null) => string
  readonly service: (service: ServiceState) => string
  readonly repair: (state: RepairState) => string
  readonly damages: (count: number) => string
  readonly sites: (count: number) => string
}

const TOUCHING_PX = 34 // a ring and a little air

const serviceOf = (value: string | null): ServiceState => {
  const parsed = ServiceState.safeParse(value)
  return parsed.success ? parsed.data : 'unknown'
}

/** What the map draws: symbols, how far the work on single damages is, and dots for what is only there. */
export type Drawn = { readonly points: readonly MapPoint[]; readonly repairs: readonly { readonly position: readonly [number, number]; readonly badge: RepairBadge }[]; readonly dots: readonly (readonly [number, number])[] }

const BADGES: Readonly<Partial<Record<RepairState, RepairBadge>>> = {
  proposed: 'waits', approved: 'waits', assigned: 'waits', en_route: 'work', on_site: 'work', in_progress: 'work', temporary_fix: 'work', blocked: 'blocked', field_complete: 'done', restored: 'done',
}
const repairOf = (value: string | null): RepairState | undefined => RepairState.safeParse(value).data

/**
 * What the map draws for what the server sent. A group with damages counts its damages, since they are what the desk
 * looks for; one without counts its sites and has no colour. Damages that would cover each other are drawn as one, the
 * chosen one never.
 */
export function drawnOf(data: MapData, zoom: number, chosen: string | null, words: LabelWords): Drawn {
  const nameOf = (point: MapData['points'][number]) => (point.what === 'damage' ? words.readable : words.named)(point.names) || words.kind(point.kind)
  const damages = data.points.filter((point) => point.what === 'damage')
  const sites = data.points.filter((point) => point.what === 'site')
  const groups = gather(damages, zoom, TOUCHING_PX, (damage) => damage.id === chosen)
  return {
    repairs: groups.flatMap(({ members }) => {
      const [one] = members
      const state = members.length === 1 && one !== undefined ? repairOf(one.state) : undefined
      const badge = state === undefined ? undefined : BADGES[state]
      return badge === undefined || one === undefined ? [] : [{ position: one.position, badge }]
    }),
    dots: Array.from({ length: data.dots.length / 2 }, (_, at) => [data.dots[2 * at]!, data.dots[2 * at + 1]!] as const),
    points: [
      ...sites.map((site): MapPoint => ({
        id: site.id, position: site.position, symbol: { is: 'site', sector: site.sector, kind: site.kind, state: 'full' }, label: `${nameOf(site)}, ${words.kind(site.kind)}`,
      })),
      ...data.clusters.map((cluster, index): MapPoint => ({
        id: `cluster ${index}`, position: cluster.position,
        symbol: { is: 'cluster', count: cluster.damages > 0 ? cluster.damages : cluster.sites, worst: cluster.damages > 0 ? cluster.worst : 'none' },
        label: [cluster.damages > 0 ? words.damages(cluster.damages) : '', cluster.sites > 0 ? words.sites(cluster.sites) : ''].filter(Boolean).join(', '),
      })),
      ...groups.map((group): MapPoint => {
        const [damage] = group.members
        if (group.members.length === 1 && damage !== undefined) {
          const service = serviceOf(damage.function)
          const repair = repairOf(damage.state)
          return { id: damage.id, position: damage.position, symbol: { is: 'damage', severity: damage.severity, function: service }, label: `${nameOf(damage)}: ${words.severity(damage.severity)}, ${words.service(service)}${repair === undefined ? '' : `, ${words.repair(repair)}`}` }
        }
        const known = group.members.flatMap((one) => (one.severity === null ? [] : [one.severity]))
        const worst = known.length === 0 ? null : Math.max(...known)
        return {
          id: `group ${damage?.id ?? ''}`, position: group.position, symbol: { is: 'cluster', count: group.members.length, worst },
          label: `${words.damages(group.members.length)}: ${words.severity(worst)}`,
        }
      }),
    ],
  }
}

/** The lines of the network as the map draws them; one with an open damage carries nothing. */
export function linesOf(data: MapData): readonly MapLine[] {
  return data.lines.map((line) => ({ id: line.id, path: line.positions, voltageV: line.voltageV, out: line.damage !== null }))
}

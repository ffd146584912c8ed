import type { CrewPlace } from '../../geo/crews/contract.ts'
import type { MapPoint } from '../map/map-point.ts'
import { gather } from './gather.ts'

const TOUCHING_PX = 26
const ASIDE_PX = 24 // beside the damage that they are sent to, which keeps its own place

/** The words that labels of crews need. */
export type CrewWords = { readonly atJob: (name: string, state: string) => string; readonly atBase: (name: string) => string; readonly several: (count: number) => string }

/** The crews of a point on the map, by its id. */
export type CrewPoints = { readonly points: readonly MapPoint[]; readonly crews: ReadonlyMap<string, readonly CrewPlace[]> }

/** Crews as the map draws them: those that would cover each other as one; at a job a little aside of it. */
export function crewPointsOf(places: readonly CrewPlace[], zoom: number, words: CrewWords): CrewPoints {
  const aside = (360 * ASIDE_PX) / (256 * 2 ** zoom)
  const placed = places.map((crew) => ({ crew, id: crew.id, severity: null, position: crew.job === null ? crew.position : [crew.position[0] + aside, crew.position[1]] as const }))
  const crews = new Map<string, readonly CrewPlace[]>()
  const label = ({ name, job }: CrewPlace) => (job === null ? words.atBase(name) : words.atJob(name, job.state))
  const points = gather(placed, zoom, TOUCHING_PX, () => false).map((group): MapPoint => {
    const members = group.members.map(({ crew }) => crew)
    const id = `crew ${members[0]!.id}`
    crews.set(id, members)
    return {
      id, position: group.position, symbol: { is: 'crew', busy: members.some(({ job }) => job !== null), count: members.length },
      label: members.length === 1 ? label(members[0]!) : `${words.several(members.length)}: ${members.slice(0, 4).map(label).join('; ')}${members.length > 4 ? ' …' : ''}`,
    }
  })
  return { points, crews }
}

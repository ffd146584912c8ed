import { total, type Figure } from '../figures.ts'
import { interruptionsOf, type Told } from '../numbers/reckon.ts'
import { SERVICES_LOST, type Service } from '../network/services.ts'
import { DRAWN, WORST, type Repairing, type Situation } from './situation.ts'

/** A damage as far as the situation goes: open at its moment, or restored since the report before. Times in milliseconds. */
export type Standing = Pick<Told, 'openedAt' | 'restoredAt' | 'services'> & {
  readonly id: string
  readonly state: 'open' | 'restored'
  readonly severity: number | null
  readonly function: string
  readonly tier: number
  readonly rank: number
  readonly people: number | null
  readonly repair: Repairing
  readonly crew: string | null
  readonly position: readonly [number, number] | null
}

const SEVERITIES = [4, 3, 2, 1, 0, null] as const
const REPAIRS: readonly Repairing[] = ['none', 'proposed', 'approved', 'assigned', 'en_route', 'on_site', 'in_progress', 'temporary_fix', 'field_complete', 'restored', 'blocked']
const AT_WORK: readonly Repairing[] = ['en_route', 'on_site', 'in_progress', 'temporary_fix']
const NOBODY: Figure = { value: 0, low: 0, high: 0, basis: 'given' }

/** The order of work: tier, then rank, then id, as the queue has it. */
export const byWeight = (a: Pick<Standing, 'tier' | 'rank' | 'id'>, b: Pick<Standing, 'tier' | 'rank' | 'id'>): number => a.tier - b.tier || b.rank - a.rank || (a.id < b.id ? -1 : 1)

/** The open damages that are told one by one, in the order of work. */
export const worstOf = (damages: readonly Standing[]): Standing[] => damages.filter(({ state }) => state === 'open').sort(byWeight).slice(0, WORST)

/** People who lack a service at a moment because of some open damages; who hangs on two counts with both, up to all who live there. */
export function lacking(open: readonly Standing[], service: Service, at: number, population: number | null): Figure {
  const mine = open.flatMap((one) => interruptionsOf({ ...one, restoredAt: null, steps: [] })).filter((one) => one.service === service && one.from <= at)
  const { value, low, high, basis } = total(mine.map(({ people }) => people)) ?? NOBODY
  const most = (some: number) => Math.min(some, population ?? Infinity)
  return { value: most(value), low: most(low), high: most(high), basis }
}

/** The situation from the damages of an area: figures, the worst, what is drawn, and how it differs from the report before. `about` tells of the worst what is not counted. */
export function situationOf(
  damages: readonly Standing[],
  about: ReadonlyMap<string, Pick<Situation['worst'][number], 'names' | 'priority'>>,
  given: { area: Situation['area']; at: number; since: Situation['since']; before: Situation | null; population: number | null; outlines: Situation['map']['outlines'] },
): Situation {
  const { at, before, population } = given
  const open = damages.filter(({ state }) => state === 'open')
  const sinceMs = Date.parse(given.since.at)
  const working = open.filter(({ repair, crew }) => crew !== null && AT_WORK.includes(repair))
  return {
    area: given.area, at: new Date(at).toISOString(), since: given.since, population,
    services: SERVICES_LOST.map((service) => {
      const people = lacking(open, service, at, population)
      const then = before?.services.find((one) => one.service === service)
      return { service, people, change: then === undefined ? null : people.value - then.people.value }
    }),
    damages: {
      open: open.length, out: open.filter((one) => one.function === 'out').length, uncounted: open.filter(({ people }) => people === null).length,
      bySeverity: SEVERITIES.map((severity) => {
        const count = open.filter((one) => one.severity === severity).length
        const then = before?.damages.bySeverity.find((one) => one.severity === severity)
        return { severity, count, change: then === undefined ? null : count - then.count }
      }),
      byRepair: REPAIRS.map((repair) => ({ repair, count: open.filter((one) => one.repair === repair).length })).filter(({ count }) => count > 0),
    },
    crews: { atWork: new Set(working.map(({ crew }) => crew)).size, blocked: open.filter(({ repair }) => repair === 'blocked').length },
    opened: damages.filter(({ openedAt }) => openedAt > sinceMs && openedAt <= at).length,
    restored: damages.filter(({ state, restoredAt }) => state === 'restored' && restoredAt !== null && restoredAt > sinceMs && restoredAt <= at).length,
    worst: worstOf(damages).flatMap(({ id, tier, severity, function: works, repair, openedAt }) => {
      const told = about.get(id)
      return told === undefined ? [] : [{ id, ...told, tier, severity, function: works, repair, openedAt: new Date(openedAt).toISOString() }]
    }),
    map: {
      outlines: given.outlines,
      points: [...open].sort(byWeight).slice(0, DRAWN).reverse().flatMap(({ position, severity }) => (position === null ? [] : [[...position, severity] as [number, number, number | null]])),
    },
  }
}

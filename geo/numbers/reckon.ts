import { total, type Figure } from '../figures.ts'
import { SERVICES_LOST, type Service } from '../network/services.ts'
import type { PeopleBack } from '../repairs/restoration.ts'
import type { Indices, Numbers, ShortIndices, Spread } from './numbers.ts'

const HOUR_MS = 3_600_000
const LEAST_MS = 5 * 60_000 // IEEE 1366: what lasts five minutes at most is momentary and in none of these indices
const POINTS = 60

/** One damage as far as the numbers go; times in milliseconds. */
export type Told = {
  readonly openedAt: number
  readonly restoredAt: number | null
  readonly reportedAt: number
  readonly verifiedAt: number | null
  readonly assignedAt: number | null
  /** When its service was promised back. */
  readonly plannedAt: number | null
  readonly cause: string
  readonly area: { readonly code: string; readonly uk: string | null; readonly en: string | null; readonly population: number | null } | null
  /** False where nobody can say how many people it concerns. */
  readonly counted: boolean
  /** Whom it costs a service now; those that steps gave back are beside it. */
  readonly people: number
  /** Whom confirmed steps of its repair gave a service back, and when. */
  readonly steps: readonly { readonly service: Service; readonly people: Figure; readonly at: number }[]
  /** Whom steps to come are to give it back. */
  readonly expected: readonly (PeopleBack & { readonly at: number })[]
  readonly services: readonly { readonly service: Service; readonly people: Figure; readonly since: string | null; readonly onBattery: Figure | null; readonly endsAt: string | null }[]
}

/** Some people without a service from one moment to another. */
export type Interruption = { readonly service: Service; readonly people: Figure; readonly from: number; readonly until: number | null }

/**
 * The interruptions that a damage meant: of those whom it cut off at once, and of those whose batteries ended; each step of its repair ended one for
 * those whom it gave back. One that ended before the batteries did was none.
 */
export function interruptionsOf({ openedAt, restoredAt, services, steps }: Pick<Told, 'openedAt' | 'restoredAt' | 'services' | 'steps'>): Interruption[] {
  const sinceOf = (service: Service) => { const since = services.find((one) => one.service === service)?.since ?? null; return since === null ? openedAt : Math.max(openedAt, Date.parse(since)) }
  const stepped = steps.map(({ service, people, at }): Interruption => ({ service, people, from: Math.min(sinceOf(service), at), until: Math.min(at, restoredAt ?? at) }))
  return [...stepped, ...services.flatMap(({ service, people, since, onBattery, endsAt }) => [
    ...(people.high > 0 ? [{ service, people, from: since === null ? openedAt : Math.max(openedAt, Date.parse(since)), until: restoredAt }] : []),
    ...(onBattery !== null && endsAt !== null && (restoredAt === null || restoredAt > Date.parse(endsAt)) ? [{ service, people: onBattery, from: Math.max(openedAt, Date.parse(endsAt)), until: restoredAt }] : []),
  ])]
}

/** People who lack at least one service at a moment before the damage is restored: as many as lack the one that most lack; with what is hoped for, fewer. */
function lackedAt({ people, services, steps, expected }: Told, moment: number, hoped: boolean): number {
  if (steps.length + (hoped ? expected.length : 0) === 0) return people
  const sum = (some: readonly { readonly at: number; readonly people: number }[], counts: (at: number) => boolean) => some.reduce((total, one) => (counts(one.at) ? total + one.people : total), 0)
  return Math.max(...SERVICES_LOST.map((service) => {
    const now = services.find((one) => one.service === service)
    const net = (now?.people.value ?? 0) + (now?.onBattery?.value ?? 0)
    const still = sum(steps.flatMap((one) => (one.service === service ? [{ at: one.at, people: one.people.value }] : [])), (at) => at > moment)
    const gone = hoped ? sum(expected.filter((one) => one.service === service), (at) => at <= moment) : 0
    return Math.max(0, net + still - gone)
  }))
}
/** Everybody whom a damage cost a service, whether a step has given it back or not. */
const costOf = (one: Told) => Math.max(one.people, lackedAt(one, -Infinity, false))

const overlap = (one: Interruption, from: number, to: number) => Math.max(0, Math.min(one.until ?? to, to) - Math.max(one.from, from))
const at = (one: Interruption, moment: number) => one.from <= moment && (one.until === null || one.until > moment)
const NOBODY: Figure = { value: 0, low: 0, high: 0, basis: 'given' }
const capped = (figure: Figure, most: number | null): Figure => (most === null ? figure : { ...figure, value: Math.min(figure.value, most), low: Math.min(figure.low, most), high: Math.min(figure.high, most) })

/**
 * SAIFI = Σ Nᵢ / N, SAIDI = Σ rᵢNᵢ / N, CAIDI = SAIDI / SAIFI (IEEE Std 1366-2022, 3.2), in people rather than customers, over the interruptions
 * of more than five minutes that were under way in the period, and their hours within it. Major event days are not left out: here they are the point.
 */
export function indicesOf(service: Service, all: readonly Interruption[], from: number, to: number, population: number | null): Indices {
  const mine = all.filter((one) => one.service === service && (one.until ?? Infinity) - one.from > LEAST_MS)
  const hours = total(mine.map((one) => { const h = overlap(one, from, to) / HOUR_MS; return { value: one.people.value * h, low: one.people.low * h, high: one.people.high * h, basis: one.people.basis } })) ?? NOBODY
  const met = mine.filter((one) => overlap(one, from, to) > 0)
  const people = met.reduce((sum, one) => sum + one.people.value, 0)
  const saifi = population === null || population === 0 ? null : people / population
  const saidiH = population === null || population === 0 ? null : hours.value / population
  return {
    service, now: capped(total(mine.filter((one) => at(one, to)).map(({ people: some }) => some)) ?? NOBODY, population), personHours: hours,
    saifi, saidiH, caidiH: people === 0 ? null : hours.value / people,
  }
}

/** Mean, median and 90th percentile (nearest rank) of some spans, in hours. */
export function spreadOf(spansMs: readonly number[]): Spread {
  const sorted = spansMs.map((ms) => ms / HOUR_MS).sort((a, b) => a - b)
  const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null
  return { count: sorted.length, meanH: sorted.length === 0 ? null : sorted.reduce((sum, h) => sum + h, 0) / sorted.length, medianH: rank(0.5), p90H: rank(0.9) }
}

const groups = <K extends string>(told: readonly Told[], key: (one: Told) => K | null): Map<K, Told[]> => {
  const found = new Map<K, Told[]>()
  for (const one of told) {
    const name = key(one)
    if (name === null) continue
    const group = found.get(name)
    if (group === undefined) found.set(name, [one])
    else group.push(one) // a hundred thousand of one cause are one list, not as many copies of it
  }
  return found
}
const within = (moment: number | null, from: number, to: number): moment is number => moment !== null && moment >= from && moment <= to
const share = (told: readonly Told[], from: number, to: number) => {
  const back = told.filter(({ restoredAt }) => within(restoredAt, from, to))
  return { damages: told.length, restored: back.length, people: told.reduce((sum, one) => sum + costOf(one), 0), meanH: spreadOf(back.map((one) => one.restoredAt! - one.openedAt)).meanH }
}

const short = (all: readonly Interruption[], from: number, to: number, population: number | null): ShortIndices[] => SERVICES_LOST.map((service) => {
  const { saifi, saidiH, caidiH } = indicesOf(service, all, from, to, population)
  return { service, saifi, saidiH, caidiH }
})

/** The numbers of a period from the damages that reached into it. People who hang on two damages count with both, up to the population. */
export function numbersOf(told: readonly Told[], given: { area: string | null; from: number; to: number; now: number; population: number | null }): Numbers {
  const { from, population } = given
  const to = Math.min(given.to, given.now)
  const iso = (moment: number) => new Date(moment).toISOString()
  const all = told.flatMap(interruptionsOf)
  const moments = Array.from({ length: POINTS + 1 }, (_, n) => from + ((Math.max(to, from) - from) * n) / POINTS)
  const lacking = (service: Service, moment: number) => Math.min(population ?? Infinity, Math.round(all.reduce((sum, one) => (one.service === service && at(one, moment) ? sum + one.people.value : sum), 0)))
  const lost = told.reduce((sum, one) => sum + costOf(one), 0)
  const back = (when: (one: Told) => number | null, moment: number, hoped: boolean) => (lost === 0 ? 0 : told.reduce((sum, one) => { const then = when(one); return sum + (costOf(one) - (then !== null && then <= moment ? 0 : Math.min(costOf(one), lackedAt(one, moment, hoped)))) }, 0) / lost)
  const ahead = Array.from({ length: POINTS + 1 }, (_, n) => from + ((given.to - from) * n) / POINTS)
  const closed = told.filter(({ restoredAt }) => within(restoredAt, from, to))
  const period = (to - from) / Math.min(12, Math.max(1, Math.round((to - from) / 86_400_000)))
  return {
    area: given.area, from: iso(from), to: iso(given.to), population, damages: told.length, open: told.filter(({ restoredAt }) => restoredAt === null || restoredAt > to).length, restored: closed.length, uncounted: told.filter(({ counted }) => !counted).length,
    services: SERVICES_LOST.map((service) => indicesOf(service, all, from, to, population)),
    over: moments.map((moment) => ({ at: iso(moment), power: lacking('power', moment), mobile: lacking('mobile', moment), fixed: lacking('fixed', moment), water: lacking('water', moment) })),
    curve: ahead.map((moment) => ({ at: iso(moment), actual: moment > given.now ? null : back((one) => one.restoredAt, moment, false), planned: back((one) => one.plannedAt, moment, true) })),
    times: {
      verified: spreadOf(told.flatMap((one) => (within(one.verifiedAt, from, to) ? [Math.max(0, one.verifiedAt - one.reportedAt)] : []))),
      assigned: spreadOf(told.flatMap((one) => (within(one.assignedAt, from, to) ? [Math.max(0, one.assignedAt - one.reportedAt)] : []))),
      restored: spreadOf(closed.map((one) => Math.max(0, one.restoredAt! - one.openedAt))),
    },
    byArea: [...groups(told, ({ area }) => area?.code ?? null)].map(([code, some]) => ({ code, names: { uk: some[0]!.area!.uk, en: some[0]!.area!.en }, ...share(some, from, to), indices: short(some.flatMap(interruptionsOf), from, to, some[0]!.area!.population) })).sort((a, b) => b.people - a.people),
    byCause: [...groups(told, ({ cause }) => cause)].map(([cause, some]) => ({ cause, ...share(some, from, to) })).sort((a, b) => b.damages - a.damages || (a.cause < b.cause ? -1 : 1)),
    byPeriod: to <= from ? [] : Array.from({ length: Math.round((to - from) / period) }, (_, n) => {
      const [begins, last] = [from + n * period, n + 1 === Math.round((to - from) / period)]
      const ends = last ? to : begins + period
      const some = closed.filter(({ restoredAt }) => restoredAt! >= begins && (restoredAt! < ends || last))
      return { from: iso(begins), restored: some.length, meanH: spreadOf(some.map((one) => one.restoredAt! - one.openedAt)).meanH, indices: short(all, begins, ends, population) }
    }),
  }
}

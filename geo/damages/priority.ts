import { z } from 'zod'
import { Figure, figureOf, imputed, lessSure, times, total } from '../figures.ts'
import { Service, SERVICES_LOST, peopleOf, serviceOf } from '../network/services.ts'
import { FacilityKind } from '../sites/kinds.ts'
import type { GivenBack } from '../repairs/restoration.ts'
import type { Basis } from '../sites/site.ts'
import type { ServiceState, Severity } from './grades.ts'
import { repairHours } from './repair-hours.ts'
import { urgency, weightAt, type WeightSet } from './weights.ts'

/** What a repair gives back of one service: to whom it is gone, and who keeps it on batteries until `endsAt`. */
export const ServiceBack = z.object({
  service: Service,
  people: Figure,
  /** Since when it is gone to them, on the mean; null since the damage was first seen. */
  since: z.string().nullable().default(null),
  onBattery: Figure.nullable(),
  /** When the first of those batteries ends; null when none runs. */
  endsAt: z.string().nullable(),
  /** Whether that battery is known, or taken to be what the regulator demands. */
  endsKnown: z.boolean(),
})
export type ServiceBack = z.infer<typeof ServiceBack>

/** A facility that hangs on a repair. */
export const FacilityBack = z.object({
  kind: z.string(),
  /** Its name and area, told to who reaches that area: of what lies beyond, its kind alone. */
  name: z.string().nullable(), area: z.string().nullable().default(null),
  /** Hours of backup left when this was worked out; null nobody knows. */
  backupH: z.number().nullable(),
  endsAt: z.string().nullable().default(null),
  /** Beds, places, people served. */
  count: Figure.nullable().default(null),
  equivalents: z.number().default(0),
  critical: z.boolean().default(true),
})
export type FacilityBack = z.infer<typeof FacilityBack>

/** What decides the order: tier first, then person-equivalents given back per crew-hour. Tiers and ratio after `decide.md` 1.2. */
export const Priority = z.object({
  /** 0 danger to life · 1 enables others · 2 feeds a critical facility · 3 everything else. */
  tier: z.number().int().min(0).max(3),
  /** Person-equivalents restored per crew-hour. */
  perCrewHour: Figure.nullable(),
  /** Person-equivalents restored: people times the weight of their service times their urgency, facilities likewise. */
  equivalents: Figure.nullable().default(null),
  /** People who lack at least one service until it is repaired. */
  people: Figure.nullable(),
  services: z.array(ServiceBack).default([]),
  repairH: Figure,
  travelH: Figure,
  dependentSites: z.number().int(),
  facilities: z.array(FacilityBack),
  /** Share of the people without service around that hangs on this repair, beyond those whom the site serves itself. */
  enables: z.number().default(0),
  /** The number of the weights that it was worked out with. */
  weights: z.union([z.number().int(), z.string()]),
  /** When it was worked out, where batteries run down with it. */
  at: z.string().nullable().default(null),
})
export type Priority = z.infer<typeof Priority>

/** When something without supply goes out, in hours from now (past is negative), and whether no battery on the way was guessed. */
export type Ending = { readonly inH: number; readonly known: boolean }

/** A site that works again with the repair. */
export type Dependent = Ending & { readonly kind: string; readonly people: number | null; readonly basis: Basis | null }

/** A facility that works again with the repair; `backupH` as given, null nobody knows. */
export type Facility = Ending & { readonly kind: FacilityKind; readonly name: string | null; readonly area: string | null; readonly people: number | null; readonly backupH: number | null }

/** What is known of a damage when its place in the queue is worked out. */
export type PriorityInputs = {
  readonly kind: string
  readonly severity: Severity | null
  readonly function: ServiceState
  /** Danger to life on the spot: live wires, gas, fire seen by a crew. */
  readonly danger: boolean
  /** Whom the site serves itself: null when nobody can say; `through` when it serves nobody but those who hang on it by links. */
  readonly own: { readonly people: number | null; readonly basis: Basis | null; readonly through: boolean }
  readonly dependents: readonly Dependent[]
  readonly facilities: readonly Facility[]
  /** People who hang on this repair beyond its own, whatever else is repaired. */
  readonly hanging: number
  /** People without service by other damages around. */
  readonly others: number
  readonly travelH: number | null
  /** People who have a service again by steps of the repair, by number. */
  readonly back?: GivenBack | null
  readonly weights: WeightSet
  /** When it was first seen, and now. */
  readonly openedAt: string
  readonly at: string
}

const LEAST_H = 0.25 // below a quarter of an hour the ratio would only reward optimism
const TRAVEL_H = 1
const FACILITIES_KEPT = 20
/** Share of the people served who lack service, by how far it works: 10th percentile, median, 90th. */
const LACKING: Readonly<Record<ServiceState, readonly [number, number, number]>> = { full: [0, 0, 0], degraded: [0.1, 0.3, 0.6], out: [1, 1, 1], unknown: [0, 0.5, 1] }
// Expert guess: beds, places, people served by a facility of which nobody said how many.
const COUNTS: Readonly<Record<FacilityKind, readonly [number, number]>> = {
  hospital: [150, 3], emergency_centre: [20_000, 5], water_pumping: [5000, 5], shelter: [100, 3], point_of_invincibility: [50, 3], fuel_station: [500, 3],
}

/** One consumer that a repair gives its service back to. */
type Consumer = { readonly service: Service | null; readonly people: Figure; readonly leftH: number | null; readonly weight: number }

const lacking = (people: Figure, state: ServiceState): Figure => {
  const [low, middle, high] = LACKING[state]
  return { value: people.value * middle, low: people.low * low, high: people.high * high, basis: state === 'unknown' ? lessSure(people.basis, 'imputed') : people.basis }
}

/** Person-equivalents of a consumer. Where its backup is unknown it may be out, or last for long. */
function equivalentsOf({ people, leftH, weight }: Consumer): Figure {
  const [middle, low, high] = [urgency(leftH), leftH ?? Infinity, leftH ?? 0]
  return { value: people.value * weight * middle, low: people.low * weight * urgency(low), high: people.high * weight * urgency(high), basis: leftH === null ? lessSure(people.basis, 'imputed') : people.basis }
}

/** Some of a figure, bound by bound. */
type Shares = { readonly value: number; readonly low: number; readonly high: number }
const ALL: Shares = { value: 1, low: 1, high: 1 }
const partOf = ({ value, low, high, basis }: Figure, share: Shares): Figure => ({ value: value * share.value, low: low * share.low, high: high * share.high, basis })

/** What is left of people who lack a service when so many have it again: never less than nobody, whoever counts them twice. */
function leftOf(gone: Figure | null, back: number | undefined): Shares {
  if (gone === null || back === undefined) return ALL
  const left = (bound: number) => (bound <= 0 ? 0 : Math.max(0, bound - back) / bound)
  return { value: left(gone.value), low: left(gone.low), high: left(gone.high) }
}

/** Who lacks a service now: the site's own, and those of dependents whose batteries have ended. */
const goneOf = (service: Service, own: readonly Figure[], dependents: readonly Dependent[]): Figure | null =>
  total([...own, ...dependents.filter(({ kind, inH }) => serviceOf(kind) === service && inH <= 0).map(peopleOf)])

const after = (at: string, hours: number) => new Date(Math.round(Date.parse(at) + hours * 3_600_000)).toISOString()

function serviceBack(service: Service, own: readonly Figure[], dependents: readonly Dependent[], { openedAt, at, back }: Pick<PriorityInputs, 'openedAt' | 'at' | 'back'>): ServiceBack | null {
  const of = dependents.filter(({ kind }) => serviceOf(kind) === service)
  const running = of.filter(({ inH }) => inH > 0)
  const ended = of.filter(({ inH }) => inH <= 0)
  const gone = goneOf(service, own, dependents)
  // Hours by which they went out after the damage was seen, over all of them.
  const openedH = (Date.parse(openedAt) - Date.parse(at)) / 3_600_000
  const laterH = gone === null || gone.value === 0 ? 0 : ended.reduce((sum, one) => sum + peopleOf(one).value * Math.max(0, one.inH - openedH), 0) / gone.value
  const onBattery = total(running.map(peopleOf))
  if (gone === null && onBattery === null) return null
  const first = running.reduce<Dependent | null>((best, one) => (best === null || one.inH < best.inH ? one : best), null)
  const lack = gone === null ? { value: 0, low: 0, high: 0, basis: 'given' as const } : partOf(gone, leftOf(gone, back?.[service]))
  if (lack.high === 0 && onBattery === null && back?.[service] !== undefined) return null
  return { service, people: lack, since: laterH < 0.01 ? null : after(openedAt, laterH), onBattery, endsAt: first === null ? null : after(at, first.inH), endsKnown: first?.known ?? true }
}

/** People who lack at least one service: as many as lack the one that most lack, at most all of them added up. */
function anyOf(services: readonly ServiceBack[]): Figure | null {
  const all = services.map(({ people, onBattery }) => total(onBattery === null ? [people] : [people, onBattery]) as Figure)
  const sum = total(all)
  if (sum === null) return null
  return { value: Math.max(...all.map(({ value }) => value)), low: Math.max(...all.map(({ low }) => low)), high: sum.high, basis: sum.basis }
}

/** People who lack at least one service while some sites do not work, in the median. */
export function peopleBehind(dependents: readonly Omit<Dependent, keyof Ending>[], at: string): number {
  const all = dependents.map((one) => ({ ...one, inH: 0, known: true }))
  return anyOf(SERVICES_LOST.flatMap((service) => serviceBack(service, [], all, { openedAt: at, at }) ?? []))?.value ?? 0
}

const rounded = ({ value, low, high, basis }: Figure): Figure => ({ value: Math.round(value), low: Math.round(low), high: Math.round(high), basis })

/** Tier and rank of one damage. Missing figures widen the range and are marked; they never count as zero. */
export function prioritise(inputs: PriorityInputs): Priority {
  const { weights: { weights, version }, at } = inputs
  const works = inputs.function === 'full'
  const served = inputs.own.through ? null : peopleOf({ kind: inputs.kind, people: inputs.own.people, basis: inputs.own.basis })
  const own = served === null ? [] : [lacking(served, inputs.function)]
  const ownService = serviceOf(inputs.kind)
  const dependents = works ? [] : inputs.dependents
  // A pumping station is a facility, and water the service that its people lose with it.
  const pumps = (works ? [] : inputs.facilities).filter(({ kind }) => kind === 'water_pumping').map((pump): Dependent => ({ ...pump, basis: 'given' }))
  const ownOf = (service: Service) => (service === ownService ? own : [])
  const left = new Map(SERVICES_LOST.map((service) => [service, leftOf(goneOf(service, ownOf(service), [...dependents, ...pumps]), inputs.back?.[service])]))

  const facilities = (works ? [] : inputs.facilities).map((facility) => {
    const [usual, spread] = COUNTS[facility.kind]
    const count = facility.people === null ? imputed(usual, spread) : figureOf(facility.people, 'given')
    const leftH = facility.backupH === null || !facility.known ? null : Math.max(0, facility.inH)
    const consumer: Consumer = { service: null, people: times(count, weights.facilities[facility.kind]), leftH, weight: weightAt(facility.kind, weights) }
    const equivalents = partOf(equivalentsOf(consumer), facility.kind === 'water_pumping' && facility.inH <= 0 ? left.get('water')! : ALL)
    return {
      equivalents,
      shown: {
        kind: facility.kind, name: facility.name, area: facility.area, backupH: leftH, endsAt: leftH === null ? null : after(at, leftH), count, equivalents: equivalents.value,
        critical: weights.critical.includes(facility.kind) && (leftH === null || leftH < weights.horizonH),
      },
    }
  })
  const consumers: readonly Consumer[] = [
    ...own.map((people) => ({ service: ownService, people: partOf(people, left.get(ownService)!), leftH: 0, weight: weights.services[ownService] })),
    ...dependents.map((one) => ({ service: serviceOf(one.kind), people: partOf(peopleOf(one), one.inH <= 0 ? left.get(serviceOf(one.kind))! : ALL), leftH: one.known ? Math.max(0, one.inH) : null, weight: weights.services[serviceOf(one.kind)] })),
  ]
  const equivalents = total([...consumers.map(equivalentsOf), ...facilities.map((one) => one.equivalents)]) ?? { value: 0, low: 0, high: 0, basis: 'given' as const }

  const services = SERVICES_LOST.flatMap((service) => serviceBack(service, ownOf(service), [...dependents, ...pumps], inputs) ?? [])
  // A site that serves only through others, which still work: nobody lacks anything because of it, as far as the links tell.
  const people: Figure = anyOf(services) ?? { value: 0, low: 0, high: 0, basis: 'inferred' }
  const repairH = repairHours(inputs.kind, inputs.severity)
  const travelH: Figure = inputs.travelH === null ? imputed(TRAVEL_H, 2) : { value: inputs.travelH, low: inputs.travelH, high: inputs.travelH * 1.5, basis: 'inferred' }
  const hours = (bound: 'low' | 'value' | 'high') => Math.max(LEAST_H, repairH[bound] + travelH[bound])
  const enables = works || inputs.hanging === 0 ? 0 : inputs.hanging / Math.max(1, inputs.hanging + (own[0]?.value ?? 0) + inputs.others)
  const shown = facilities.map((one) => one.shown)
  return {
    tier: inputs.danger ? 0 : enables >= weights.enablingShare ? 1 : shown.some(({ critical }) => critical) ? 2 : 3,
    perCrewHour: { value: equivalents.value / hours('value'), low: equivalents.low / hours('high'), high: equivalents.high / hours('low'), basis: lessSure(lessSure(equivalents.basis, repairH.basis), travelH.basis) },
    equivalents,
    people: rounded(people),
    services: services.map((one) => ({ ...one, people: rounded(one.people), onBattery: one.onBattery === null ? null : rounded(one.onBattery) })),
    repairH,
    travelH,
    dependentSites: dependents.length + facilities.length,
    // Those that press most; the rest are counted in the sum.
    facilities: shown.sort((a, b) => (a.backupH ?? 0) - (b.backupH ?? 0) || b.equivalents - a.equivalents).slice(0, FACILITIES_KEPT),
    enables,
    weights: version,
    at: services.some(({ endsAt }) => endsAt !== null) || shown.some(({ backupH }) => (backupH ?? 0) > 0) ? at : null,
  }
}

import { z } from 'zod'
import { Basis } from '../sites/site.ts'
import { ServiceState, Severity } from './grades.ts'

/** A figure with how it is known and, where it is not exact, its range (10th to 90th percentile). */
export const Figure = z.object({ value: z.number(), low: z.number(), high: z.number(), basis: Basis })
export type Figure = z.infer<typeof Figure>

/** What decides the order: tier first, then people-equivalents given back per crew-hour. Tiers and ratio after `decide.md` 1.2. */
export const Priority = z.object({
  /** 0 danger to life · 1 enables others · 2 feeds a critical facility · 3 everything else. */
  tier: z.number().int().min(0).max(3),
  /** Person-equivalents restored per crew-hour; null when nobody is known to depend on it. */
  perCrewHour: Figure.nullable(),
  people: Figure.nullable(),
  repairH: Figure,
  travelH: Figure,
  dependentSites: z.number().int(),
  facilities: z.array(z.object({ kind: z.string(), name: z.string().nullable(), backupH: z.number().nullable() })),
  weights: z.string(),
})
export type Priority = z.infer<typeof Priority>

/** What is known of a damage when its place in the queue is worked out. */
export type PriorityInputs = {
  readonly kind: string
  readonly severity: Severity | null
  readonly function: ServiceState
  /** Danger to life on the spot: live wires, gas, fire seen by a crew. */
  readonly danger: boolean
  /** People who lose power or contact with it; null when nobody can say. */
  readonly people: { readonly value: number; readonly basis: Basis } | null
  /** Share of the area's people without service that only this repair can give back, 0 to 1. */
  readonly enables: number
  readonly dependentSites: number
  readonly facilities: readonly { readonly kind: string; readonly name: string | null; readonly backupH: number | null; readonly people: number }[]
  readonly travelH: number | null
}

/** The version of weights and tables in this file, kept with every decision. */
export const WEIGHTS = 'default-1'

const ENABLING_SHARE = 0.1
const HORIZON_H = 24
const DEGRADED_SHARE = 0.3 // of the people served; between 10 and 60 % in the range
const TRAVEL_H = 1

// Expert guess, to be replaced by what closed repairs teach: median hours by severity 0 to 4.
const REPAIR_H: Record<string, readonly [number, number, number, number, number]> = {
  power_plant: [2, 12, 48, 240, 1440],
  substation: [1, 6, 24, 96, 480],
  transformer: [1, 4, 18, 72, 168],
  power_line: [1, 3, 8, 24, 72],
  power_cable: [1, 6, 16, 36, 72],
  power_tower: [1, 3, 10, 24, 48],
  exchange: [1, 4, 12, 48, 168],
  data_centre: [1, 4, 12, 72, 336],
  mast: [1, 3, 8, 24, 72],
  antenna: [0.5, 2, 6, 16, 36],
}
const OTHER_H = [1, 3, 8, 24, 72] as const
const SPREAD = 2.5 // 90th percentile over median of a lognormal repair time

const imputed = (value: number, spread: number): Figure => ({ value, low: value / spread, high: value * spread, basis: 'imputed' })

/** Median hours to repair by kind and severity, with its range; an unknown severity counts as moderate and widens. */
export function repairHours(kind: string, severity: Severity | null): Figure {
  const table = REPAIR_H[kind] ?? OTHER_H
  return imputed(table[severity ?? 2] ?? OTHER_H[2], severity === null ? SPREAD * 2 : SPREAD)
}

function peopleWithout(inputs: PriorityInputs): Figure | null {
  if (inputs.people === null) return null
  const { value, basis } = inputs.people
  const blur = basis === 'inferred' || basis === 'imputed' ? 1.5 : 1
  const share = { full: [0, 0, 0], degraded: [0.1, DEGRADED_SHARE, 0.6], out: [1, 1, 1], unknown: [0, 0.5, 1] } as const
  const [low, middle, high] = share[inputs.function]
  return { value: Math.round(value * middle), low: Math.round((value * low) / blur), high: Math.round(value * high * blur), basis }
}

/** How urgent a consumer is whose backup ends in `backupH` hours: 1 to 3; without data 1.5. */
const urgency = (backupH: number | null) => (backupH === null ? 1.5 : 1 + 2 * Math.exp(-backupH / 6))

/** Tier and rank of one damage. Missing figures widen the range and are marked; they never count as zero. */
export function prioritise(inputs: PriorityInputs): Priority {
  const people = peopleWithout(inputs)
  const repairH = repairHours(inputs.kind, inputs.severity)
  const travelH: Figure = inputs.travelH === null
    ? imputed(TRAVEL_H, 2)
    : { value: inputs.travelH, low: inputs.travelH, high: inputs.travelH * 1.5, basis: 'inferred' }
  const facilityWeight = inputs.function === 'full' ? 0 : inputs.facilities.reduce((sum, facility) => sum + facility.people * urgency(facility.backupH), 0)
  const hours = (bound: 'low' | 'value' | 'high') => Math.max(0.25, repairH[bound] + travelH[bound])
  const critical = inputs.function !== 'full' && inputs.facilities.some((facility) => facility.backupH === null || facility.backupH < HORIZON_H)
  const enabling = inputs.function !== 'full' && inputs.enables >= ENABLING_SHARE
  return {
    tier: inputs.danger ? 0 : enabling ? 1 : critical ? 2 : 3,
    perCrewHour: people === null && facilityWeight === 0 ? null : {
      value: ((people?.value ?? 0) + facilityWeight) / hours('value'),
      low: ((people?.low ?? 0) + facilityWeight) / hours('high'),
      high: ((people?.high ?? 0) + facilityWeight) / hours('low'),
      basis: people?.basis ?? 'given',
    },
    people,
    repairH,
    travelH,
    dependentSites: inputs.dependentSites,
    facilities: inputs.facilities.map(({ kind, name, backupH }) => ({ kind, name, backupH })),
    weights: WEIGHTS,
  }
}

import { z } from 'zod'
import { figureOf, type Figure } from '../figures.ts'
import type { Basis } from '../sites/site.ts'

/** What people lose: each is counted by itself, since the same people may lack several. */
export const Service = z.enum(['power', 'mobile', 'fixed', 'water'])
export type Service = z.infer<typeof Service>

/** All of them, in the order in which they are told. */
export const SERVICES_LOST = Service.options

const BY_KIND: Readonly<Record<string, Service>> = {
  mast: 'mobile', antenna: 'mobile', exchange: 'fixed', data_centre: 'fixed', telecom_line: 'fixed', cabinet: 'fixed', distribution_point: 'fixed', water_pumping: 'water',
}

/** The service that a kind of site gives to the people it serves; what is no communications site gives power. */
export const serviceOf = (kind: string): Service => BY_KIND[kind] ?? 'power'

// Expert guess, to be replaced by an operator's own figures: people served, 10th percentile, median, 90th.
const PEOPLE: Readonly<Record<string, readonly [number, number, number]>> = {
  power_plant: [1000, 20_000, 200_000], generator: [10, 100, 1000], substation: [2000, 12_000, 60_000], transformer: [50, 300, 1500],
  switchgear: [200, 2000, 10_000], power_line: [300, 3000, 30_000], power_cable: [200, 1500, 8000], power_tower: [100, 1000, 10_000],
  exchange: [500, 4000, 20_000], data_centre: [1000, 10_000, 100_000], mast: [500, 2500, 8000], antenna: [200, 1000, 4000],
  telecom_line: [100, 1000, 8000], cabinet: [50, 250, 800], distribution_point: [10, 60, 200], water_pumping: [1000, 5000, 25_000],
}
const ANY = [10, 200, 5000] as const

/** People served by a site of which nobody said how many: by its kind, as a range, marked as imputed. */
export function usualPeople(kind: string): Figure {
  const [low, value, high] = PEOPLE[kind] ?? ANY
  return { value, low, high, basis: 'imputed' }
}

/** People served by a site: what is known of it, else what is usual for its kind. */
export const peopleOf = (site: { readonly kind: string; readonly people: number | null; readonly basis: Basis | null }): Figure =>
  (site.people === null ? usualPeople(site.kind) : figureOf(site.people, site.basis ?? 'imputed'))

import type { AreaService } from './contract.ts'

/** How much is known of the people without service in an area: a number, at least a number, none reported, or nothing. */
export type Known = 'counted' | 'at_least' | 'none' | 'unknown'

/** What can be said of an area. Missing data is unknown, never zero: no damage where no site is known says nothing. */
export function knownOf({ damages, uncounted, people, sites }: Pick<AreaService, 'damages' | 'uncounted' | 'people' | 'sites'>): Known {
  if (damages === 0) return sites ? 'none' : 'unknown'
  if (people === null) return 'unknown'
  return uncounted > 0 ? 'at_least' : 'counted'
}

/** The lower ends of the classes that areas are coloured in, in people; below the first nobody is without service. */
export const CLASSES = [1, 1_000, 10_000, 50_000, 200_000] as const

/** The class of a number of people, from 0 (nobody) to the number of classes. */
export const classOf = (people: number): number => CLASSES.filter((from) => people >= from).length

import { z } from 'zod'
import { Clearance } from '../clearances/clearance.ts'
import { Damage } from '../damages/damage.ts'
import { HazardZone } from '../hazards/hazard.ts'
import { Repair } from '../repairs/repair.ts'
import { ToldRound } from '../rounds/told.ts'
import { NearSite } from '../sites/site.ts'
import { Names } from '../text.ts'

/** An area as a phone keeps it, to know what lies in what. */
export const ToldArea = z.object({
  code: z.string(), parent: z.string().nullable(), names: Names,
  /** Nobody works in it, or below it, without a clearance. */
  demandsClearance: z.boolean(),
  /** Of the areas that were granted, a coarse outline that holds all of it, packed (`geo/areas/outline.ts`): whoever is outside it is outside the area. */
  outline: z.array(z.array(z.number().int())).nullable().default(null),
})
export type ToldArea = z.infer<typeof ToldArea>

const Ids = z.array(z.string())

/** What is new to a phone: things as they are now, and which of those it has are gone: ended, retired, given to others, out of its areas. */
export const Changes = z.object({
  /** Open damages of its areas, and those of its jobs. */
  damages: z.array(Damage),
  /** Its own jobs that are not closed. */
  repairs: z.array(Repair),
  /** Its own crew's rounds and visits that are not cancelled and not over since a day. */
  rounds: z.array(ToldRound),
  /** Sites of its areas; a large country comes a page at a time. `distanceM` and `openDamage` are the phone's to find. */
  sites: z.array(NearSite),
  /** Zones in force or to come, but for the alerts of a feed. */
  hazards: z.array(HazardZone),
  clearances: z.array(Clearance),
  /** Its areas with those around them, all of them; null when they are as they were. */
  areas: z.array(ToldArea).nullable(),
  gone: z.object({ damages: Ids, repairs: Ids, rounds: Ids, sites: Ids, hazards: Ids, clearances: Ids }),
  /** True when what is here replaces all that the phone had. */
  whole: z.boolean(),
})
export type Changes = z.infer<typeof Changes>

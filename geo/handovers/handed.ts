import { z } from 'zod'
import { DamageState } from '../damages/damage.ts'
import { Safety, ServiceState } from '../damages/grades.ts'
import { BlockedBy, RepairState } from '../repairs/lifecycle.ts'
import { Cause, Hazard, Need } from '../reports/report.ts'
import { Sector } from '../sites/kinds.ts'
import { Position } from '../space/position.ts'
import { Names } from '../text.ts'
import { Handover, HandoverAnswer, SharedPart } from './handover.ts'

/** A report as it is shared: what was seen, not who stood where. */
export const SharedReport = z.object({
  id: z.uuid(), observedAt: z.string(), severity: z.number().int().nullable(), function: ServiceState, safety: Safety,
  cause: Cause, hazards: z.array(Hazard), needs: z.array(Need), note: z.string(),
})

/** A photo as it is shared: shown without its metadata. */
export const SharedPhoto = z.object({ sha256: z.string(), takenAt: z.string().nullable(), storedAt: z.string().nullable(), thumbAt: z.string().nullable() })

/** The repair of a damage that was handed over; `ours`: a crew of the receiver's is on it. */
export const HandedRepair = z.object({
  id: z.uuid(), state: RepairState, since: z.string(), blockedBy: BlockedBy.nullable(), blockedFrom: RepairState.nullable(), version: z.number().int(),
  crew: z.object({ id: z.uuid(), name: z.string() }).nullable(), ours: z.boolean(), etr: z.string().nullable(),
})

/** A damage as a hand-over shows it: what everybody needs who is to decide, and of the parts those that are shared; null the others. */
export const HandedDamage = z.object({
  kind: z.string().nullable(), sector: Sector.nullable(), state: DamageState, severity: z.number().int().nullable(), function: ServiceState, safety: Safety,
  openedAt: z.string(), oblastNames: Names, demo: z.boolean(),
  place: z.object({ position: Position.nullable(), place: z.string(), names: Names, areaNames: Names }).nullable(),
  people: z.object({ without: z.number().int().nullable(), dependents: z.array(z.object({ id: z.uuid(), kind: z.string(), names: Names, people: z.number().nullable() })) }).nullable(),
  reports: z.array(SharedReport).nullable(),
  photos: z.array(SharedPhoto).nullable(),
  repair: HandedRepair.nullable(),
})
export type HandedDamage = z.infer<typeof HandedDamage>

/** A hand-over with what its reader may see and do. */
export const Handed = Handover.extend({
  /** The damage, for who reaches it by area or site; null for who has it by the hand-over alone. */
  damage: z.uuid().nullable(),
  seen: z.array(SharedPart),
  answers: z.array(HandoverAnswer),
  /** Whether its reader sends crews and moves the repair. */
  works: z.boolean(),
  /** Whether its reader may hand it on to another. */
  hands: z.boolean(),
  about: HandedDamage.nullable(),
})
export type Handed = z.infer<typeof Handed>

/** A damage cut to the parts that somebody may read. The repair is theirs to see who work on it, without a crew that is not theirs to know. */
export function cutTo(whole: HandedDamage, parts: readonly SharedPart[], works: boolean): HandedDamage {
  const has = (part: SharedPart) => parts.includes(part)
  const { repair } = whole
  return {
    ...whole,
    place: has('place') ? whole.place : null,
    people: has('people') ? whole.people : null,
    reports: has('reports') ? whole.reports : null,
    photos: has('photos') ? whole.photos : null,
    repair: repair === null || has('crew') ? repair : works ? { ...repair, crew: repair.ours ? repair.crew : null } : null,
  }
}

import { z } from 'zod'

/** What happened, in the words of the audit log, the sync cursor and the live stream. */
export const Verb = z.enum([
  'report.filed', 'report.held', 'report.accepted', 'report.discarded', 'photo.stored', 'photo.thumb_stored', 'report.joined', 'sms.refused',
  'damage.opened', 'damage.reported', 'damage.graded', 'damage.ranked', 'damage.verified', 'damage.merged', 'damage.parted', 'damage.restored', 'damage.reopened', 'damage.override_set', 'damage.override_ended', 'damage.clock_near', 'damage.clock_missed', 'weights.set', 'targets.set',
  'hazard.declared', 'hazard.amended', 'hazard.ended', 'clearance.granted', 'clearance.revoked', 'area.clearance_demanded', 'area.clearance_freed',
  'repair.opened', 'repair.assigned', 'repair.moved', 'repair.etr_set', 'repair.planned', 'repair.step_said', 'repair.struck', 'repair.step_taken_back',
  'handover.asked', 'handover.accepted', 'handover.declined', 'handover.taken_back', 'handover.returned', 'handover.ended', 'damage.claimed', 'damage.released',
  'round.planned', 'round.changed', 'round.cancelled', 'round.repetition_ended', 'round.stop_moved',
  'site.imported', 'site.changed', 'area.imported', 'link.imported', 'facility.imported',
  'organisation.made', 'organisation.changed', 'crew.made', 'crew.changed', 'crew.retired', 'crew.returned',
  'user.made', 'user.password_set', 'user.password_changed', 'user.sessions_ended', 'grant.made', 'grant.ended',
  'filter.saved', 'filter.removed', 'device.revoked', 'device.allowed', 'key.made', 'key.revoked',
])
export type Verb = z.infer<typeof Verb>

/** An event as the live stream sends it: what changed, not its content, which each reader asks for within its own scope. */
export const LiveEvent = z.object({
  cursor: z.string(), at: z.string(), verb: Verb, noun: z.string(), id: z.string(), area: z.string().nullable(),
  /** The damage that it concerns, where there is one. */
  damage: z.string().nullable(),
})
export type LiveEvent = z.infer<typeof LiveEvent>

/** The place of an event in commit order, "xid.seq": a reader that continues from it misses no late commit. */
export const Cursor = z.string().regex(/^\d{1,19}\.\d{1,18}$/)

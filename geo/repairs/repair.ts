import { z } from 'zod'
import { Instant, text } from '../text.ts'
import { BlockedBy, ClosedReason, RepairState, Urgency } from './lifecycle.ts'

/** Who said when service returns; a person's word beats a calculation. */
export const EtrSource = z.enum(['calculated', 'crew', 'operator', 'dispatcher'])
export type EtrSource = z.infer<typeof EtrSource>

/** Estimated time of restoration, with where it comes from. */
export const Etr = z.object({
  at: z.string(),
  source: EtrSource,
  madeAt: z.string(),
  confidence: z.enum(['low', 'medium', 'high']).nullable(),
})
export type Etr = z.infer<typeof Etr>

/** One job on a damage. */
export const Repair = z.object({
  id: z.uuid(),
  damage: z.uuid(),
  crew: z.uuid().nullable(),
  crewName: z.string().nullable(),
  state: RepairState,
  since: z.string(),
  blockedBy: BlockedBy.nullable(),
  blockedFrom: RepairState.nullable(),
  closedReason: ClosedReason.nullable(),
  urgency: Urgency,
  note: z.string(),
  etr: Etr.nullable(),
  createdAt: z.string(),
  version: z.number().int(),
})
export type Repair = z.infer<typeof Repair>

/** A move along the lifecycle, as desk and phone send it. `at` is the mover's clock. */
export const RepairMove = z.strictObject({
  to: RepairState,
  at: Instant,
  blockedBy: BlockedBy.nullable().default(null),
  closedReason: ClosedReason.nullable().default(null),
  note: text(1000).default(''),
}).refine((move) => (move.to === 'blocked') === (move.blockedBy !== null), { path: ['blockedBy'], message: 'say what blocks it, and only when it is blocked' })
  .refine((move) => (move.to === 'closed') === (move.closedReason !== null), { path: ['closedReason'], message: 'say why it is closed, and only when it is closed' })
export type RepairMove = z.infer<typeof RepairMove>

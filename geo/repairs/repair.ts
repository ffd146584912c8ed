import { z } from 'zod'
import { Instant, text, words } from '../text.ts'
import { BlockedBy, ClosedReason, RepairState, Urgency } from './lifecycle.ts'
import { RestorationStep } from './restoration.ts'
import { UNITS } from './parts.ts'

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

/** A part that a crew used up: its name from `PARTS`, or in its own words. */
export const UsedPart = z.strictObject({ name: words(100), quantity: z.number().positive().max(100_000), unit: z.enum(UNITS) })
export type UsedPart = z.infer<typeof UsedPart>

/** When it is planned to be worked on. */
export const Window = z.strictObject({ from: Instant, until: Instant }).refine(({ from, until }) => Date.parse(from) < Date.parse(until), { path: ['until'], message: 'the window ends after it begins' })
export type Window = z.infer<typeof Window>

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
  /** Until when it is expected to wait; null nobody knows. */
  blockedUntil: z.string().nullable().default(null),
  blockedWhy: z.string().default(''),
  /** The server set it, from what it knows of alerts, zones and clearances, and lifts it. */
  blockedBySystem: z.boolean().default(false),
  closedReason: ClosedReason.nullable(),
  urgency: Urgency,
  note: z.string(),
  etr: Etr.nullable(),
  planned: z.object({ from: z.string(), until: z.string() }).nullable(),
  /** What was used for it, in order of use; `at` is the mover's clock. */
  parts: z.array(UsedPart.extend({ at: z.string() })),
  /** What it gives back before it is done, in order of time. */
  steps: z.array(RestorationStep).default([]),
  createdAt: z.string(),
  version: z.number().int(),
})
export type Repair = z.infer<typeof Repair>

/** A move along the lifecycle, as desk and phone send it. `at` is the mover's clock. */
export const RepairMove = z.strictObject({
  to: RepairState,
  at: Instant,
  blockedBy: BlockedBy.nullable().default(null),
  /** Until when it is expected to wait. */
  until: Instant.nullable().default(null),
  closedReason: ClosedReason.nullable().default(null),
  note: text(1000).default(''),
  /** What was used up to get there. */
  parts: z.array(UsedPart).max(30).default([]),
}).refine((move) => (move.to === 'blocked') === (move.blockedBy !== null), { path: ['blockedBy'], message: 'say what blocks it, and only when it is blocked' })
  .refine((move) => move.until === null || move.to === 'blocked', { path: ['until'], message: 'only what is blocked waits until a moment' })
  .refine((move) => move.blockedBy !== 'other' || move.note.trim() !== '', { path: ['note'], message: 'say what it waits for' })
  .refine((move) => (move.to === 'closed') === (move.closedReason !== null), { path: ['closedReason'], message: 'say why it is closed, and only when it is closed' })
export type RepairMove = z.infer<typeof RepairMove>

/** When the crew expects service back, sent from its phone; `madeAt` is when it said so, by its clock. A later word of anyone stands. */
export const CrewEtr = z.strictObject({ at: Instant, madeAt: Instant, confidence: z.enum(['low', 'medium', 'high']).nullable().default(null) })
export type CrewEtr = z.infer<typeof CrewEtr>

import { z } from 'zod'
import { CrewEtr, RepairMove } from '../repairs/repair.ts'
import { StepAsked } from '../repairs/restoration.ts'
import { DamageReport } from '../reports/report.ts'
import { StopMove } from '../rounds/round.ts'

/** What a phone asks of the server. Bodies are parsed one by one, so that a bad one never hides a good one. A `sealed` one travels in `sealed.ts`'s envelope with one of these inside. */
export const OpKind = z.enum(['report.file', 'repair.move', 'repair.etr', 'repair.step', 'round.stop'])
export type OpKind = z.infer<typeof OpKind>

/** An operation as it travels: its id is made on the phone, its body is parsed by its kind's own schema. */
export const Op = z.object({ id: z.uuid(), kind: z.string().max(40), body: z.unknown() })
export type Op = z.infer<typeof Op>

/** The body of each kind. A report's op carries the report's own id. */
export const OP_BODIES = {
  'report.file': DamageReport,
  'repair.move': z.strictObject({ repair: z.uuid(), move: RepairMove }),
  'repair.etr': z.strictObject({ repair: z.uuid(), etr: CrewEtr }),
  /** The step carries the operation's own id. */
  'repair.step': z.strictObject({ repair: z.uuid(), step: StepAsked }),
  'round.stop': z.strictObject({ round: z.uuid(), stop: z.uuid(), move: StopMove }),
} as const satisfies Record<OpKind, z.ZodType>

/** What became of an operation: `hash` is SHA-256 over the canonical text of its body as sent. */
export const Verdict = z.object({
  id: z.uuid(),
  hash: z.string(),
  /** `held`: on the server's disk but set aside for a person to look at, since the phone was withdrawn or is not known. */
  outcome: z.enum(['kept', 'refused', 'held']),
  /** Why it was refused, as an RFC 9457 body. */
  problem: z.looseObject({ type: z.string(), title: z.string(), status: z.number(), detail: z.string() }).nullable(),
})
export type Verdict = z.infer<typeof Verdict>

import { z } from 'zod'
import { DESK_WRITERS } from '../access/roles.ts'
import { Verification } from '../damages/damage.ts'
import { endpoint } from '../http/endpoint.ts'
import { text } from '../text.ts'

const Seen = { id: z.uuid(), /** Of the damage, as the sender saw it. */ version: z.number().int().min(0) }

/** One decision on one damage, and what it rests on. */
export const BulkMove = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('verify'), ...Seen, verification: Verification.exclude(['duplicate']), why: text(1000).default('') }),
  /** `repair` is the id of the repair, should one have to be opened. */
  z.strictObject({ do: z.literal('assign'), ...Seen, crew: z.uuid(), repair: z.uuid() }),
  /** Takes a crew from a repair, or the whole repair back, as long as nobody has set out. */
  z.strictObject({ do: z.literal('recall'), ...Seen, repair: z.uuid(), to: z.enum(['approved', 'cancelled']) }),
])
export type BulkMove = z.infer<typeof BulkMove>

/** What became of a decision. `undo` is the decision that takes it back, as long as nobody else moves on; null when it changed nothing, or was none. */
export const BulkVerdict = z.object({
  id: z.uuid(), outcome: z.enum(['done', 'refused']), undo: BulkMove.nullable(),
  problem: z.looseObject({ type: z.string(), title: z.string() }).nullable(),
})
export type BulkVerdict = z.infer<typeof BulkVerdict>

/** The most decisions that come at once. */
export const BULK_AT_MOST = 500

export const decideMany = endpoint({
  method: 'post', path: '/api/damages/bulk', tag: 'Damages', roles: DESK_WRITERS,
  summary: 'Decide on up to 500 damages at once: each gets its own verdict, and one that is refused hinders no other',
  /** Under the same id the same decisions are answered as they were the first time, whatever has happened since. */
  body: z.strictObject({ id: z.uuid().optional(), moves: z.array(BulkMove).min(1).max(BULK_AT_MOST) }),
  returns: z.object({ verdicts: z.array(BulkVerdict) }),
  problems: ['op-id-taken'],
  limitBytes: 1024 * 1024,
})

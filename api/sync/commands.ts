import { Problem, type ProblemBody } from '../../geo/problems.ts'
import type { HeldWhy } from '../../geo/held/held.ts'
import type { Verdict } from '../../geo/sync/op.ts'
import { problemOf } from '../db/constraints.ts'
import { maybe, type Tx } from '../db/sql.ts'
import * as held from '../held/commands.ts'
import * as reports from '../reports/commands.ts'
import { apply, wellFormed } from './apply.ts'
import type { Carrier, Judged } from './judging.ts'
import * as queries from './queries.ts'
import { Kept } from './rows.ts'

/** Who delivers, when, and why all of it is held, if it is. */
export type Delivering = { readonly carrier: Carrier; readonly now: Date; readonly makeId: () => string; readonly why: HeldWhy | null }

/** Problems that pass with time: the whole batch is tried again rather than refused. */
const passing = (problem: Problem) => problem.status >= 500

async function settle(tx: Tx, judged: Judged, { carrier, now, makeId, why }: Delivering): Promise<'kept' | 'held'> {
  if (judged.broken !== null) throw judged.broken
  const op = wellFormed(judged.op)
  const reason = why ?? judged.why
  const carriedBy = judged.carried ? carrier.actor?.id ?? null : null
  if (reason === null && judged.scope !== undefined) {
    await apply(tx, op, { author: judged.author, scope: judged.scope, device: judged.device, now, makeId, delivery: { carriedBy, acceptedBy: null } })
    return 'kept'
  }
  // What came by a trusted way before, and its phone never heard of, is in: there is nothing to decide.
  const hash = reports.hashOf(judged.op.body)
  if ((await maybe(tx, Kept, queries.filedBefore({ id: op.op.id, hash, author: judged.author.id }))) !== undefined) return 'kept'
  await held.hold(tx, {
    id: makeId(), op, hash, sent: judged.sent.body, signature: judged.content?.signature ?? null, why: reason ?? 'no-rights',
    author: judged.author.id, device: judged.claims, carrier: carrier.actor?.id ?? null, carrierDevice: carrier.device, now,
  })
  return 'held'
}

/**
 * Settles one operation in a savepoint of its own: applied, or set aside. What is wrong with it is its verdict and harms no other;
 * a fault of ours is thrown on, so that nothing is acknowledged and the phone keeps everything.
 */
export async function settleOnce(tx: Tx, judged: Judged, delivering: Delivering): Promise<Verdict> {
  const { sent: { id }, hash } = judged
  try {
    return { id, hash, outcome: await tx.savepoint((inner) => settle(inner, judged, delivering)), problem: null }
  } catch (error) {
    const problem = error instanceof Problem ? error : problemOf(error)
    if (problem === undefined || passing(problem)) throw error
    return { id, hash, outcome: 'refused', problem: problem.toJSON() as ProblemBody }
  }
}

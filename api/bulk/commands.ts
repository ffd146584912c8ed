import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import type { BulkMove, BulkVerdict } from '../../geo/bulk/contract.ts'
import { Verification } from '../../geo/damages/damage.ts'
import { Problem } from '../../geo/problems.ts'
import { ACTIVE } from '../../geo/repairs/lifecycle.ts'
import * as damages from '../damages/commands.ts'
import { problemOf } from '../db/constraints.ts'
import type { Tx } from '../db/sql.ts'
import { hashOf } from '../reports/commands.ts'
import * as repairs from '../repairs/commands.ts'
import { ofDamage } from '../repairs/reading.ts'

const Sayable = Verification.exclude(['duplicate'])
/** States from which nobody has set out, so that taking the job back stops no one on the way. */
const NOT_OUT = ['proposed', 'approved', 'assigned']

/** What takes a decision back, but for the version that it left. */
type Undo = BulkMove extends infer Move ? (Move extends BulkMove ? Omit<Move, 'version'> : never) : never

/** One decision as one dispatcher makes it, on a damage that is held. Gives what takes it back. */
async function decide(tx: Tx, actor: Actor, scope: Scope, move: BulkMove, now: Date): Promise<Undo | null> {
  const { id, verification } = await damages.lock(tx, move.id, scope, move.version)
  if (move.do === 'verify') {
    await damages.verify(tx, actor, scope, { ...move, now })
    const before = Sayable.safeParse(verification)
    return before.success ? { do: 'verify', id, verification: before.data, why: '' } : null
  }
  const active = (await ofDamage(tx, id, scope)).find((repair) => ACTIVE.includes(repair.state))
  if (move.do === 'assign') {
    if (active === undefined) {
      const wanted = { damage: id, crew: move.crew, urgency: 'permanent', note: '' }
      await repairs.open(tx, actor, scope, { id: move.repair, ...wanted, hash: hashOf(wanted), now })
      return { do: 'recall', id, repair: move.repair, to: 'cancelled' }
    }
    await repairs.assign(tx, actor, scope, { id: active.id, crew: move.crew, version: active.version, now })
    return active.crew === null ? { do: 'recall', id, repair: active.id, to: 'approved' } : { do: 'assign', id, crew: active.crew, repair: active.id }
  }
  if (active?.id !== move.repair) throw new Problem('repair-not-found', { id: move.repair })
  if (!NOT_OUT.includes(active.state)) throw new Problem('repair-cannot-move', { from: active.state, to: move.to, allows: [] })
  await repairs.move(tx, actor, scope, active.id, { to: move.to, at: now.toISOString(), blockedBy: null, until: null, closedReason: null, note: '', parts: [] }, now)
  return active.crew === null || move.to === 'cancelled' ? null : { do: 'assign', id, crew: active.crew, repair: active.id }
}

/** The same, with the version that the damage has after it. */
async function decided(tx: Tx, actor: Actor, scope: Scope, move: BulkMove, now: Date): Promise<BulkMove | null> {
  const undo = await decide(tx, actor, scope, move, now)
  return undo === null ? null : { ...undo, version: (await damages.lock(tx, move.id, scope)).version }
}

/**
 * Decides on many damages, each in a savepoint of its own: what is refused hinders no other, and a fault of ours undoes them all. They are
 * held in the order of their ids, so that two such requests do not wait for each other; the verdicts come in the order that was sent.
 */
export async function decideMany(tx: Tx, actor: Actor, scope: Scope, moves: readonly BulkMove[], now: Date): Promise<BulkVerdict[]> {
  const verdicts = new Map<BulkMove, BulkVerdict>()
  for (const move of [...moves].sort((a, b) => (a.id.toLowerCase() < b.id.toLowerCase() ? -1 : 1))) {
    try {
      verdicts.set(move, { id: move.id, outcome: 'done', undo: await tx.savepoint((inner) => decided(inner, actor, scope, move, now)), problem: null })
    } catch (error) {
      const problem = error instanceof Problem ? error : problemOf(error)
      if (problem === undefined || problem.status >= 500) throw error
      verdicts.set(move, { id: move.id, outcome: 'refused', undo: null, problem: problem.toJSON() })
    }
  }
  return moves.map((move) => verdicts.get(move) as BulkVerdict)
}

import type { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { Problem, type ProblemBody } from '../../geo/problems.ts'
import { OP_BODIES, OpKind, type Op, type Verdict } from '../../geo/sync/op.ts'
import { problemOf } from '../db/constraints.ts'
import { maybe, type Tx } from '../db/sql.ts'
import { parse } from '../http/parse.ts'
import * as repairs from '../repairs/commands.ts'
import * as reports from '../reports/commands.ts'
import * as queries from './queries.ts'
import { Kept, Done } from './rows.ts'

/** Who sends, from which phone, when. */
export type Sender = { readonly actor: Actor; readonly scope: Scope; readonly device: string; readonly now: Date; readonly makeId: () => string }

async function once(tx: Tx, op: Op, hash: string, sender: Sender, work: () => Promise<void>): Promise<void> {
  const kept = await maybe(tx, Kept, queries.insertOp({ id: op.id, hash, kind: op.kind, actor: sender.actor.id, device: sender.device }))
  if (kept !== undefined) return work()
  // Looked up after the insert, which waits for a first try under way: a retry that races it is no other operation.
  const before = await maybe(tx, Done, queries.opById(op.id))
  if (before?.hash !== hash || before.actor !== sender.actor.id) throw new Problem('op-id-taken', { id: op.id })
}

async function apply(tx: Tx, op: Op, hash: string, sender: Sender): Promise<void> {
  const { actor, scope } = sender
  const kind = parse(OpKind, op.kind, 'kind')
  if (kind === 'report.file') {
    const report = parse(OP_BODIES[kind], op.body, 'body')
    if (report.id !== op.id) throw new Problem('invalid-input', { issues: [{ at: 'body.id', message: 'is not the id of the operation' }] })
    return reports.fileReport(tx, actor, scope, { report, body: op.body, hash, device: sender.device, now: sender.now, freshId: sender.makeId() })
  }
  if (kind === 'repair.etr') {
    const { repair, etr } = parse(OP_BODIES[kind], op.body, 'body')
    return once(tx, op, hash, sender, () => repairs.crewExpects(tx, actor, scope, repair, etr, sender.now))
  }
  const body: z.output<(typeof OP_BODIES)['repair.move']> = parse(OP_BODIES[kind], op.body, 'body')
  return once(tx, op, hash, sender, () => repairs.move(tx, actor, scope, body.repair, body.move, sender.now))
}

/** Problems that pass with time: the whole batch is tried again rather than refused. */
const passing = (problem: Problem) => problem.status >= 500

/**
 * Applies one operation in a savepoint of its own. What is wrong with it is its verdict and harms no other;
 * a fault of ours is thrown on, so that nothing is acknowledged and the phone keeps everything.
 */
export async function applyOnce(tx: Tx, op: Op, sender: Sender): Promise<Verdict> {
  const hash = reports.hashOf(op.body)
  try {
    await tx.savepoint((inner) => apply(inner, op, hash, sender))
    return { id: op.id, hash, outcome: 'kept', problem: null }
  } catch (error) {
    const problem = error instanceof Problem ? error : problemOf(error)
    if (problem === undefined || passing(problem)) throw error
    return { id: op.id, hash, outcome: 'refused', problem: problem.toJSON() as ProblemBody }
  }
}

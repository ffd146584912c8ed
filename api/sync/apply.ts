import type { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import { OP_BODIES, OpKind, type Op } from '../../geo/sync/op.ts'
import { maybe, type Tx } from '../db/sql.ts'
import { parse } from '../http/parse.ts'
import * as repairs from '../repairs/commands.ts'
import { sayStep } from '../repairs/steps.ts'
import * as reports from '../reports/commands.ts'
import { moveStop } from '../rounds/commands.ts'
import * as queries from './queries.ts'
import { Done, Kept } from './rows.ts'

/** An operation whose body was found well formed. */
export type WellFormed = { [K in OpKind]: { readonly kind: K; readonly op: Op; readonly body: z.output<(typeof OP_BODIES)[K]> } }[OpKind]

/** As whom, from which phone and when an operation is applied; who carried it or let it in, if somebody did. */
export type Applying = {
  readonly author: Actor
  readonly scope: Scope
  readonly device: string | null
  readonly now: Date
  readonly makeId: () => string
  readonly delivery: reports.Delivery
}

/** An operation with its body parsed by its kind's own schema. Throws `invalid-input`. */
export function wellFormed(op: Op): WellFormed {
  const kind = parse(OpKind, op.kind, 'kind')
  if (kind === 'repair.move') return { kind, op, body: parse(OP_BODIES[kind], op.body, 'body') }
  if (kind === 'repair.etr') return { kind, op, body: parse(OP_BODIES[kind], op.body, 'body') }
  if (kind === 'round.stop') return { kind, op, body: parse(OP_BODIES[kind], op.body, 'body') }
  if (kind === 'repair.step') return { kind, op, body: parse(OP_BODIES[kind], op.body, 'body') }
  const body = parse(OP_BODIES[kind], op.body, 'body')
  if (body.id !== op.id) throw new Problem('invalid-input', { issues: [{ at: 'body.id', message: 'is not the id of the operation' }] })
  return { kind, op, body }
}

/** Applies an operation once, as its author: a repeat changes nothing, whoever delivers it. Throws what the command of its kind throws, and `op-id-taken`. */
export async function apply(tx: Tx, formed: WellFormed, { author, scope, device, now, makeId, delivery }: Applying): Promise<void> {
  const { op, kind, body } = formed
  const hash = reports.hashOf(op.body)
  if (kind === 'report.file') {
    await reports.fileReport(tx, author, scope, { report: body, body: op.body, hash, device, now, freshId: makeId(), delivery })
    return
  }
  const kept = await maybe(tx, Kept, queries.insertOp({ id: op.id, hash, kind, actor: author.id, device }))
  if (kept === undefined) {
    // Looked up after the insert, which waits for a first try under way: a retry that races it is no other operation.
    const before = await maybe(tx, Done, queries.opById(op.id))
    if (before?.hash !== hash || before.actor !== author.id) throw new Problem('op-id-taken', { id: op.id })
    return
  }
  if (kind === 'repair.etr') return repairs.crewExpects(tx, author, scope, body.repair, body.etr, now, delivery)
  if (kind === 'repair.step') return sayStep(tx, author, scope, { id: body.repair, step: op.id, asked: body.step, now, delivery })
  if (kind === 'round.stop') return moveStop(tx, author, scope, { id: body.round, stop: body.stop, move: body.move, delivery })
  return repairs.move(tx, author, scope, body.repair, body.move, now, delivery)
}

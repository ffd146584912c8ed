import { z } from 'zod'
import { SENDERS, type Actor } from '../../geo/access/roles.ts'
import { scopeFor, type Scope } from '../../geo/access/scope.ts'
import { HeldDecision, type HeldWhy } from '../../geo/held/held.ts'
import { Problem } from '../../geo/problems.ts'
import { canonical } from '../../geo/sync/canonical.ts'
import { actorsById } from '../access/reading.ts'
import { maybe, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { apply, wellFormed, type WellFormed } from '../sync/apply.ts'
import * as queries from './queries.ts'

const Placed = z.object({ area: z.string().nullable() })
const Locked = z.object({
  id: z.uuid(), op: z.uuid(), kind: z.string(), body: z.unknown(), author: z.string(), device: z.uuid().nullable(), carrier: z.string().nullable(),
  why: z.string(), area: z.string().nullable(), decision: HeldDecision.nullable(),
})

function named({ kind, body }: WellFormed): queries.Named {
  if (kind !== 'report.file') return { site: null, damage: null, position: null, photos: [], repair: kind === 'round.stop' ? null : body.repair }
  const photos = body.photos.map(({ sha256, bytes, type }) => ({ sha256, bytes, type }))
  return { site: body.site, damage: body.damage, repair: null, position: body.position, photos }
}

/** Sets a well formed operation aside, once; nothing of it is in until somebody decides. */
export async function hold(tx: Tx, given: {
  id: string; op: WellFormed; hash: string; sent: unknown; signature: string | null; why: HeldWhy
  author: string; device: string; carrier: string | null; carrierDevice: string; now: Date
}): Promise<void> {
  const { op: { op, kind }, why } = given
  const kept = await maybe(tx, Placed, queries.insertHeld({ ...given, op: op.id, kind, body: canonical(op.body), sent: canonical(given.sent) }, named(given.op)))
  if (kept === undefined) return
  await events.record(tx, { id: given.carrier ?? given.author }, [{ verb: 'report.held', id: op.id, area: kept.area, body: { held: given.id, kind, why, author: given.author, device: given.device } }])
}

/** What waited and came by a trusted way after all needs no decision any more. */
export async function arrived(tx: Tx, kept: readonly { readonly op: string; readonly hash: string; readonly author: string }[], now: Date): Promise<void> {
  if (kept.length > 0) await run(tx, queries.setArrived(kept, now))
}

/** Who decides, what and when. */
export type Deciding = { readonly reviewer: Actor; readonly scope: Scope; readonly accept: boolean; readonly why: string; readonly now: Date; readonly makeId: () => string; readonly demo: boolean }

/**
 * Files what was set aside by the same command as its author would have, or marks it as discarded: it stays. Who may no longer file,
 * or is nobody, files within what the reviewer reaches. Throws `not-found`, `held-decided`, and what the command throws.
 */
export async function decide(tx: Tx, id: string, { reviewer, scope, accept, why, now, makeId, demo }: Deciding): Promise<void> {
  const held = await maybe(tx, Locked, queries.lock(id, scope))
  if (held === undefined) throw new Problem('not-found', {})
  const decision = accept ? 'accepted' : 'discarded'
  if (held.decision === decision) return
  if (held.decision !== null) throw new Problem('held-decided', { id, decision: held.decision })
  const op = wellFormed({ id: held.op, kind: held.kind, body: held.body })
  if (accept) {
    const author = (await actorsById(tx, [held.author], demo)).get(held.author) ?? { id: held.author, name: held.author, kind: 'person' as const, grants: [] }
    await apply(tx, op, {
      author, scope: scopeFor(author, SENDERS) ?? { ...scope, crews: [], actor: author.id }, device: held.device, now, makeId,
      delivery: { carriedBy: held.carrier === held.author ? null : held.carrier, acceptedBy: reviewer.id },
    })
  }
  await run(tx, queries.setDecided(id, { decision, by: reviewer.id, why, now }))
  const { damage } = await one(tx, z.object({ damage: z.uuid().nullable() }), queries.damageOf(held.op, op.kind === 'report.file' || op.kind === 'round.stop' ? null : op.body.repair))
  await events.record(tx, reviewer, [{ verb: `report.${decision}`, id: held.op, area: held.area, damage: accept ? damage : null, body: { held: id, kind: held.kind, heldWhy: held.why, why, author: held.author } }])
}

import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { Party } from '../../geo/handovers/handover.ts'
import { deskOf, mayHandOver } from '../../geo/handovers/policy.ts'
import { Problem } from '../../geo/problems.ts'
import * as damages from '../damages/commands.ts'
import { maybe, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import * as queries from './queries.ts'

const Stands = z.object({ responsible: Party.nullable(), since: z.string().nullable(), handover: z.uuid().nullable(), version: z.number().int(), lineage: z.array(z.string()), operator: z.uuid().nullable() })
const Found = z.object({ id: z.uuid() })
const Named = z.object({ party: Party })

/** Whose a damage is, by which hand-over, and where it lies. */
export const standsOf = (tx: Tx, damage: string): Promise<z.infer<typeof Stands>> => one(tx, Stands, queries.responsible(damage))

/** An organisation by id. Throws `organisation-not-found`. */
export async function partyOf(tx: Tx, id: string): Promise<Party> {
  const found = await maybe(tx, Named, queries.organisation(id))
  if (found === undefined) throw new Problem('organisation-not-found', { id })
  return found.party
}

/** Throws `handover-impossible` while a damage is on its way to somebody; `id` is what was asked for. */
export async function mustRest(tx: Tx, damage: string, id = damage): Promise<void> {
  if ((await maybe(tx, Found, queries.openOf(damage))) !== undefined) throw new Problem('handover-impossible', { id, reason: 'open' })
}

/** Whose a damage is, that being the version that was seen. Throws `stale-version`. */
export async function standsAsSeen(tx: Tx, damage: string, seen: number): Promise<z.infer<typeof Stands>> {
  const stands = await standsOf(tx, damage)
  if (stands.version !== seen) throw new Problem('stale-version', { id: damage, sent: seen, current: stands.version })
  return stands
}

/** Takes what is nobody's for an organisation of the actor's. Throws `damage-not-found`, `damage-closed`, `stale-version`, `not-responsible`, `handover-impossible`. */
export async function claim(tx: Tx, actor: Actor, scope: Scope, given: { id: string; organisation: string; version: number; now: Date }): Promise<void> {
  const damage = await damages.lock(tx, given.id, scope)
  const stands = await standsAsSeen(tx, damage.id, given.version)
  if (damage.state !== 'open') throw new Problem('damage-closed', { id: damage.id })
  if (!deskOf(actor.grants, stands).includes(given.organisation)) throw new Problem('not-responsible', { id: damage.id })
  if (stands.responsible !== null) throw new Problem('handover-impossible', { id: damage.id, reason: 'theirs' })
  await mustRest(tx, damage.id)
  await run(tx, queries.setResponsible({ damage: damage.id, organisation: given.organisation, handover: null, by: actor.id, now: given.now }))
  await events.record(tx, actor, [{ verb: 'damage.claimed', id: damage.id, area: damage.area, damage: damage.id, body: { to: await partyOf(tx, given.organisation) } }])
}

/** Gives a damage up. Throws `damage-not-found`, `stale-version`, `not-responsible`, `handover-impossible`. */
export async function release(tx: Tx, actor: Actor, scope: Scope, given: { id: string; why: string; version: number; now: Date }): Promise<void> {
  const damage = await damages.lock(tx, given.id, scope)
  const stands = await standsAsSeen(tx, damage.id, given.version)
  if (stands.responsible === null || !mayHandOver(actor.grants, stands.responsible.id, stands)) throw new Problem('not-responsible', { id: damage.id })
  await mustRest(tx, damage.id)
  await run(tx, queries.setResponsible({ damage: damage.id, organisation: null, handover: null, by: actor.id, now: given.now }))
  await events.record(tx, actor, [
    // Who had it by a hand-over alone hears of this, and of nothing else.
    ...(stands.handover === null ? [] : [{ verb: 'handover.ended' as const, id: stands.handover, area: damage.area, damage: damage.id, body: { to: stands.responsible } }]),
    { verb: 'damage.released', id: damage.id, area: damage.area, damage: damage.id, body: { from: stands.responsible, why: given.why } },
  ])
}

/** A crew is sent: what was nobody's is its organisation's. Gives what the event of it says besides: whose it became. */
export async function crewSent(tx: Tx, actor: Pick<Actor, 'id'>, damage: string, crew: string | null, now: Date): Promise<{ responsible?: Party }> {
  if (crew === null) return {}
  const became = await maybe(tx, z.object({ organisation: z.uuid() }), queries.setByCrew({ damage, crew, by: actor.id, now }))
  return became === undefined ? {} : { responsible: await partyOf(tx, became.organisation) }
}

import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import { EVERYWHERE, type Scope } from '../../geo/access/scope.ts'
import type { Verb } from '../../geo/events/event.ts'
import type { HandoverAnswer, Party, SharedPart } from '../../geo/handovers/handover.ts'
import { answersOpen, mayHandOver, mayShare, mayWork } from '../../geo/handovers/policy.ts'
import { Problem } from '../../geo/problems.ts'
import { ACTIVE } from '../../geo/repairs/lifecycle.ts'
import type { EtrSource, RepairMove } from '../../geo/repairs/repair.ts'
import * as damages from '../damages/commands.ts'
import { maybe, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { hashOf } from '../reports/commands.ts'
import * as repairs from '../repairs/commands.ts'
import { ofDamage } from '../repairs/reading.ts'
import * as queries from './queries.ts'
import { offeredOf, rowFor, type Row } from './reading.ts'
import { mustRest, partyOf, standsAsSeen } from './responsibility.ts'

const Known = z.object({ requestHash: z.string(), damage: z.uuid() })
const Found = z.object({ id: z.uuid() })

/** What is asked of another organisation. */
type Offering = { readonly id: string; readonly to: string; readonly reason: string; readonly shared: readonly SharedPart[]; readonly hash: string; readonly now: Date }

/** Asks another organisation to take a damage, once. Throws `damage-not-found`, `op-id-taken`, `stale-version`, `damage-closed`, `not-responsible`, `organisation-not-found`, `handover-impossible`. */
export async function ask(tx: Tx, actor: Actor, scope: Scope, given: Offering & { damage: string; version: number }): Promise<void> {
  const damage = await damages.lock(tx, given.damage, scope)
  const before = await maybe(tx, Known, queries.exists(given.id))
  if (before !== undefined) {
    if (before.requestHash === given.hash && before.damage === damage.id) return
    throw new Problem('op-id-taken', { id: given.id })
  }
  const stands = await standsAsSeen(tx, damage.id, given.version)
  if (damage.state !== 'open') throw new Problem('damage-closed', { id: damage.id })
  const from = stands.responsible
  if (!mayHandOver(actor.grants, from?.id ?? null, stands)) throw new Problem('not-responsible', { id: damage.id })
  await offer(tx, actor, damage, { ...given, from, onward: stands.handover })
}

/** Puts a damage on its way. Throws `organisation-not-found`, `handover-impossible`. */
async function offer(tx: Tx, actor: Actor, damage: damages.Locked, given: Offering & { from: Party | null; onward: string | null }): Promise<void> {
  const { from } = given
  const to = await partyOf(tx, given.to)
  if (to.id === from?.id) throw new Problem('handover-impossible', { id: given.id, reason: 'theirs' })
  await mustRest(tx, damage.id, given.id)
  await run(tx, queries.insert({ ...given, damage: damage.id, from: from?.id ?? null, to: to.id, by: actor.id }))
  await run(tx, queries.touch(damage.id, actor.id, given.now))
  await events.record(tx, actor, [{ verb: 'handover.asked', id: given.id, area: damage.area, damage: damage.id, body: { from, to, why: given.reason, shared: given.shared } }])
}

/** Asks another organisation to take what the actor's has by a hand-over, once; of the parts no more than they see. Throws `handover-not-found`, `op-id-taken`, `not-responsible`, `stale-version`, `damage-closed`, `organisation-not-found`, `handover-impossible`. */
export async function handOn(tx: Tx, actor: Actor, held: string, given: Offering & { version: number }): Promise<void> {
  const { row, damage } = await hold(tx, actor, held)
  const before = await maybe(tx, Known, queries.exists(given.id))
  if (before !== undefined) {
    if (before.requestHash === given.hash && before.damage === damage.id) return
    throw new Problem('op-id-taken', { id: given.id })
  }
  if (!mayWork(actor.grants, offeredOf(row))) throw new Problem('not-responsible', { id: held })
  if (row.version !== given.version) throw new Problem('stale-version', { id: row.id, sent: given.version, current: row.version })
  if (damage.state !== 'open') throw new Problem('damage-closed', { id: held })
  if (!mayShare(offeredOf(row), given.shared)) throw new Problem('handover-impossible', { id: given.id, reason: 'not-shared' })
  await offer(tx, actor, damage, { ...given, from: row.to, onward: row.id })
}

/** A hand-over that is the actor's to see, held with its damage until the transaction ends. Throws `handover-not-found`. */
async function hold(tx: Tx, actor: Actor, id: string): Promise<{ row: Row; damage: damages.Locked }> {
  const damage = await damages.lock(tx, (await rowFor(tx, actor, id)).damage, EVERYWHERE)
  await run(tx, queries.hold(id))
  return { row: await rowFor(tx, actor, id), damage }
}

/** Answers a hand-over; what it was answered with already is no error. Throws `handover-not-found`, `stale-version`, `handover-impossible`, `not-responsible`, `damage-closed`. */
export async function answer(tx: Tx, actor: Actor, given: { id: string; answer: HandoverAnswer; why: string; version: number; now: Date }): Promise<void> {
  const { row, damage } = await hold(tx, actor, given.id)
  if (row.state === given.answer) return
  if (row.version !== given.version) throw new Problem('stale-version', { id: row.id, sent: given.version, current: row.version })
  if (given.answer === 'returned' ? !row.held : row.state !== 'asked') throw new Problem('handover-impossible', { id: row.id, reason: 'decided' })
  if (!answersOpen(actor.grants, offeredOf(row), row).includes(given.answer)) throw new Problem('not-responsible', { id: row.id })
  // Who asks another to take it goes on only once that is answered.
  if (given.answer === 'returned') await mustRest(tx, damage.id, row.id)
  if (given.answer === 'accepted' && damage.state !== 'open') throw new Problem('damage-closed', { id: row.id })
  await run(tx, queries.decide(row.id, { state: given.answer, why: given.why.trim(), by: actor.id, now: given.now }))
  const [by, now] = [actor.id, given.now]
  if (given.answer === 'accepted') await run(tx, queries.setResponsible({ damage: damage.id, organisation: row.to.id, handover: row.id, by, now }))
  else if (given.answer === 'returned') await run(tx, queries.setResponsible({ damage: damage.id, organisation: row.from?.id ?? null, handover: row.from === null ? null : row.onwardOf, by, now }))
  else await run(tx, queries.touch(damage.id, by, now))
  const verb: Verb = `handover.${given.answer}`
  await events.record(tx, actor, [{ verb, id: row.id, area: damage.area, damage: damage.id, body: { from: row.from, to: row.to, ...(given.why.trim() === '' ? {} : { why: given.why.trim() }) } }])
}

/** What is the actor's to work on by a hand-over. Throws `handover-not-found`, `not-responsible`. */
async function worked(tx: Tx, actor: Actor, id: string): Promise<{ row: Row; damage: damages.Locked; desk: Actor }> {
  const { row, damage } = await hold(tx, actor, id)
  if (!mayWork(actor.grants, offeredOf(row))) throw new Problem('not-responsible', { id })
  // For this one damage they are its desk, wherever it lies.
  return { row, damage, desk: { ...actor, grants: [...actor.grants, { role: 'dispatcher', area: null, organisation: row.to.id, crew: null }] } }
}

/** Does what is to be done on a damage of which its receiver knows no more than the hand-over: a refusal names that, never the damage. */
async function unnamed(id: string, damage: string, run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    throw error instanceof Problem && 'id' in error.details && error.details.id === damage ? new Problem(error.problem, { ...error.details, id } as never) : error
  }
}

/** Sends a crew of the receiver's to what it took. Throws `handover-not-found`, `not-responsible`, `crew-not-found`, `stale-version`, and as `repairs` does. */
export async function sendCrew(tx: Tx, actor: Actor, given: { id: string; crew: string; repair: string; version: number | null; now: Date }): Promise<void> {
  const { row, damage, desk } = await worked(tx, actor, given.id)
  if ((await maybe(tx, Found, queries.ownCrew(given.crew, row.to.id))) === undefined) throw new Problem('crew-not-found', { id: given.crew })
  const active = (await ofDamage(tx, damage.id, EVERYWHERE)).find(({ state }) => ACTIVE.includes(state))
  const wanted = { damage: damage.id, crew: given.crew, urgency: 'permanent', note: '' }
  // The same sent again, after it was done, finds its own repair with its own crew.
  if (active?.id === given.repair && active.crew === given.crew) return
  if (active === undefined) return unnamed(given.id, damage.id, () => repairs.open(tx, desk, EVERYWHERE, { id: given.repair, ...wanted, hash: hashOf(wanted), now: given.now }))
  const { version } = given
  if (version === null) throw new Problem('repair-underway', { id: given.id, repair: active.id })
  return unnamed(given.id, damage.id, () => repairs.assign(tx, desk, EVERYWHERE, { id: active.id, crew: given.crew, version, now: given.now }))
}

/** Moves the repair of what the receiver took. Throws `handover-not-found`, `not-responsible`, `repair-not-found`, and as `repairs` does. */
export async function moveRepair(tx: Tx, actor: Actor, id: string, step: RepairMove, version: number, now: Date): Promise<void> {
  const { row: { about: { repair } }, damage, desk } = await worked(tx, actor, id)
  if (repair === null) throw new Problem('repair-not-found', { id })
  await unnamed(id, damage.id, () => repairs.move(tx, desk, EVERYWHERE, repair.id, step, now, undefined, version))
}

/** Says when service is expected back of what the receiver took. Throws `handover-not-found`, `not-responsible`, `repair-not-found`, and as `repairs` does. */
export async function expects(tx: Tx, actor: Actor, id: string, etr: { at: string; source: EtrSource; confidence: string | null; version: number; now: Date }): Promise<void> {
  const { row: { about: { repair } }, damage, desk } = await worked(tx, actor, id)
  if (repair === null) throw new Problem('repair-not-found', { id })
  await unnamed(id, damage.id, () => repairs.setEtr(tx, desk, EVERYWHERE, { id: repair.id, ...etr }))
}

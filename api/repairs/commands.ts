import { z } from 'zod'
import { DESK_WRITERS, type Actor } from '../../geo/access/roles.ts'
import { scopeFor, type Scope } from '../../geo/access/scope.ts'
import type { Verb } from '../../geo/events/event.ts'
import { Problem } from '../../geo/problems.ts'
import { CREW_MOVES, moveRepair, needsReview, unawareOfBlock, type RepairState } from '../../geo/repairs/lifecycle.ts'
import { Repair, type CrewEtr, type EtrSource, type RepairMove, type Window } from '../../geo/repairs/repair.ts'
import { mustBeCleared } from '../clearances/gate.ts'
import * as damages from '../damages/commands.ts'
import { maybe, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { crewSent } from '../handovers/responsibility.ts'
import { deliveredIn, type Delivery } from '../reports/commands.ts'
import * as queries from './queries.ts'

/** A repair held for a change, and as what its sender reaches it. */
export const Held = Repair.extend({ requestHash: z.string(), byDesk: z.boolean(), byOperator: z.boolean() })
export type Held = z.infer<typeof Held>
const Found = z.object({ id: z.uuid() })
const Hashed = z.object({ requestHash: z.string() })

/** Holds a repair until the transaction ends. Throws `repair-not-found`, `stale-version`. */
export async function lock(tx: Tx, actor: Actor, id: string, scope: Scope, seen?: number): Promise<Held> {
  const repair = await maybe(tx, Held, queries.held(id, scope, { desk: scopeFor(actor, DESK_WRITERS), operator: scopeFor(actor, ['operator']) }))
  if (repair === undefined) throw new Problem('repair-not-found', { id })
  if (seen !== undefined && seen !== repair.version) throw new Problem('stale-version', { id, sent: seen, current: repair.version })
  return repair
}

async function knownCrew(tx: Tx, crew: string | null, scope: Scope): Promise<void> {
  if (crew !== null && (await maybe(tx, Found, queries.crew(crew, scope))) === undefined) throw new Problem('crew-not-found', { id: crew })
}

/** Opens a repair on a damage, once. Throws `damage-not-found`, `damage-closed`, `crew-not-found`, `repair-underway`, `op-id-taken`. */
export async function open(tx: Tx, actor: Actor, scope: Scope, given: {
  id: string; damage: string; crew: string | null; urgency: string; note: string; hash: string; now: Date; demo?: boolean
}): Promise<void> {
  const damage = await damages.lock(tx, given.damage, scope)
  const before = await maybe(tx, Hashed, queries.exists(given.id))
  if (before !== undefined) {
    if (before.requestHash === given.hash) return
    throw new Problem('op-id-taken', { id: given.id })
  }
  if (damage.state !== 'open') throw new Problem('damage-closed', { id: damage.id })
  await knownCrew(tx, given.crew, scope)
  const active = await maybe(tx, Found, queries.activeOf(damage.id))
  if (active !== undefined) throw new Problem('repair-underway', { id: damage.id, repair: active.id })
  const state: RepairState = given.crew === null ? 'approved' : 'assigned'
  await run(tx, queries.insert({ demo: false, ...given, state, by: actor.id }))
  await damages.touch(tx, damage.id)
  await events.record(tx, actor, [{ verb: 'repair.opened', id: given.id, area: damage.area, damage: damage.id, body: { state, crew: given.crew, urgency: given.urgency, note: given.note, ...await crewSent(tx, actor, damage.id, given.crew, given.now) } }])
}

/** Sends a crew to a repair, or another instead. Throws `repair-cannot-move` once the first crew is on the spot. */
export async function assign(tx: Tx, actor: Actor, scope: Scope, given: { id: string; crew: string; version: number; now: Date }): Promise<void> {
  const repair = await lock(tx, actor, given.id, scope, given.version)
  await knownCrew(tx, given.crew, scope)
  const reassignable: readonly RepairState[] = ['proposed', 'approved', 'assigned', 'en_route']
  if (!reassignable.includes(repair.state)) throw new Problem('repair-cannot-move', { from: repair.state, to: 'assigned', allows: [...reassignable] })
  const moved = { ...repair, crew: given.crew, state: 'assigned' as const, blockedFrom: null }
  await run(tx, queries.setMoved(moved, { at: given.now, blockedBy: null, closedReason: null, parts: repair.parts }))
  const { id } = await damages.root(tx, repair.damage)
  await changed(tx, actor, repair, 'repair.assigned', { from: repair.crew, to: given.crew, ...await crewSent(tx, actor, id, given.crew, given.now) })
}

/** A crew has a say in its own repairs alone, though it sees all of its area. Who is a desk elsewhere is a crew here. */
export function ownOrDesk(scope: Scope, repair: Held): void {
  if (repair.byDesk) return
  if (repair.crew === null || !scope.crews.includes(repair.crew)) throw new Problem('repair-of-another-crew', { id: repair.id })
}

/** A move that comes twice uses nothing up twice: its time tells it. */
const partsAfter = (repair: Held, step: RepairMove): Repair['parts'] =>
  repair.parts.some((part) => part.at === step.at) ? repair.parts : [...repair.parts, ...step.parts.map((part) => ({ ...part, at: step.at }))]

/** What was used up to come where the repair stood already: somebody else said so first. */
async function used(tx: Tx, actor: Actor, repair: Held, step: RepairMove, parts: Repair['parts'], delivery?: Delivery): Promise<void> {
  if (parts.length === repair.parts.length) return
  await run(tx, queries.setParts(repair.id, parts))
  await changed(tx, actor, repair, 'repair.moved', { from: repair.state, to: step.to, at: step.at, parts: step.parts, ...(step.note === '' ? {} : { note: step.note }), ...deliveredIn(delivery) })
}

/** True when a blocked repair waits for something else now, or until another moment; a person's word takes over what the server set. */
const waitsAnew = (repair: Held, step: RepairMove) =>
  repair.blockedBy !== step.blockedBy || repair.blockedUntil !== step.until || (step.note !== '' && repair.blockedWhy !== step.note)

/** Says anew what a blocked repair waits for; since when stays, unless it is another thing. */
async function wait(tx: Tx, actor: Actor, repair: Held, step: RepairMove, parts: Repair['parts'], delivery?: Delivery): Promise<void> {
  if (!repair.byDesk && needsReview(repair)) throw new Problem('repair-cannot-move', { from: repair.state, to: step.to, allows: [] })
  const since = repair.blockedBy === step.blockedBy ? repair.since : step.at
  await run(tx, queries.setMoved(repair, { at: new Date(since), blockedBy: step.blockedBy, until: step.until, why: step.note || (repair.blockedBy === step.blockedBy ? repair.blockedWhy : ''), closedReason: null, parts }))
  await changed(tx, actor, repair, 'repair.moved', {
    from: 'blocked', to: 'blocked', at: step.at, blockedBy: step.blockedBy, until: step.until, ...(repair.blockedBy === step.blockedBy ? {} : { waited: repair.blockedBy, waitedSince: repair.since }),
    ...(step.note === '' ? {} : { note: step.note }), ...(step.parts.length === 0 ? {} : { parts: step.parts }), ...deliveredIn(delivery),
  })
}

/** Moves a repair along its lifecycle; service comes back, or goes, with it. Throws `repair-not-found`, `repair-cannot-move`, `repair-needs-crew`, `repair-of-another-crew`, `role-not-served`, `clearance-needed`. */
export async function move(tx: Tx, actor: Actor, scope: Scope, id: string, step: RepairMove, now: Date, delivery?: Delivery, seen?: number): Promise<void> {
  const repair = await lock(tx, actor, id, scope)
  // A move to where it stands already is a repeat, whatever was seen.
  if (seen !== undefined && seen !== repair.version && (repair.state !== step.to || (step.to === 'blocked' && waitsAnew(repair, step)))) throw new Problem('stale-version', { id, sent: seen, current: repair.version })
  ownOrDesk(scope, repair)
  const parts = partsAfter(repair, step)
  if (repair.state === 'blocked' && step.to === 'blocked' && waitsAnew(repair, step)) return wait(tx, actor, repair, step, parts, delivery)
  if (repair.state === step.to) return used(tx, actor, repair, step, parts, delivery)
  if (!repair.byDesk && !CREW_MOVES.includes(step.to)) throw new Problem('role-not-served', { roles: ['dispatcher', 'authority'] })
  if (!repair.byDesk && needsReview(repair)) throw new Problem('repair-cannot-move', { from: repair.state, to: step.to, allows: [] })
  const moved = moveRepair(unawareOfBlock(repair, step.to), step.to)
  if (step.to === 'in_progress') await mustBeCleared(tx, repair.damage, step.at, now)
  await run(tx, queries.setMoved(moved, { at: new Date(step.at), blockedBy: step.blockedBy, until: step.until, why: step.to === 'blocked' ? step.note : '', closedReason: step.closedReason, parts }))
  const damage = await changed(tx, actor, repair, 'repair.moved', {
    from: repair.state, to: step.to, at: step.at, ...(step.blockedBy === null ? {} : { blockedBy: step.blockedBy, until: step.until }),
    ...(repair.blockedBy === null ? {} : { waited: repair.blockedBy, waitedSince: repair.since }),
       ...(step.closedReason === null ? {} : { closedReason: step.closedReason }), ...(step.note === '' ? {} : { note: step.note }),
    ...(step.parts.length === 0 ? {} : { parts: step.parts }), ...deliveredIn(delivery),
  })
  if (step.to === 'restored') await damages.restored(tx, actor, damage, new Date(step.at))
  if (repair.state === 'restored' && step.to === 'in_progress') await damages.restored(tx, actor, damage, null)
}

/** Throws `repair-ended` when a repair is in one of the states in which it does not go on. */
export function mustGoOn({ id, state }: Pick<Repair, 'id' | 'state'>, ...over: readonly Repair['state'][]): void {
  if (over.includes(state)) throw new Problem('repair-ended', { id, state })
}

/** Says when service is expected back. What was said before stays in the timeline. Throws `repair-not-found`, `repair-of-another-crew`, `stale-version`, `repair-ended`. */
export async function setEtr(tx: Tx, actor: Actor, scope: Scope, given: { id: string; at: string; source: EtrSource; confidence: string | null; version?: number; now: Date; delivery?: Delivery }): Promise<void> {
  const repair = await lock(tx, actor, given.id, scope, given.version)
  if (!repair.byOperator) ownOrDesk(scope, repair)
  mustGoOn(repair, 'restored', 'closed', 'cancelled')
  await run(tx, queries.setEtr(repair.id, given))
  await changed(tx, actor, repair, 'repair.etr_set', { at: given.at, source: given.source, confidence: given.confidence, before: repair.etr?.at ?? null, ...deliveredIn(given.delivery) })
}

/** Says when a repair is to be worked on, and by whom. Throws `repair-ended`, and `repair-cannot-move` when another crew is named once the first is on the spot. */
export async function plan(tx: Tx, actor: Actor, scope: Scope, given: { id: string; planned: Window | null; crew?: string | undefined; version: number; now: Date }): Promise<void> {
  const repair = await lock(tx, actor, given.id, scope, given.version)
  if (!repair.byDesk) throw new Problem('repair-of-another-crew', { id: repair.id })
  mustGoOn(repair, 'restored', 'closed', 'cancelled')
  if (given.crew !== undefined && given.crew !== repair.crew) await assign(tx, actor, scope, { id: repair.id, crew: given.crew, version: repair.version, now: given.now })
  await run(tx, queries.setPlan(repair.id, given.planned))
  await changed(tx, actor, repair, 'repair.planned', { at: given.planned?.from ?? null, until: given.planned?.until ?? null, before: repair.planned })
}

/** When a crew expected service back, said on its phone and told later: what was said after that stands. */
export async function crewExpects(tx: Tx, actor: Actor, scope: Scope, id: string, etr: CrewEtr, now: Date, delivery?: Delivery): Promise<void> {
  const repair = await lock(tx, actor, id, scope)
  // By the phone's clock, which may be ahead.
  const madeAt = new Date(Math.min(Date.parse(etr.madeAt), now.getTime()))
  if (repair.etr !== null && Date.parse(repair.etr.madeAt) > madeAt.getTime()) return ownOrDesk(scope, repair)
  await setEtr(tx, actor, scope, { id, at: etr.at, source: 'crew', confidence: etr.confidence, now: madeAt, ...(delivery === undefined ? {} : { delivery }) })
}

/** Writes what changed of a repair into the timeline of the damage that counts; gives that damage, held. */
export async function changed(tx: Tx, actor: Pick<Actor, 'id'>, repair: Pick<Repair, 'id' | 'damage'>, verb: Extract<Verb, `repair.${string}`>, body: Record<string, unknown>) {
  const damage = await damages.root(tx, repair.damage)
  await damages.touch(tx, damage.id)
  await events.record(tx, actor, [{ verb, id: repair.id, area: damage.area, damage: damage.id, body }])
  return damage
}

import { z } from 'zod'
import { DESK_WRITERS, type Actor } from '../../geo/access/roles.ts'
import { scopeFor, type Scope } from '../../geo/access/scope.ts'
import { clockOf } from '../../geo/areas/clock.ts'
import type { Verb } from '../../geo/events/event.ts'
import { Problem } from '../../geo/problems.ts'
import { RoundKind, StopState } from '../../geo/rounds/kinds.ts'
import { localOf } from '../../geo/rounds/repeat.ts'
import { changedStops, isOver, type RoundAsked, type RoundChange, type StopAsked, type StopMove } from '../../geo/rounds/round.ts'
import { maybe, many, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { deliveredIn, type Delivery } from '../reports/commands.ts'
import { byIds as sitesById } from '../sites/reading.ts'
import * as queries from './queries.ts'
import * as schedules from './schedules.ts'

const Hashed = z.object({ requestHash: z.string() })
const Found = z.object({ id: z.uuid() })
const CrewRow = z.object({ id: z.uuid(), organisation: z.uuid() })
const AreaRow = z.object({ code: z.string(), lineage: z.array(z.string()) })
const StopRow = z.object({ id: z.uuid(), site: z.uuid(), state: StopState, task: z.string(), minutes: z.number() })
const Held = z.object({
  id: z.uuid(), kind: RoundKind, unscheduled: z.boolean(), crew: z.uuid(), organisation: z.uuid(), note: z.string(), planned: z.object({ from: z.string(), until: z.string() }),
  area: z.string().nullable(), schedule: z.uuid().nullable(), cancelledAt: z.string().nullable(), version: z.number(), byDesk: z.boolean(),
})
type Held = z.infer<typeof Held>

/** Whose a round is and where, as its events say so that each reader can be told of those within its scope. */
type Whose = { readonly crew: string; readonly organisation: string; readonly area: string | null }

/** An event of a round; `before` is whose it was, when that changed. */
const said = (verb: Extract<Verb, `round.${string}`>, id: string, now: Whose, body: Readonly<Record<string, unknown>>, before: Whose = now) => ({
  verb, id, area: now.area, body: {
    ...body, crews: [...new Set([now.crew, before.crew])], organisations: [...new Set([now.organisation, before.organisation])], ...(before.area === now.area || before.area === null ? {} : { was: before.area }),
  },
})

/** Holds a round until the transaction ends. Throws `round-not-found`, `stale-version`. */
async function lock(tx: Tx, actor: Actor, id: string, scope: Scope, seen?: number): Promise<Held> {
  const round = await maybe(tx, Held, queries.held(id, scope, scopeFor(actor, DESK_WRITERS)))
  if (round === undefined) throw new Problem('round-not-found', { id })
  if (seen !== undefined && seen !== round.version) throw new Problem('stale-version', { id, sent: seen, current: round.version })
  return round
}

async function knownCrew(tx: Tx, id: string, scope: Scope): Promise<z.infer<typeof CrewRow>> {
  const crew = await maybe(tx, CrewRow, queries.crew(id, scope))
  if (crew === undefined) throw new Problem('crew-not-found', { id })
  return crew
}

/** The smallest area that holds all the sites of some stops, each of which the scope has to reach. Throws `site-not-found`. */
async function areaOf(tx: Tx, stops: readonly Pick<StopAsked, 'site'>[], scope: Scope): Promise<z.infer<typeof AreaRow> | undefined> {
  const sites = [...new Set(stops.map(({ site }) => site))]
  const reached = new Set((await sitesById(tx, sites, scope)).map(({ id }) => id))
  const beyond = sites.find((site) => !reached.has(site))
  if (beyond !== undefined) throw new Problem('site-not-found', { id: beyond })
  return maybe(tx, AreaRow, queries.areaOf(sites))
}

const numbered = (stops: readonly StopAsked[], idOf: (nth: number) => string) => JSON.stringify(stops.map(({ site, task, minutes }, nth) => ({ id: idOf(nth), nth: nth + 1, site, task, minutes })))

/** Plans a round or a visit, once, and those that follow when it comes again: by the clock of its area, or `timeZone` where that has none. Throws `crew-not-found`, `site-not-found`, `op-id-taken`. */
export async function plan(tx: Tx, actor: Actor, scope: Scope, given: RoundAsked & { id: string; hash: string; now: Date; makeId: () => string; timeZone: string; demo?: boolean }): Promise<void> {
  const same = (before: z.infer<typeof Hashed> | undefined) => { if (before?.requestHash !== given.hash) throw new Problem('op-id-taken', { id: given.id }) }
  const before = await maybe(tx, Hashed, queries.existing(given.id))
  if (before !== undefined) return same(before)
  const [crew, area] = [await knownCrew(tx, given.crew, scope), await areaOf(tx, given.stops, scope)]
  const { from, until } = given.planned
  const demo = given.demo ?? false
  const zone = clockOf(area?.lineage ?? [], given.timeZone)
  const local = localOf(zone, Date.parse(from))
  if (given.repeats !== null && given.repeats.last !== null && given.repeats.last < local.day) throw new Problem('invalid-input', { issues: [{ at: 'body.repeats.last', message: 'is before the first day' }] })
  if (given.repeats !== null) await schedules.put(tx, {
    ...given, ...given.repeats, crew: crew.id, minute: local.minute, zone, minutes: Math.round((Date.parse(until) - Date.parse(from)) / 60_000), first: local.day, by: actor.id, demo,
  })
  const made = await maybe(tx, Found, queries.insert({
    ...given, crew: crew.id, from, until, area: area?.code ?? null, schedule: given.repeats === null ? null : given.id, day: given.repeats === null ? null : local.day, by: actor.id, demo,
  }))
  if (made === undefined) return same(await maybe(tx, Hashed, queries.existing(given.id)))
  await run(tx, queries.putStops(given.id, numbered(given.stops, () => given.makeId())))
  const whose = { crew: crew.id, organisation: crew.organisation, area: area?.code ?? null }
  await events.record(tx, actor, [said('round.planned', given.id, whose, { kind: given.kind, unscheduled: given.unscheduled, at: from, until, stops: given.stops.length, repeats: given.repeats })])
  if (given.repeats !== null) await schedules.makeAhead(tx, given.id, given.now, given.makeId)
}

/** A round that its sender decides on as a desk, and that stands. */
async function lockAsDesk(tx: Tx, actor: Actor, scope: Scope, given: { id: string; version: number }): Promise<Held> {
  const round = await lock(tx, actor, given.id, scope, given.version)
  if (!round.byDesk) throw new Problem('round-of-another-crew', { id: round.id })
  return round
}

/** Changes a round; of one that comes again, those that follow too when it is asked for. Throws `crew-not-found`, `site-not-found`, `round-cancelled`, `round-stop-done`. */
export async function change(tx: Tx, actor: Actor, scope: Scope, given: { id: string; change: RoundChange; following: boolean; version: number; now: Date; makeId: () => string }): Promise<void> {
  const round = await lockAsDesk(tx, actor, scope, given)
  if (round.cancelledAt !== null) throw new Problem('round-cancelled', { id: round.id })
  const { change: { crew: sent = round.crew, kind = round.kind, note = round.note, planned = round.planned, stops } } = given
  if (round.unscheduled && stops !== undefined && stops.length !== 1) throw new Problem('invalid-input', { issues: [{ at: 'body.change.stops', message: 'a visit is to one site' }] })
  const before: Whose = round
  const crew = sent === round.crew ? { id: round.crew, organisation: round.organisation } : await knownCrew(tx, sent, scope)
  const stood = await many(tx, StopRow, queries.stopsOf(round.id))
  const after = stops === undefined ? undefined : changedStops(stood, stops)
  const fresh = after?.filter(({ stays }) => stays === null).map(({ asked }) => asked) ?? []
  if (fresh.length > 0) await areaOf(tx, fresh, scope)
  const area = after === undefined ? round.area : (await maybe(tx, AreaRow, queries.areaOf(after.map(({ asked }) => asked.site))))?.code ?? null
  await run(tx, queries.update({ id: round.id, crew: crew.id, kind, note, ...planned, area }))
  if (after !== undefined) {
    await run(tx, queries.dropStops(round.id, after.flatMap(({ stays }) => stays ?? [])))
    await run(tx, queries.putStops(round.id, numbered(after.map(({ asked }) => asked), (nth) => after[nth]!.stays ?? given.makeId())))
  }
  const whose = { crew: crew.id, organisation: crew.organisation, area }
  await events.record(tx, actor, [said('round.changed', round.id, whose, { kind, at: planned.from, until: planned.until, before: round.planned, ...(after === undefined ? {} : { stops: after.length }) }, before)])
  if (!given.following || round.schedule === null) return
  const lasting: readonly Omit<StopAsked, 'id'>[] = after === undefined ? stood : after.map(({ asked }) => asked)
  for (const later of await schedules.follow(tx, round.schedule, { crew: crew.id, kind, note, planned, stops: lasting, round: round.id, after: round.planned.from })) {
    await run(tx, queries.update({ id: later.id, crew: crew.id, kind, note, ...later.at, area }))
    await run(tx, queries.dropStops(later.id, []))
    await run(tx, queries.putStops(later.id, numbered(lasting.map((stop) => ({ ...stop, id: null })), () => given.makeId())))
    await events.record(tx, actor, [said('round.changed', later.id, whose, { kind, at: later.at.from, until: later.at.until, before: later.planned, stops: lasting.length, following: round.id }, { ...before, crew: later.crew, area: later.area })])
  }
}

/** Cancels a round with a reason, and those that follow when it is asked for; a repeat changes nothing. Throws `round-stop-done`. */
export async function cancel(tx: Tx, actor: Actor, scope: Scope, given: { id: string; why: string; following: boolean; version: number; now: Date }): Promise<void> {
  const round = await lock(tx, actor, given.id, scope)
  if (!round.byDesk) throw new Problem('round-of-another-crew', { id: round.id })
  if (round.cancelledAt !== null) return
  if (given.version !== round.version) throw new Problem('stale-version', { id: round.id, sent: given.version, current: round.version })
  const stood = await many(tx, StopRow, queries.stopsOf(round.id))
  if (isOver({ stops: stood })) throw new Problem('round-stop-done', { id: stood[0]?.id ?? round.id })
  await run(tx, queries.cancel(round.id, given.now, given.why))
  await events.record(tx, actor, [said('round.cancelled', round.id, round, { at: round.planned.from, why: given.why })])
  if (!given.following || round.schedule === null) return
  for (const later of await schedules.end(tx, round.schedule, { round: round.id, after: round.planned.from, now: given.now })) {
    await run(tx, queries.cancel(later.id, given.now, given.why))
    await events.record(tx, actor, [said('round.cancelled', later.id, { ...round, crew: later.crew, area: later.area }, { at: later.planned.from, why: given.why, following: round.id })])
  }
  await events.record(tx, actor, [said('round.repetition_ended', round.id, round, { why: given.why })])
}

/** Says what became of a stop, by its own crew or a desk; a repeat changes nothing. Throws `round-of-another-crew`, `round-cancelled`, `not-found`. */
export async function moveStop(tx: Tx, actor: Actor, scope: Scope, given: { id: string; stop: string; move: StopMove; delivery?: Delivery }): Promise<void> {
  const round = await lock(tx, actor, given.id, scope)
  if (!round.byDesk && !scope.crews.includes(round.crew)) throw new Problem('round-of-another-crew', { id: round.id })
  const stop = (await many(tx, StopRow, queries.stopsOf(round.id))).find(({ id }) => id === given.stop)
  if (stop === undefined) throw new Problem('not-found', {})
  if (stop.state === given.move.to) return
  if (round.cancelledAt !== null) throw new Problem('round-cancelled', { id: round.id })
  await run(tx, queries.setStop(stop.id, given.move))
  await run(tx, queries.touch(round.id))
  const { to, at, reason, note } = given.move
  await events.record(tx, actor, [said('round.stop_moved', round.id, round, {
    stop: stop.id, site: stop.site, state: stop.state, to, at, ...(reason === null ? {} : { reason }), ...(note === '' ? {} : { note }),
    ...deliveredIn(given.delivery),
  })])
}

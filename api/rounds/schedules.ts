import { z } from 'zod'
import { RoundKind } from '../../geo/rounds/kinds.ts'
import { dayAfter, instantOf, localOf, occurrences } from '../../geo/rounds/repeat.ts'
import type { StopAsked } from '../../geo/rounds/round.ts'
import type { Window } from '../../geo/repairs/repair.ts'
import { many, maybe, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import type { Job } from '../jobs/scheduler.ts'
import * as rounds from './queries.ts'
import * as queries from './schedule-queries.ts'

/** For how many days ahead rounds are made. */
export const AHEAD_DAYS = 28
const MINUTE_MS = 60_000
const actor = { id: 'system:rounds' }

const Schedule = z.object({
  id: z.uuid(), crew: z.uuid(), organisation: z.uuid(), kind: RoundKind, note: z.string(), everyDays: z.number(), minute: z.number(), zone: z.string(), minutes: z.number(),
  first: z.string(), last: z.string().nullable(), madeThrough: z.string(), endedAt: z.string().nullable(), by: z.string(), demo: z.boolean(),
})
type Schedule = z.infer<typeof Schedule>
const StopRow = z.object({ site: z.uuid(), task: z.string(), minutes: z.number() })
const Later = z.object({ id: z.uuid(), day: z.string(), crew: z.uuid(), area: z.string().nullable(), planned: z.object({ from: z.string(), until: z.string() }) })
const Found = z.object({ id: z.uuid() })
const AreaRow = z.object({ code: z.string() })

const numbered = (stops: readonly Omit<StopAsked, 'id'>[]) => JSON.stringify(stops.map(({ site, task, minutes }, nth) => ({ nth: nth + 1, site, task, minutes })))

/** Keeps how a round comes again; a repeat changes nothing. */
export async function put(tx: Tx, given: Parameters<typeof queries.insert>[0] & { stops: readonly StopAsked[] }): Promise<void> {
  if ((await run(tx, queries.insert(given))) > 0) await run(tx, queries.putStops(given.id, numbered(given.stops)))
}

/** Makes the rounds of a repetition through the days ahead; those whose time is over, as after a pause, are not made up for. */
async function make(tx: Tx, schedule: Schedule, now: Date, makeId: () => string): Promise<number> {
  const through = dayAfter(localOf(schedule.zone, now.getTime()).day, AHEAD_DAYS)
  const stops = await many(tx, StopRow, queries.stopsOf(schedule.id))
  const area = stops.length === 0 ? undefined : await maybe(tx, AreaRow, rounds.areaOf(stops.map(({ site }) => site)))
  let made = 0
  for (const { day, atMs } of stops.length === 0 ? [] : occurrences(schedule, schedule.madeThrough, through)) {
    const untilMs = atMs + schedule.minutes * MINUTE_MS
    if (untilMs <= now.getTime()) continue
    const window = { from: new Date(atMs).toISOString(), until: new Date(untilMs).toISOString() }
    const round = await maybe(tx, Found, rounds.insert({
      id: makeId(), crew: schedule.crew, kind: schedule.kind, unscheduled: false, note: schedule.note, ...window, area: area?.code ?? null, schedule: schedule.id, day, hash: `${schedule.id} ${day}`, by: schedule.by, now, demo: schedule.demo,
    }))
    if (round === undefined) continue
    await run(tx, rounds.putStops(round.id, JSON.stringify(stops.map((stop, nth) => ({ ...stop, id: makeId(), nth: nth + 1 })))))
    await events.record(tx, actor, [{ verb: 'round.planned', id: round.id, area: area?.code ?? null, body: { kind: schedule.kind, unscheduled: false, at: window.from, until: window.until, stops: stops.length, schedule: schedule.id, crews: [schedule.crew], organisations: [schedule.organisation] } }])
    made += 1
  }
  await run(tx, queries.madeThrough(schedule.id, through))
  return made
}

/** Makes the rounds of one repetition through the days ahead. */
export const makeAhead = async (tx: Tx, id: string, now: Date, makeId: () => string): Promise<number> => make(tx, await one(tx, Schedule, queries.held(id)), now, makeId)

/** Each ten minutes: makes the rounds of all repetitions through the days ahead, each once however many servers do it. */
export const keepRounds = (makeId: () => string): Job => ({
  name: 'keep-rounds',
  cron: '*/10 * * * *',
  run: async (tx, now) => {
    let made = 0
    // By the earliest clock there is: a repetition whose day is a later one is looked at again then.
    const through = dayAfter(now.toISOString().slice(0, 10), AHEAD_DAYS)
    for (const schedule of await many(tx, Schedule, queries.due(through))) made += await make(tx, schedule, now, makeId)
    return made
  },
})

/** Lets what a round was changed to hold for its repetition, at its hour by the clock of the area; gives the rounds that follow, each with its new window. */
export async function follow(tx: Tx, id: string, given: {
  crew: string; kind: z.infer<typeof RoundKind>; note: string; planned: Window; stops: readonly Omit<StopAsked, 'id'>[]; round: string; after: string
}): Promise<(z.infer<typeof Later> & { readonly at: Window })[]> {
  const schedule = await one(tx, Schedule, queries.held(id))
  const { minute } = localOf(schedule.zone, Date.parse(given.planned.from))
  const minutes = Math.round((Date.parse(given.planned.until) - Date.parse(given.planned.from)) / MINUTE_MS)
  await run(tx, queries.update({ ...given, id, minute, minutes }))
  await run(tx, queries.dropStops(id))
  await run(tx, queries.putStops(id, numbered(given.stops)))
  return (await many(tx, Later, queries.later(id, given.after, given.round))).map((later) => {
    const fromMs = instantOf(schedule.zone, later.day, minute)
    return { ...later, at: { from: new Date(fromMs).toISOString(), until: new Date(fromMs + minutes * MINUTE_MS).toISOString() } }
  })
}

/** Ends a repetition; gives the rounds that would follow a moment. */
export async function end(tx: Tx, id: string, given: { round: string; after: string; now: Date }): Promise<z.infer<typeof Later>[]> {
  await one(tx, Schedule, queries.held(id))
  await run(tx, queries.end(id, given.now))
  return many(tx, Later, queries.later(id, given.after, given.round))
}

const Ahead = z.object({ rounds: z.number() })

/** How many rounds and repetitions a crew has ahead. */
export const roundsAhead = async (tx: Tx, crew: string, now: Date): Promise<number> => (await one(tx, Ahead, queries.ahead(crew, now))).rounds

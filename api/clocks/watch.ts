import { z } from 'zod'
import { EVERYWHERE } from '../../geo/access/scope.ts'
import { alarmOf, nextAlarmMs, type Clock } from '../../geo/clocks/clocks.ts'
import { ClockName } from '../../geo/clocks/targets.ts'
import { Problem } from '../../geo/problems.ts'
import { many, maybe, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { eventsAfter } from '../events/reading.ts'
import type { Job } from '../jobs/scheduler.ts'
import { clocksAt } from './reading.ts'
import * as queries from './queries.ts'

const JOB = 'watch-clocks'
const AT_ONCE = 1000
const EVENTS_AT_ONCE = 500
const DAY_MS = 86_400_000
const Id = z.object({ id: z.uuid() })
const Place = z.object({ cursor: z.string() })
const Fresh = z.object({ damage: z.uuid(), clock: ClockName, level: z.number() })

/** A clock that was missed long ago is noted, but nobody is called for it now: a server that was away would else call for everything at once. */
const stillNews = (clock: Clock, now: Date) => clock.dueAt === null || now.getTime() - Date.parse(clock.dueAt) < DAY_MS

const idsOf = async (tx: Tx, query: Parameters<typeof many>[2]) => (await many(tx, Id, query)).map(({ id }) => id)

/** Damages whose clocks what happened after a cursor may have changed, and where to go on; undefined when the database was restored. */
async function changedAfter(tx: Tx, from: string, now: Date): Promise<{ damages: string[]; cursor: string } | undefined> {
  const [damages, sites, decided] = [new Set<string>(), new Set<string>(), new Set<string>()]
  let cursor = from
  for (let more = true; more && damages.size < AT_ONCE;) {
    const page = await eventsAfter(tx, cursor, EVERYWHERE, EVENTS_AT_ONCE).catch((error: unknown) => {
      if (error instanceof Problem && error.problem === 'cursor-unknown') return undefined
      throw error
    })
    if (page === undefined) return undefined
    for (const { verb, noun, id, damage, area } of page.events) {
      if (damage !== null && !verb.startsWith('damage.clock_')) damages.add(damage)
      if (noun === 'site') sites.add(id)
      if (noun === 'targets' && area !== null) decided.add(area)
    }
    cursor = page.cursor
    more = page.more
  }
  if (sites.size > 0) for (const id of await idsOf(tx, queries.atSites([...sites]))) damages.add(id)
  // Whom a decision concerns is due now: there may be more than are looked at in a minute.
  if (decided.size > 0) await run(tx, queries.dueAgain([...decided], now))
  return { damages: [...damages], cursor }
}

/** Damages to look at now, and the cursor of what is looked at then: what changed since the last time and what is due. The first time all are gone through, a thousand a minute. */
async function toLookAt(tx: Tx, now: Date): Promise<{ ids: string[]; cursor: string | undefined }> {
  const place = await maybe(tx, Place, queries.place(JOB))
  const changed = place === undefined ? undefined : await changedAfter(tx, place.cursor, now)
  if (changed !== undefined) return { ids: [...new Set([...changed.damages, ...await idsOf(tx, queries.due(now, AT_ONCE))])], cursor: changed.cursor }
  const cursor = await events.cursorNow(tx) // before the rows: what commits meanwhile is looked at once more, never missed
  const ids = await idsOf(tx, queries.outdated(now, AT_ONCE))
  return { ids, cursor: ids.length < AT_ONCE ? cursor : undefined }
}

/** Tells of clocks that come near their target or pass it, once each; notes when each damage is to be looked at again. Gives how many were told. */
export async function watchClocks(tx: Tx, now: Date): Promise<number> {
  const { ids, cursor } = await toLookAt(tx, now)
  if (cursor !== undefined) await run(tx, queries.setPlace(JOB, cursor))
  const timed = await clocksAt(tx, ids, now)
  if (timed.length === 0) return 0
  const alarms = timed.flatMap(({ id, area, open, clocks }) => clocks.flatMap((clock) => (!open || alarmOf(clock) === 0 || clock.ended !== null ? [] : [{ damage: id, area, clock, level: alarmOf(clock) }])))
  const fresh = alarms.length === 0 ? [] : await many(tx, Fresh, queries.tell(alarms.map((one) => ({ ...one, clock: one.clock.name })), now))
  await run(tx, queries.looked(timed.map(({ id, version, open, clocks }) => {
    const next = open ? clocks.flatMap((clock) => nextAlarmMs(clock, now.getTime()) ?? []) : []
    return { id, version, dueAt: next.length === 0 ? null : new Date(Math.min(...next)).toISOString() }
  })))
  const told = alarms.filter((one) => stillNews(one.clock, now) && fresh.some((is) => is.damage === one.damage && is.clock === one.clock.name && is.level === one.level))
  await events.record(tx, { id: 'system' }, told.map(({ damage, area, clock, level }) => ({
    verb: level === 2 ? 'damage.clock_missed' as const : 'damage.clock_near' as const, id: damage, area, damage, body: { clock: clock.name, targetH: clock.targetH, spentH: Math.round(clock.spentH * 10) / 10 },
  })))
  return told.length
}

/** Keeps watch over all clocks. */
export const keepWatch: Job = { name: JOB, cron: '* * * * *', atStart: true, run: watchClocks }

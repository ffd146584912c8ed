import { z } from 'zod'
import { alarmOf, nextAlarmMs, type Clock } from '../../geo/clocks/clocks.ts'
import { ClockName } from '../../geo/clocks/targets.ts'
import { many, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import type { Job } from '../jobs/scheduler.ts'
import { clocksAt } from './reading.ts'
import * as queries from './queries.ts'

const AT_ONCE = 1000
const DAY_MS = 86_400_000
const Id = z.object({ id: z.uuid() })
const Fresh = z.object({ damage: z.uuid(), clock: ClockName, level: z.number() })

/** A clock that was missed long ago is noted, but nobody is called for it now: a server that was away would else call for everything at once. */
const stillNews = (clock: Clock, now: Date) => clock.dueAt === null || now.getTime() - Date.parse(clock.dueAt) < DAY_MS

/** Tells of clocks that come near their target or pass it, once each; notes when each damage is to be looked at again. Gives how many were told. */
export async function watchClocks(tx: Tx, now: Date): Promise<number> {
  const ids = (await many(tx, Id, queries.due(now, AT_ONCE))).map(({ id }) => id)
  const timed = await clocksAt(tx, ids, now)
  if (timed.length === 0) return 0
  const alarms = timed.flatMap(({ id, area, clocks }) => clocks.flatMap((clock) => (alarmOf(clock) === 0 || clock.ended !== null ? [] : [{ damage: id, area, clock, level: alarmOf(clock) }])))
  const fresh = alarms.length === 0 ? [] : await many(tx, Fresh, queries.tell(alarms.map((one) => ({ ...one, clock: one.clock.name })), now))
  await run(tx, queries.looked(timed.map(({ id, version, clocks }) => {
    const next = clocks.flatMap((clock) => nextAlarmMs(clock, now.getTime()) ?? [])
    return { id, version, dueAt: next.length === 0 ? null : new Date(Math.min(...next)).toISOString() }
  })))
  const told = alarms.filter((one) => stillNews(one.clock, now) && fresh.some((is) => is.damage === one.damage && is.clock === one.clock.name && is.level === one.level))
  await events.record(tx, { id: 'system' }, told.map(({ damage, area, clock, level }) => ({
    verb: level === 2 ? 'damage.clock_missed' as const : 'damage.clock_near' as const, id: damage, area, damage, body: { clock: clock.name, targetH: clock.targetH, spentH: Math.round(clock.spentH * 10) / 10 },
  })))
  return told.length
}

/** Keeps watch over all clocks. */
export const keepWatch: Job = { name: 'watch-clocks', cron: '* * * * *', run: watchClocks }

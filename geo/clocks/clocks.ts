import { z } from 'zod'
import { BlockedBy } from '../repairs/lifecycle.ts'
import type { Moments, Pause } from './moments.ts'
import { ClockName, type Hours, type Targets } from './targets.ts'

/** How one clock of a damage stands. Times are RFC 3339. */
export const Clock = z.object({
  name: ClockName,
  /** It has not begun; it runs; it stands still; it ended in time; it ended late. */
  state: z.enum(['ahead', 'running', 'paused', 'met', 'missed']),
  /** Over its target, ended or not. */
  late: z.boolean(),
  from: z.string().nullable(),
  ended: z.string().nullable(),
  spentH: z.number(),
  targetH: z.number(),
  /** When the target is reached if nothing stops it, or was; null where it stands still before that, or was met. */
  dueAt: z.string().nullable(),
  pausedBy: BlockedBy.nullable(),
})
export type Clock = z.infer<typeof Clock>

const HOUR_MS = 3_600_000
type Stretch = { readonly from: number; readonly until: number }

/** Stretches of time laid together: those that overlap or touch are one. */
export function union(some: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const one of [...some].filter(({ from, until }) => until > from).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last !== undefined && one.from <= last.until) merged[merged.length - 1] = { from: last.from, until: Math.max(last.until, one.until) }
    else merged.push(one)
  }
  return merged
}

/** Time that ran between two moments, in milliseconds, without the pauses: never less than none, whatever they overlap. */
export function ranMs(from: number, until: number, pauses: readonly Stretch[]): number {
  const stood = union(pauses.map((one) => ({ from: Math.max(from, one.from), until: Math.min(until, one.until) })))
  return Math.max(0, until - from - stood.reduce((sum, one) => sum + one.until - one.from, 0))
}

/** The moment at which so much time has run since another, pauses aside. */
export function reachedAt(from: number, ms: number, pauses: readonly Stretch[]): number {
  let at = from
  let left = ms
  for (const pause of union(pauses)) {
    if (pause.until <= at) continue
    const before = Math.max(0, pause.from - at)
    if (before >= left) break
    left -= before
    at = pause.until
  }
  return at + left
}

const iso = (ms: number | null) => (ms === null || !Number.isFinite(ms) ? null : new Date(ms).toISOString())

function clockOf(name: ClockName, given: { start: number | null; end: number | null; targetH: number; pauses: readonly Pause[]; now: number }): Clock {
  const { end, targetH, now } = given
  const [start, target] = [given.start === null ? end : given.start, targetH * HOUR_MS]
  if (start === null) return { name, state: 'ahead', late: false, from: null, ended: null, spentH: 0, targetH, dueAt: null, pausedBy: null }
  // What ended before it began took no time: a crew may be sent before anybody verified.
  const from = end === null ? start : Math.min(start, end)
  const until = Math.max(from, end ?? now)
  const stretches = given.pauses.map((one) => ({ from: one.from, until: one.until ?? Infinity }))
  const spent = ranMs(from, until, stretches)
  const late = spent > target
  const pausing = end !== null ? undefined : given.pauses.find((one) => one.from <= until && (one.until === null || one.until > until))
  const due = late || (end === null && pausing === undefined) ? reachedAt(from, target, stretches) : null
  return {
    name, state: end !== null ? (late ? 'missed' : 'met') : pausing !== undefined ? 'paused' : 'running', late,
    from: iso(from), ended: iso(end), spentH: spent / HOUR_MS, targetH, dueAt: iso(due), pausedBy: pausing?.why ?? null,
  }
}

/** The clocks of a damage at a moment. Only arrival and restoration stand still, for what the targets name; a moment in the future has not happened. */
export function clocksOf(moments: Moments, hours: Hours, pausing: Targets['pausing'], now: number): Clock[] {
  const done = (at: number | null) => (at === null ? null : Math.min(at, now))
  const [reported, verified, assigned, onSite, restored] = [Math.min(moments.reported, now), done(moments.verified), done(moments.assigned), done(moments.onSite), done(moments.restored)]
  const pauses = moments.pauses.filter(({ why, from }) => pausing.includes(why) && from <= now).map((one) => ({ ...one, until: one.until !== null && one.until > now ? null : one.until }))
  // Whatever comes later in the chain has the earlier steps behind it.
  const [verifiedBy, assignedBy, onSiteBy] = [verified ?? restored, assigned ?? onSite ?? restored, onSite ?? restored]
  return [
    clockOf('verify', { start: reported, end: verifiedBy, targetH: hours.verify, pauses: [], now }),
    clockOf('assign', { start: verified, end: assignedBy, targetH: hours.assign, pauses: [], now }),
    clockOf('arrive', { start: assignedBy, end: onSiteBy, targetH: hours.arrive, pauses, now }),
    clockOf('restore', { start: reported, end: restored, targetH: hours.restore, pauses, now }),
  ]
}

/** The share of its target from which a clock is said to be near it. */
const NEAR = 0.8

/** How far a clock is to be told of: 2 it is over its target, 1 it is near it and still runs, 0 neither. */
export const alarmOf = (clock: Clock): 0 | 1 | 2 => (clock.late ? 2 : clock.ended === null && clock.state === 'running' && clock.spentH >= NEAR * clock.targetH ? 1 : 0)

/** When a clock will next have something to tell if nothing changes, in milliseconds; null never by itself. */
export function nextAlarmMs(clock: Clock, nowMs: number): number | null {
  if (clock.state !== 'running' || clock.late) return null
  const left = (share: number) => nowMs + (share * clock.targetH - clock.spentH) * HOUR_MS
  return clock.spentH < NEAR * clock.targetH ? left(NEAR) : left(1)
}

/** The clock that presses most: late before running, the one that is due first; null when none runs or was missed. */
export const pressing = (clocks: readonly Clock[]): Clock | null =>
  [...clocks].filter(({ ended, state }) => ended === null && state !== 'ahead').sort((a, b) => Number(b.late) - Number(a.late) || (a.dueAt ?? '9') .localeCompare(b.dueAt ?? '9'))[0] ?? null

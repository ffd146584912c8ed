import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alarmOf, clocksOf, nextAlarmMs, pressing, ranMs, reachedAt } from '../../../geo/clocks/clocks.ts'
import { repairMoments, type Moments, type Told } from '../../../geo/clocks/moments.ts'
import { DEFAULT_TARGETS, hoursFor } from '../../../geo/clocks/targets.ts'
import { BlockedBy } from '../../../geo/repairs/lifecycle.ts'

const HOUR = 3_600_000
const T = Date.parse('2026-03-05T00:00:00Z')
const at = (hours: number) => T + hours * HOUR
const hours = hoursFor(DEFAULT_TARGETS, { tier: 3, kind: null })
const moments = (changes: Partial<Moments> = {}): Moments => ({ reported: T, verified: null, assigned: null, onSite: null, restored: null, pauses: [], ...changes })
const of = (name: string, given: Moments, now: number) => clocksOf(given, hours, DEFAULT_TARGETS.pausing, now).find((clock) => clock.name === name)!

const stretch = fc.tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: 0, max: 60 })).map(([from, length]) => ({ from: at(from), until: at(from + length) }))
const moment = fc.option(fc.integer({ min: -5, max: 200 }).map(at))
const anyMoments = fc.record({
  reported: fc.constant(T), verified: moment, assigned: moment, onSite: moment, restored: moment,
  pauses: fc.array(fc.tuple(stretch, fc.boolean(), fc.constantFrom(...BlockedBy.options)).map(([one, open, why]) => ({ from: one.from, until: open ? null : one.until, why })), { maxLength: 6 }),
})

describe('the clocks of a damage', () => {
  test('run from report to verified, to assigned, to the spot, and over the whole way to restored', () => {
    const all = clocksOf(moments({ verified: at(2), assigned: at(5), onSite: at(9) }), hours, DEFAULT_TARGETS.pausing, at(20))
    expect(all.map(({ name, state, spentH }) => [name, state, spentH])).toEqual([['verify', 'met', 2], ['assign', 'met', 3], ['arrive', 'met', 4], ['restore', 'running', 20]])
    expect(all[3]).toMatchObject({ targetH: 120, dueAt: new Date(at(120)).toISOString(), late: false })
  })

  test('stand still while a repair waits for what is nobody\'s fault, and not while it waits for parts', () => {
    const waits = (why: BlockedBy) => of('restore', moments({ assigned: at(1), pauses: [{ from: at(10), until: at(30), why }, { from: at(40), until: null, why }] }), at(60))
    expect(waits('air_alert')).toMatchObject({ state: 'paused', spentH: 20, dueAt: null, pausedBy: 'air_alert' })
    expect(waits('awaiting_parts')).toMatchObject({ state: 'running', spentH: 60, pausedBy: null })
    expect(of('verify', moments({ pauses: [{ from: at(0), until: null, why: 'air_alert' }] }), at(13))).toMatchObject({ state: 'running', late: true, spentH: 13 })
  })

  test('take the hours of the kind before those of the tier', () => {
    const set = { ...DEFAULT_TARGETS, kinds: { mast: { arrive: 6 } } }
    expect(hoursFor(set, { tier: 1, kind: 'mast' })).toEqual({ ...DEFAULT_TARGETS.tiers[1], arrive: 6 })
    expect(hoursFor(set, { tier: 0, kind: null })).toEqual(DEFAULT_TARGETS.tiers[0])
  })

  test('never run backwards, whatever happened in whatever order, and pauses that overlap count once', () => {
    fc.assert(fc.property(anyMoments, fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 100 }), (given, hour, more) => {
      const [now, later] = [clocksOf(given, hours, DEFAULT_TARGETS.pausing, at(hour)), clocksOf(given, hours, DEFAULT_TARGETS.pausing, at(hour + more))]
      for (const [nth, clock] of now.entries()) {
        expect(clock.spentH).toBeGreaterThanOrEqual(0)
        expect(clock.spentH).toBeLessThanOrEqual(hour + 5)
        if (clock.ended === null && later[nth]!.ended === null && clock.from === later[nth]!.from) expect(later[nth]!.spentH).toBeGreaterThanOrEqual(clock.spentH - 1e-9)
        if (clock.state === 'paused') expect([clock.pausedBy, clock.late || clock.dueAt === null]).toEqual([expect.any(String), true])
        const next = nextAlarmMs(clock, at(hour))
        if (next !== null) {
          expect(next).toBeGreaterThanOrEqual(at(hour) - 1)
          expect(alarmOf(clocksOf({ ...given, verified: given.verified !== null && given.verified > at(hour) ? null : given.verified }, hours, DEFAULT_TARGETS.pausing, at(hour))[nth]!)).toBeLessThan(2)
        }
      }
    }))
    fc.assert(fc.property(fc.array(stretch, { maxLength: 8 }), fc.integer({ min: 0, max: 200 }), (pauses, hour) => {
      // Hour by hour: it runs where no pause covers the hour.
      const plain = Array.from({ length: hour }, (_, n) => n).filter((n) => !pauses.some(({ from, until }) => from <= at(n) && until >= at(n + 1))).length
      expect(ranMs(T, at(hour), pauses) / HOUR).toBe(plain)
      expect(ranMs(T, at(hour), [...pauses, ...pauses].reverse())).toBe(ranMs(T, at(hour), pauses))
    }))
  })

  test('reach their target at the moment at which so much has run', () => {
    fc.assert(fc.property(fc.array(stretch, { maxLength: 6 }), fc.integer({ min: 1, max: 100 }), (pauses, target) => {
      const due = reachedAt(T, target * HOUR, pauses)
      expect(ranMs(T, due, pauses)).toBe(target * HOUR)
      expect(ranMs(T, due - 1, pauses)).toBeLessThan(target * HOUR)
    }))
  })

  test('say which presses most', () => {
    const late = clocksOf(moments(), hours, [], at(13))
    expect(pressing(late)?.name).toBe('verify')
    expect(pressing(clocksOf(moments({ verified: at(1), assigned: at(2), onSite: at(3), restored: at(4) }), hours, [], at(13)))).toBeNull()
  })
})

describe('the moments of a damage', () => {
  const told = (seq: number, to: string, hour: number, blockedBy: BlockedBy | null = null, what: Told['what'] = 'state'): Told => ({ seq, at: at(hour), repair: 'r', what, to, blockedBy })

  test('are the same in whatever order the events come', () => {
    const events = [told(1, 'crew', 1, null, 'crew'), told(2, 'en_route', 2), told(3, 'blocked', 3, 'weather'), told(4, 'blocked', 3.5, 'weather'), told(5, 'blocked', 4, 'air_alert'), told(6, 'en_route', 5), told(7, 'on_site', 6)]
    const said = repairMoments(events)
    expect(said).toEqual({ assigned: at(1), onSite: at(6), pauses: [{ from: at(3), until: at(4), why: 'weather' }, { from: at(4), until: at(5), why: 'air_alert' }] })
    fc.assert(fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => { expect(repairMoments(shuffled)).toEqual(said) }))
  })

  test('keep a wait that lasts open, and one whose end is dated before its beginning empty', () => {
    expect(repairMoments([told(1, 'blocked', 3, 'access')]).pauses).toEqual([{ from: at(3), until: null, why: 'access' }])
    expect(repairMoments([told(1, 'blocked', 3, 'access'), told(2, 'on_site', 1)])).toMatchObject({ pauses: [{ from: at(3), until: at(3) }], onSite: at(1) })
  })
})

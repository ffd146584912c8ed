import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { changedStops, isOver, RoundAsked, StopMove } from '../../../geo/rounds/round.ts'

const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()]
const asked = (site: string, id: string | null = null) => ({ id, site, task: '', minutes: 30 })

describe('a round', () => {
  test('may be put in another order and given other stops, but what was visited or skipped stays at its site', () => {
    const before = [{ id: first, site: first, state: 'visited' as const }, { id: second, site: second, state: 'planned' as const }]
    expect(changedStops(before, [asked(third), asked(first, first)]).map(({ stays }) => stays)).toEqual([null, first])
    expect(() => changedStops(before, [asked(second, second)])).toThrow('What was visited or skipped stays')
    expect(() => changedStops(before, [asked(third, first), asked(second, second)])).toThrow('What was visited or skipped stays')
    expect(changedStops(before, [asked(first, first), asked(third, second)]).map(({ stays }) => stays)).toEqual([first, null])
    expect([isOver({ stops: before }), isOver({ stops: before.slice(0, 1) })]).toEqual([false, true])
  })

  test('is asked for whole: a visit is to one site and for once, a skipped stop says why', () => {
    const planned = { from: '2026-03-05T08:00:00Z', until: '2026-03-05T12:00:00Z' }
    const round = { crew: first, kind: 'inspection', planned, stops: [asked(first)] }
    const fits = (changes: object) => RoundAsked.safeParse({ ...round, ...changes }).success
    expect(fits({})).toBe(true)
    expect(fits({ repeats: { everyDays: 7 } })).toBe(true)
    for (const wrong of [
      { unscheduled: true, repeats: { everyDays: 7 } }, { unscheduled: true, stops: [asked(first), asked(second)] }, { stops: [] }, { stops: Array.from({ length: 41 }, () => asked(first)) },
      { planned: { ...planned, until: planned.from } }, { planned: { ...planned, until: '2026-03-13T08:00:00Z' } }, { repeats: { everyDays: 0 } }, { repeats: { everyDays: 7, last: '2026-02-30' } }, { kind: 'toString' },
    ]) expect(fits(wrong), JSON.stringify(wrong)).toBe(false)
    const said = (changes: object) => StopMove.safeParse({ to: 'visited', at: planned.from, ...changes }).success
    expect([said({}), said({ to: 'skipped' }), said({ reason: 'danger' }), said({ to: 'skipped', reason: 'other' }), said({ to: 'skipped', reason: 'other', note: 'ice' })]).toEqual([true, false, false, false, true])
  })
})

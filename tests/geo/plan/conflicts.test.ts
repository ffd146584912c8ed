import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conflictsOf, workloadH } from '../../../geo/plan/conflicts.ts'
import type { BoardCrew, BoardRepair } from '../../../geo/plan/plan.ts'
import { workOfRepair, workOfRound } from '../../../geo/plan/work.ts'
import type { Round, Stop } from '../../../geo/rounds/round.ts'

const at = (hour: number) => new Date(Date.parse('2026-03-05T00:00:00Z') + hour * 3_600_000).toISOString()
const window = (from: number, until: number) => ({ from: at(from), until: at(until) })
const crews: BoardCrew[] = [{ id: 'a', name: 'A', skills: ['cable'], base: null }, { id: 'b', name: 'B', skills: [], base: null }]
const repair = (id: string, changes: Partial<BoardRepair> = {}) => workOfRepair({
  id, damage: id, version: 1, state: 'assigned', since: at(0), blockedBy: null, blockedFrom: null, blockedUntil: null, crew: 'b', crewName: 'B', planned: window(8, 10), usualH: 4,
  tier: 3, kind: null, names: { uk: null, en: null }, place: '', areaNames: { uk: null, en: null }, position: [31, 47], site: null, severity: null, uncleared: false, clock: null, ...changes,
})
const stop = (id: string, changes: Partial<Stop> = {}): Stop => ({
  id, site: id, number: 1, names: { uk: null, en: null }, siteKind: 'mast', areaNames: { uk: null, en: null }, position: [31, 47], task: '', minutes: 30, state: 'planned', at: null, reason: null, note: '',
  uncleared: false, damage: null, reported: null, ...changes,
})
const round = (id: string, changes: Partial<Round> = {}) => workOfRound({
  id, kind: 'inspection', unscheduled: false, crew: 'b', crewName: 'B', note: '', planned: window(8, 10), area: null, areaNames: { uk: null, en: null }, stops: [stop('s')], repeats: null, cancelled: null, createdAt: at(0), version: 1, ...changes,
})

describe('what speaks against a plan', () => {
  test('is another repair at the same time, a way that takes longer than there is, a clearance that is missing, a skill that the crew lacks', () => {
    const found = conflictsOf([
      repair('1'), repair('2', { planned: window(9, 11) }), repair('3', { planned: window(11, 12), position: [32, 47] }), // 76 km away at once
      repair('4', { planned: window(20, 22) }), repair('5', { crew: 'a', kind: 'mast', uncleared: true }), repair('6', { crew: null }),
    ], crews)
    expect([...found]).toEqual([
      ['1', [{ kind: 'overlap', with: '2' }]], ['2', [{ kind: 'overlap', with: '1' }]], ['3', [{ kind: 'travel', with: '2' }]], ['5', [{ kind: 'clearance' }, { kind: 'skill', skill: 'antenna' }]],
    ])
  })

  test('weighs repairs, rounds and visits of a crew together: from the last stop of one to the first of the next, what a kind asks for, and whether all of it fits', () => {
    const far = stop('far', { position: [32, 47] }) // 76 km, nearly two hours
    const found = conflictsOf([
      repair('1', { planned: window(8, 10) }), round('2', { planned: window(9, 13), stops: [stop('here'), far] }), round('3', { unscheduled: true, planned: window(13, 14) }),
      round('4', { planned: window(14, 15), stops: [far] }), round('5', { crew: 'a', kind: 'refuelling', stops: [stop('x', { uncleared: true })] }), round('6', { planned: window(20, 21), stops: [stop('x', { minutes: 90 })] }),
      round('7', { planned: window(20, 21), stops: [stop('done', { state: 'visited', at: at(20) })] }),
    ], crews)
    expect([...found]).toEqual([
      ['1', [{ kind: 'overlap', with: '2' }]], ['2', [{ kind: 'overlap', with: '1' }]], ['3', [{ kind: 'travel', with: '2' }]], ['4', [{ kind: 'travel', with: '3' }]],
      ['6', [{ kind: 'short', minutes: 30 }]], ['5', [{ kind: 'clearance' }, { kind: 'skill', skill: 'generator' }]],
    ])
    expect(workloadH('b', [repair('1', { planned: window(8, 10) }), round('2', { planned: window(9, 11) }), round('3', { unscheduled: true, planned: window(12, 13) })], Date.parse(at(0)), Date.parse(at(24)))).toBe(4)
  })

  test('says of an overlap at both, and never of two crews', () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 8 }), fc.constantFrom('a', 'b')), { maxLength: 8 })
    fc.assert(fc.property(some, (windows) => {
      const repairs = windows.map(([from, length, crew], nth) => repair(`${nth}`, { crew, planned: window(from, from + length) }))
      const found = conflictsOf(repairs, crews)
      for (const [id, list] of found) for (const conflict of list) {
        if (conflict.kind !== 'overlap') continue
        expect(found.get(conflict.with)).toContainEqual({ kind: 'overlap', with: id })
        expect(repairs[Number(id)]!.crew).toBe(repairs[Number(conflict.with)]!.crew)
      }
      // Hour by hour: busy where some window covers the hour.
      const busy = Array.from({ length: 24 }, (_, hour) => hour).filter((hour) => windows.some(([from, length, crew]) => crew === 'a' && from <= hour && from + length > hour)).length
      expect(workloadH('a', repairs, Date.parse(at(0)), Date.parse(at(24)))).toBeCloseTo(busy)
    }))
  })
})

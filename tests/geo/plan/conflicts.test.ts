import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conflictsOf, workloadH } from '../../../geo/plan/conflicts.ts'
import type { BoardCrew, BoardRepair } from '../../../geo/plan/plan.ts'

const at = (hour: number) => new Date(Date.parse('2026-03-05T00:00:00Z') + hour * 3_600_000).toISOString()
const window = (from: number, until: number) => ({ from: at(from), until: at(until) })
const crews: BoardCrew[] = [{ id: 'a', name: 'A', skills: ['cable'], base: null }, { id: 'b', name: 'B', skills: [], base: null }]
const repair = (id: string, changes: Partial<BoardRepair> = {}): BoardRepair => ({
  id, damage: id, version: 1, state: 'assigned', since: at(0), blockedBy: null, blockedFrom: null, blockedUntil: null, crew: 'b', crewName: 'B', planned: window(8, 10), usualH: 4,
  tier: 3, kind: null, names: { uk: null, en: null }, place: '', areaNames: { uk: null, en: null }, position: [31, 47], site: null, severity: null, uncleared: false, clock: null, ...changes,
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

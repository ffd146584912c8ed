import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayAfter, instantOf, localOf, occurrences } from '../../../geo/rounds/repeat.ts'

const KYIV = 'Europe/Kyiv'
const iso = (ms: number) => new Date(ms).toISOString()

describe('what comes again', () => {
  test('keeps its hour by the clock of the area over the change of summer time', () => {
    const autumn = occurrences({ first: '2026-10-24', everyDays: 1, minute: 8 * 60, zone: KYIV, last: null }, '2026-10-23', '2026-10-26')
    expect(autumn.map(({ day, atMs }) => [day, iso(atMs)])).toEqual([
      ['2026-10-24', '2026-10-24T05:00:00.000Z'], ['2026-10-25', '2026-10-25T06:00:00.000Z'], ['2026-10-26', '2026-10-26T06:00:00.000Z'],
    ])
    const spring = occurrences({ first: '2026-03-22', everyDays: 7, minute: 8 * 60, zone: KYIV, last: null }, '2026-03-21', '2026-04-01')
    expect(spring.map(({ atMs }) => iso(atMs))).toEqual(['2026-03-22T06:00:00.000Z', '2026-03-29T05:00:00.000Z'])
  })

  test('is an hour later where the clock leaves its hour out, and the first of two where that comes twice', () => {
    expect(iso(instantOf(KYIV, '2026-03-29', 3 * 60 + 30))).toBe('2026-03-29T01:30:00.000Z') // 04:30 by a clock that jumped from 03:00
    expect(iso(instantOf(KYIV, '2026-10-25', 3 * 60 + 30))).toBe('2026-10-25T00:30:00.000Z')
  })

  test('is shown by the clock as it was asked for, on each of its days and no other, wherever one begins to look', () => {
    fc.assert(fc.property(
      fc.constantFrom(KYIV, 'America/New_York', 'Australia/Lord_Howe', 'UTC'), fc.integer({ min: 0, max: 800 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 1439 }), fc.integer({ min: -50, max: 400 }), fc.integer({ min: 0, max: 60 }), fc.option(fc.integer({ min: 0, max: 300 })),
      (zone, start, everyDays, minute, from, length, lasts) => {
        const first = dayAfter('2025-01-01', start)
        const [after, through] = [dayAfter(first, from), dayAfter(first, from + length)]
        const last = lasts === null ? null : dayAfter(first, lasts)
        const found = occurrences({ first, everyDays, minute, zone, last }, after, through)
        const expected: string[] = []
        for (let n = 0; n <= 500; n += everyDays) { const day = dayAfter(first, n); if (day > after && day <= through && (last === null || day <= last)) expected.push(day) }
        expect(found.map(({ day }) => day)).toEqual(expected)
        for (const { day, atMs } of found) {
          const shown = localOf(zone, atMs)
          // Left out by the clock: the only other minute that it may show, at most an hour on.
          const gap = (Date.parse(`${shown.day}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 60_000 + shown.minute - minute
          expect([0, 30, 60]).toContain(gap)
          if (gap !== 0) for (const before of [1, 2]) expect(localOf(zone, atMs - before * 3_600_000)).not.toEqual({ day, minute })
        }
      }), { numRuns: 60 })
  })
})

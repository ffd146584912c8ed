import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pastAt } from '../../../geo/map/past.ts'
import { momentAt, STEPS_BACK, stepOf } from '../../../web/desk/past/moments.ts'

const NOW = Date.parse('2026-11-25T20:50:13.000Z')

describe('the bar of moments', () => {
  test('goes back by full hours from the last one, and is now at its end', () => {
    expect([0, 1, 2, 25].map((step) => momentAt(step, NOW))).toEqual([null, '2026-11-25T20:00:00Z', '2026-11-25T19:00:00Z', '2026-11-24T20:00:00Z'])
  })

  test('every moment of it leads back to its step, and the server shows it for an hour yet', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: STEPS_BACK }), fc.integer({ min: 0, max: 4e12 }), (step, now) => {
      const at = momentAt(step, now)
      expect(stepOf(at, now)).toBe(step)
      if (at !== null) expect(pastAt(new Date(now)).from.getTime()).toBeLessThan(Date.parse(at))
      expect(at === null || Date.parse(at) <= now).toBe(true)
    }))
  })

  test('puts a moment of a link that is between two hours, to come, or too long ago at the nearest step', () => {
    expect(['2026-11-25T19:40:00Z', '2026-11-25T18:20:00Z', '2027-01-01T00:00:00Z', '2020-01-01T00:00:00Z'].map((at) => stepOf(at, NOW))).toEqual([1, 3, 1, STEPS_BACK])
  })
})

import { describe, expect, test } from 'vitest'
import type { StoredReport } from '../../../geo/reports/report.ts'
import { placeSeen } from '../../../web/desk/place-seen.ts'

const report = (more: Partial<StoredReport>) => ({ position: null, accuracyM: null, fix: null, doubts: [], ...more }) as unknown as StoredReport
const fix = (position: [number, number], accuracyM: number) => ({ position, accuracyM, at: '2026-03-05T08:00:00Z' })

describe('the place of a damage', () => {
  test('has the spots of its reports and where their phones stood, with the farthest', () => {
    const seen = placeSeen({ position: [31, 47], filed: [report({ position: [31, 47.001], accuracyM: 20 }), report({ fix: fix([31, 47.002], 30) }), report({ position: [31, 47], fix: fix([31, 47], 10) }), report({})] })!
    expect(seen.spots.map(({ position }) => position)).toEqual([[31, 47.001], [31, 47.002], [31, 47]])
    expect(seen.farthestM).toBeCloseTo(222.4, 0)
    expect(seen.elsewhere).toBe(0)
  })

  test('is drawn so that each of them is in it, and what landed in another city is told and not drawn', () => {
    const seen = placeSeen({ position: [31, 47], filed: [report({ position: [31, 47.05], accuracyM: 100 }), report({ fix: fix([-77, -12], 5), doubts: ['jumped'] })] })!
    expect(seen).toMatchObject({ elsewhere: 1, spots: [{ doubtful: false }] })
    expect(seen.box[3]).toBeGreaterThan(47.05)
    expect(seen.box[3]).toBeLessThan(47.06)
  })

  test('is none where nobody knows it on the map, and a patch of ground where no report says more', () => {
    expect(placeSeen({ position: null, filed: [report({ position: [31, 47] })] })).toBeNull()
    const alone = placeSeen({ position: [31, 47], filed: [] })!
    expect(alone).toMatchObject({ spots: [], farthestM: null })
    expect((alone.box[3] - alone.box[1]) * 111_320).toBeCloseTo(500, -1)
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comparePhoto } from '../../../geo/photos/compare.ts'

const report = { position: [31, 47] as [number, number], accuracyM: 20, at: '2026-03-05T10:00:00.000Z' }
const photo = { takenAt: '2026-03-05T09:50:00.000Z', exifPosition: [31.001, 47] as [number, number] }

describe('a picture', () => {
  test('of the same place and hour says nothing against its report', () => {
    expect(comparePhoto(photo, report)).toEqual([])
  })

  test('of another place says how far, beyond the circle of the fix', () => {
    const [doubt, ...others] = comparePhoto({ ...photo, exifPosition: [31.01, 47] }, report)
    expect(others).toEqual([])
    expect(doubt).toMatchObject({ is: 'elsewhere' })
    expect((doubt as { apartM: number }).apartM).toBeCloseTo(758 - 20, -1)
    expect(comparePhoto({ ...photo, exifPosition: [31.01, 47] }, { ...report, accuracyM: 600 })).toEqual([])
  })

  test('of another time says how long before or after', () => {
    expect(comparePhoto({ ...photo, takenAt: '2026-03-04T10:00:00.000Z' }, report)).toEqual([{ is: 'another_time', apartMs: -86_400_000 }])
    expect(comparePhoto({ ...photo, takenAt: '2026-03-05T11:00:00.001Z' }, report)).toEqual([{ is: 'another_time', apartMs: 3_600_001 }])
  })

  test('that says nothing of itself, or whose report has no place, is not compared', () => {
    expect(comparePhoto({ takenAt: null, exifPosition: null }, report)).toEqual([])
    expect(comparePhoto({ takenAt: null, exifPosition: [0.1, 0.1] }, { ...report, position: null })).toEqual([])
  })

  test('is judged alike however wide the circle grows: a wider one never adds a doubt', () => {
    const lon = fc.double({ min: 30, max: 32, noNaN: true })
    const lat = fc.double({ min: 46, max: 48, noNaN: true })
    fc.assert(fc.property(lon, lat, fc.double({ min: 0, max: 5000, noNaN: true }), fc.double({ min: 0, max: 5000, noNaN: true }), (east, north, accuracyM, more) => {
      const doubts = (circle: number) => comparePhoto({ takenAt: null, exifPosition: [east, north] }, { ...report, accuracyM: circle }).length
      expect(doubts(accuracyM + more)).toBeLessThanOrEqual(doubts(accuracyM))
    }))
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keyOf, NO_PLACE, rangesOf } from '../../../geo/feed/cells.ts'
import { fromCursor, toCursor } from '../../../geo/feed/cursor.ts'
import { withQuery } from '../../../geo/feed/links.ts'

const lon = fc.double({ min: -180, max: 180, noNaN: true })
const lat = fc.double({ min: -90, max: 90, noNaN: true })
const box = fc.tuple(lon, lat, lon, lat).map(([west, a, east, b]) => [west, Math.min(a, b), east, Math.max(a, b)] as const)

describe('ranges of keys', () => {
  test('hold every point of their box, and where they say so no other', () => {
    fc.assert(fc.property(box, lon, lat, (bbox, x, y) => {
      const [west, south, east, north] = bbox
      const within = y >= south && y <= north && (west <= east ? x >= west && x <= east : x >= west || x <= east)
      const key = keyOf(x, y)
      const found = rangesOf(bbox).find((range) => key >= range.low && key <= range.high)
      if (within) expect(found).toBeDefined()
      else expect(found?.inside ?? false).toBe(false)
    }), { numRuns: 2000 })
  })

  test('are in order, apart, few, and leave out what has no place', () => {
    fc.assert(fc.property(box, (bbox) => {
      const ranges = rangesOf(bbox)
      expect(ranges.length).toBeLessThanOrEqual(100)
      for (const [nth, { low, high }] of ranges.entries()) {
        expect(low).toBeLessThanOrEqual(high)
        expect(low).toBeGreaterThan(ranges[nth - 1]?.high ?? -1)
        expect(high).toBeLessThan(NO_PLACE)
      }
    }))
  })

  test('of a box the size of a town reach little beyond it', () => {
    const held = rangesOf([30, 50, 30.7, 50.5]).reduce((sum, { low, high }) => sum + high - low + 1, 0)
    const exact = (0.7 / 360) * 2 ** 20 * (0.5 / 180) * 2 ** 20
    expect(held / exact).toBeLessThan(2)
  })
})

describe('a cursor', () => {
  test('gives back the position it was made of, and refuses every other text', () => {
    fc.assert(fc.property(fc.integer({ min: -NO_PLACE, max: NO_PLACE }), fc.uuid(), (key, id) => {
      expect(fromCursor(toCursor({ key, id }))).toEqual({ key: key + 0, id })
    }))
    for (const text of ['', 'p', 'p1', 'p1.', 'pzzzzzzzzz.00000000000040008000000000000000', 'x1.00000000000040008000000000000000', "p1.'; drop table damages"]) expect(fromCursor(text), text).toBeUndefined()
  })
})

describe('an address', () => {
  test('carries its parameters escaped, in order, without those that are missing', () => {
    expect(withQuery('http://example.org/items', { bbox: '1,2,3,4', datetime: '2026-01-01T00:00:00Z/..', limit: undefined, cursor: 'a b&c' }))
      .toBe('http://example.org/items?bbox=1,2,3,4&datetime=2026-01-01T00:00:00Z/..&cursor=a%20b%26c')
  })
})

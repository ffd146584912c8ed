import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packOutline, ringsOf } from '../../../geo/areas/outline.ts'
import type { Position } from '../../../geo/space/position.ts'

const square = (west: number, south: number, side: number): Position[] => [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]

test('an outline comes back to within half a thousandth of a degree, ring by ring, without its last position', () => {
  expect(packOutline([square(36.2, 49.9, 1), square(-179.9991, -0.5, 0.25)])).toEqual([[36200, 49900, 1000, 0, 0, 1000, -1000, 0], [-179999, -500, 250, 0, 0, 250, -250, 0]])
  const position = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }))
  fc.assert(fc.property(fc.uniqueArray(position, { minLength: 3, maxLength: 40, selector: ([lon, lat]) => `${Math.round(lon)} ${Math.round(lat)}` }), (ring) => {
    const [back] = ringsOf(packOutline([[...ring, ring[0]!]]))
    expect(back!.length).toBe(ring.length)
    back!.forEach(([lon, lat], at) => { expect(Math.max(Math.abs(lon - ring[at]![0]), Math.abs(lat - ring[at]![1]))).toBeLessThanOrEqual(0.000_500_1) })
  }))
})

test('a ring that vanishes when it is rounded is left out, and positions that fall together are one', () => {
  expect(packOutline([square(36.2, 49.9, 0.0001), [[0, 0], [0, 0.0001], [0.01, 0], [0.01, 0.01], [0, 0]]])).toEqual([[0, 0, 10, 0, 0, 10]])
})

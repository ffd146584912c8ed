import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gather } from '../../../web/desk/gather.ts'

const thing = fc.record({ id: fc.uuid(), position: fc.tuple(fc.double({ min: 20, max: 42, noNaN: true }), fc.double({ min: 43, max: 54, noNaN: true })), severity: fc.option(fc.integer({ min: 0, max: 4 })) })
const things = fc.uniqueArray(thing, { selector: (one) => one.id, maxLength: 60 })
const never = () => false

describe('damages gathered on the map', () => {
  test('every one is in exactly one group, at any zoom', () => {
    fc.assert(fc.property(things, fc.integer({ min: 4, max: 14 }), (all, zoom) => {
      const ids = gather(all, zoom, 26, never).flatMap((group) => group.members.map((one) => one.id))
      expect(ids.toSorted()).toEqual(all.map((one) => one.id).toSorted())
    }))
  })

  test('the order in which they come changes nothing', () => {
    fc.assert(fc.property(things, (all) => {
      const groups = (list: typeof all) => gather(list, 6, 26, never).map((group) => group.members.map((one) => one.id).toSorted().join()).toSorted()
      expect(groups(all.toReversed())).toEqual(groups(all))
    }))
  })

  test('far apart they stand alone, on one spot they are one', () => {
    const [a, b, c] = [{ id: 'a', position: [30, 50] as const, severity: 1 }, { id: 'b', position: [36, 50] as const, severity: 4 }, { id: 'c', position: [36, 50] as const, severity: null }]
    expect(gather([a, b, c], 6, 26, never).map((group) => group.members.map((one) => one.id))).toEqual([['b', 'c'], ['a']])
  })

  test('a chain that draws together ends as groups that hardly ever touch', () => {
    // Points 30 px apart at zoom 6: each pair's middle comes nearer to the next than its first member was.
    const chain = Array.from({ length: 8 }, (_, nth) => ({ id: `${nth}`, position: [30 + nth * (30 * 360) / (256 * 64), 50] as const, severity: 1 }))
    const groups = gather(chain, 6, 34, never)
    const middles = groups.map((group) => group.position[0] * (256 * 64) / 360).sort((a, b) => a - b)
    expect(groups.length).toBeGreaterThan(1)
    for (const [nth, x] of middles.entries()) if (nth > 0) expect(x - middles[nth - 1]!).toBeGreaterThanOrEqual(34)
  })

  test('the chosen one is never hidden in a group', () => {
    const spot = [36, 50] as const
    const groups = gather(['a', 'b', 'c'].map((id) => ({ id, position: spot, severity: 2 })), 6, 26, (one) => one.id === 'b')
    expect(groups.map((group) => group.members.map((one) => one.id))).toEqual([['a', 'c'], ['b']])
    expect(groups[0]?.position[0]).toBeGreaterThan(36)
  })
})

import { describe, expect, test } from 'vitest'
import { likenessOf, wordsShared, type Compared } from '../../../geo/damages/likeness.ts'

const pair: Compared = { sameSite: null, distanceM: 40, offM: 30, kinds: 'same', hoursApart: 2, wordsShared: 0.3 }
const bitsOf = (compared: Compared) => Object.fromEntries(likenessOf(compared).parts.map(({ part, bits }) => [part, bits]))

describe('two damages', () => {
  test('are likely one when place, kind and time agree, and each part says how much it adds', () => {
    const likeness = likenessOf(pair)
    expect(likeness.verdict).toBe('likely')
    expect(likeness.bits).toBeCloseTo(likeness.parts.reduce((sum, { bits }) => sum + bits, 0))
    expect(bitsOf(pair)).toEqual({ distance: 3, kind: 1.5, time: 1.2, words: 0.8 })
  })

  test('are less so the farther apart they are, by what their positions may be off', () => {
    const bits = [10, 50, 80, 150, 400].map((distanceM) => likenessOf({ ...pair, distanceM }).bits)
    expect(bits).toEqual([...bits].sort((a, b) => b - a))
    expect(new Set(bits).size).toBe(5)
    expect(likenessOf({ ...pair, distanceM: 80, offM: 90 }).bits).toBe(bits[0])
  })

  test('within a circle so wide that much else would fall into it are neither nearer nor farther for that', () => {
    expect([90, 150, 300, 1400].map((offM) => bitsOf({ ...pair, distanceM: 0, offM })['distance'])).toEqual([4, 2.8, 0.8, 0])
    expect(bitsOf({ ...pair, distanceM: 9000, offM: 1400 })['distance']).toBe(-4)
  })

  test('of different sites, kinds and days are not; of one site a day apart they may be', () => {
    expect(likenessOf({ ...pair, sameSite: false, kinds: 'other', hoursApart: 47, distanceM: 300 }).verdict).toBe('unlikely')
    expect(likenessOf({ ...pair, sameSite: true, distanceM: null, kinds: null, hoursApart: 30, wordsShared: null }).verdict).toBe('possible')
  })

  test('of one site are not counted as near as well, and what nobody knows says nothing', () => {
    expect(bitsOf({ ...pair, sameSite: true, distanceM: 0, kinds: null, wordsShared: null })).toEqual({ site: 6, time: 1.2 })
  })

  test('share words whatever their case, apostrophes and letters; where there are none nobody knows', () => {
    expect(wordsShared('Щогла впала', 'ЩОГЛА стоїть')).toBeCloseTo(1 / 3)
    expect(wordsShared('Знам’янка', 'Znamianka')).toBe(1)
    expect(wordsShared('', 'щогла')).toBeNull()
    expect(wordsShared('на', 'щогла')).toBeNull()
  })
})

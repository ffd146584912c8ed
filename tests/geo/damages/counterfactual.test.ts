import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rankIf, repairHoursToPass, weightiest, without } from '../../../geo/damages/counterfactual.ts'
import { prioritise, type Facility } from '../../../geo/damages/priority.ts'
import { inputs } from './inputs.ts'

const damage = fc.record({
  people: fc.integer({ min: 1, max: 500_000 }), travelH: fc.double({ min: 0, max: 8, noNaN: true }), severity: fc.constantFrom(1, 2, 3, 4), kind: fc.constantFrom('substation', 'mast', 'power_line'),
}).map(({ people, ...rest }) => prioritise(inputs({ ...rest, severity: rest.severity as 1, own: { people, basis: 'given', through: false } })))
const facility = fc.record({ people: fc.integer({ min: 1, max: 900 }), backupH: fc.double({ min: 0, max: 60, noNaN: true }), kind: fc.constantFrom('hospital' as const, 'shelter' as const) })
  .map((one): Facility => ({ ...one, name: null, area: null, inH: one.backupH, known: true }))

describe('what the sentence says would change the place of a damage', () => {
  test('does so: with a repair just under the hours it passes the other, and with a tenth more it does not', () => {
    fc.assert(fc.property(damage, damage, (own, other) => {
      const rank = other.perCrewHour!.value
      const hours = repairHoursToPass(own, rank)
      if (hours === null) return
      expect(own.perCrewHour!.value).toBeLessThan(rank)
      expect(rankIf(own, hours * 0.999)).toBeGreaterThan(rank)
      expect(rankIf(own, hours * 1.1 + 0.01)).toBeLessThan(rank)
    }), { numRuns: 1000 })
  })

  test('is not said of hours where hours alone cannot do it', () => {
    const own = prioritise(inputs({ travelH: 2 }))
    expect(repairHoursToPass(own, own.perCrewHour!.value)).toBeNull()
    expect(repairHoursToPass(own, own.equivalents!.value / 2.05)).toBeNull() // nothing would be left for the repair
    expect(repairHoursToPass(own, own.equivalents!.value / 7.237)).toBe(5.2)
    expect(repairHoursToPass(prioritise(inputs({ function: 'full' })), 1)).toBeNull()
  })

  test('a facility taken away leaves the figures that are worked out without it', () => {
    fc.assert(fc.property(fc.array(facility, { minLength: 1, maxLength: 4 }), (facilities) => {
      const own = prioritise(inputs({ facilities }))
      const counted = weightiest(own)!
      const at = facilities.findIndex((one) => one.kind === counted.kind && one.people === counted.count!.value && Math.abs(one.backupH! - counted.backupH!) < 1e-9)
      const less = prioritise(inputs({ facilities: facilities.filter((_, index) => index !== at) }))
      expect(without(own, counted).tier).toBe(less.tier)
      expect(without(own, counted).rank).toBeCloseTo(less.perCrewHour!.value, 6)
    }))
  })

  test('every input moves the figure the way that the sentence reads: more people, fewer hours, less backup first', () => {
    const rank = (changes: Parameters<typeof inputs>[0]) => prioritise(inputs(changes)).perCrewHour!.value
    const clinic = (changes: Partial<Facility>): Facility => ({ kind: 'hospital', name: null, area: null, people: 100, backupH: 5, inH: 5, known: true, ...changes })
    const mast = { kind: 'mast', people: 900, basis: 'given' as const, inH: 5, known: true }
    expect(rank({ own: { people: 12_001, basis: 'given', through: false } })).toBeGreaterThan(rank({}))
    expect(rank({ severity: 1 })).toBeGreaterThan(rank({}))
    expect(rank({ travelH: 0.9 })).toBeGreaterThan(rank({}))
    expect(rank({ function: 'degraded' })).toBeLessThan(rank({}))
    expect(rank({ facilities: [clinic({})] })).toBeGreaterThan(rank({}))
    expect(rank({ facilities: [clinic({ inH: 4 })] })).toBeGreaterThan(rank({ facilities: [clinic({})] }))
    expect(rank({ facilities: [clinic({ people: 101 })] })).toBeGreaterThan(rank({ facilities: [clinic({})] }))
    expect(rank({ dependents: [mast] })).toBeGreaterThan(rank({}))
    expect(rank({ dependents: [{ ...mast, inH: 1 }] })).toBeGreaterThan(rank({ dependents: [mast] }))
  })
})

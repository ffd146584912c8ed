import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currentGrades } from '../../../geo/damages/grades.ts'
import { prioritise, repairHours, type PriorityInputs } from '../../../geo/damages/priority.ts'

const inputs = (changes: Partial<PriorityInputs> = {}): PriorityInputs => ({
  kind: 'substation', severity: 2, function: 'out', danger: false, people: { value: 12_000, basis: 'given' }, enables: 0, dependentSites: 0, facilities: [], travelH: 1, ...changes,
})
const hospital = { kind: 'hospital', name: null, backupH: 3, people: 1000 }

describe('the priority of a damage', () => {
  test('is people over crew-hours, figures with their ranges', () => {
    const { perCrewHour, repairH, tier } = prioritise(inputs())
    expect(tier).toBe(3)
    expect(repairH).toMatchObject({ value: 24, basis: 'imputed' })
    expect(perCrewHour!.value).toBeCloseTo(12_000 / 25)
    expect(perCrewHour!.low).toBeLessThan(perCrewHour!.value)
    expect(perCrewHour!.high).toBeGreaterThan(perCrewHour!.value)
  })

  test('puts danger to life first, then what enables others, then what feeds a critical facility', () => {
    expect(prioritise(inputs({ danger: true, enables: 1 })).tier).toBe(0)
    expect(prioritise(inputs({ enables: 0.1, facilities: [hospital] })).tier).toBe(1)
    expect(prioritise(inputs({ facilities: [hospital] })).tier).toBe(2)
    expect(prioritise(inputs({ facilities: [{ ...hospital, backupH: 40 }] })).tier).toBe(3)
    expect(prioritise(inputs({ facilities: [hospital], function: 'full' })).tier).toBe(3)
  })

  test('weighs a facility the more the sooner its backup ends', () => {
    const ratio = (backupH: number) => prioritise(inputs({ facilities: [{ ...hospital, backupH }] })).perCrewHour!.value
    expect(ratio(0)).toBeGreaterThan(ratio(2))
    expect(ratio(2)).toBeGreaterThan(ratio(20))
    expect(ratio(0)).toBeCloseTo((12_000 + 3 * 1000) / 25)
  })

  test('never takes what is missing for nothing', () => {
    expect(prioritise(inputs({ people: null })).perCrewHour).toBeNull()
    expect(prioritise(inputs({ people: null })).people).toBeNull()
    expect(prioritise(inputs({ travelH: null })).travelH).toMatchObject({ basis: 'imputed' })
    const unknown = repairHours('substation', null)
    const known = repairHours('substation', 2)
    expect(unknown.value).toBe(known.value)
    expect(unknown.high).toBeGreaterThan(known.high)
    expect(prioritise(inputs({ function: 'unknown' })).people).toMatchObject({ low: 0, high: 12_000 })
  })

  test('rises with people and falls with hours, whatever the rest, and low ≤ value ≤ high', () => {
    const people = fc.integer({ min: 1, max: 2_000_000 })
    const hours = fc.double({ min: 0, max: 100, noNaN: true })
    fc.assert(fc.property(people, people, hours, hours, fc.constantFrom('out' as const, 'degraded' as const), (a, b, x, y, state) => {
      const ratio = (value: number, travelH: number) => prioritise(inputs({ people: { value, basis: 'given' }, travelH, function: state })).perCrewHour!
      const one = ratio(Math.max(a, b), Math.min(x, y))
      expect(one.value).toBeGreaterThanOrEqual(ratio(Math.min(a, b), Math.max(x, y)).value)
      expect(one.low).toBeLessThanOrEqual(one.value)
      expect(one.value).toBeLessThanOrEqual(one.high)
    }))
  })
})

describe('the grades of a damage', () => {
  const report = fc.record({
    id: fc.uuid(), observedAt: fc.integer({ min: 0, max: 5 }).map((day) => `2026-03-0${day + 1}T10:00:00.000Z`),
    severity: fc.constantFrom(null, 0, 1, 2, 3, 4), function: fc.constantFrom('full' as const, 'degraded' as const, 'out' as const, 'unknown' as const),
    safety: fc.constantFrom('inspected' as const, 'restricted' as const, 'unsafe' as const, 'unknown' as const),
  })

  test('are the same whatever the order in which its reports arrived', () => {
    fc.assert(fc.property(fc.uniqueArray(report, { maxLength: 8, selector: (one) => one.id }), fc.func(fc.integer()), (reports, key) => {
      const shuffled = [...reports].sort((a, b) => key(a.id) - key(b.id))
      expect(currentGrades(shuffled)).toEqual(currentGrades(reports))
    }))
  })

  test('are the latest word on each axis, and silence overrules nothing', () => {
    fc.assert(fc.property(fc.uniqueArray(report, { maxLength: 8, selector: (one) => one.id }), (reports) => {
      const grades = currentGrades(reports)
      const said = reports.filter((one) => one.severity !== null)
      if (said.length === 0) expect(grades.severity).toBeNull()
      else expect(said.filter((one) => one.observedAt === said.map((other) => other.observedAt).sort().at(-1)).map((one) => one.severity)).toContain(grades.severity)
    }))
  })
})

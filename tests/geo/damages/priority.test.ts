import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currentGrades } from '../../../geo/damages/grades.ts'
import { prioritise, type Dependent, type Facility } from '../../../geo/damages/priority.ts'
import { repairHours } from '../../../geo/damages/repair-hours.ts'
import { DEFAULT_WEIGHTS } from '../../../geo/damages/weights.ts'
import { inputs } from './inputs.ts'

const hospital: Facility = { kind: 'hospital', name: null, area: null, backupH: 3, people: 20, inH: 3, known: true }
const mast: Dependent = { kind: 'mast', people: 4000, basis: 'given', inH: 10, known: true }

describe('the priority of a damage', () => {
  test('is person-equivalents over crew-hours: people without power count three times, since nothing is left to them', () => {
    const { perCrewHour, equivalents, repairH, tier } = prioritise(inputs())
    expect(tier).toBe(3)
    expect(repairH).toMatchObject({ value: 24, basis: 'imputed' })
    expect(equivalents).toEqual({ value: 36_000, low: 36_000, high: 36_000, basis: 'given' })
    expect(perCrewHour!.value).toBeCloseTo(36_000 / 25)
    expect(perCrewHour!.low).toBeLessThan(perCrewHour!.value)
    expect(perCrewHour!.high).toBeGreaterThan(perCrewHour!.value)
  })

  test('puts danger to life first, then what enables others, then what feeds a critical facility', () => {
    expect(prioritise(inputs({ danger: true, hanging: 100_000 })).tier).toBe(0)
    expect(prioritise(inputs({ hanging: 2000, others: 6000, facilities: [hospital] })).tier).toBe(1)
    expect(prioritise(inputs({ hanging: 2000, others: 6001, facilities: [hospital] })).tier).toBe(2)
    expect(prioritise(inputs({ facilities: [{ ...hospital, backupH: 40, inH: 40 }] })).tier).toBe(3)
    expect(prioritise(inputs({ facilities: [{ ...hospital, backupH: null, known: false }] })).tier).toBe(2)
    expect(prioritise(inputs({ facilities: [{ ...hospital, kind: 'shelter' }] })).tier).toBe(3)
    expect(prioritise(inputs({ facilities: [hospital], function: 'full' })).tier).toBe(3)
  })

  test('weighs a bed as fifty people and the more the sooner its backup ends; without data half as much again', () => {
    const weight = (changes: Partial<Facility>) => prioritise(inputs({ facilities: [{ ...hospital, ...changes }] })).equivalents!.value - 36_000
    expect(weight({ inH: 0 })).toBeCloseTo(20 * 50 * 3)
    expect(weight({ inH: 6 })).toBeCloseTo(20 * 50 * (1 + 2 / Math.E))
    expect(weight({ inH: 1000 })).toBeCloseTo(20 * 50)
    expect(weight({ backupH: null })).toBeCloseTo(20 * 50 * 1.5)
  })

  test('counts each service by itself, and who keeps it on batteries apart, with when these end', () => {
    const { services, people, equivalents } = prioritise(inputs({ dependents: [mast, { ...mast, people: 1000, inH: -1 }, { ...mast, kind: 'exchange', people: null, basis: null, inH: 72, known: false }] }))
    expect(services).toMatchObject([
      { service: 'power', people: { value: 12_000, basis: 'given' }, since: null, onBattery: null, endsAt: null },
      { service: 'mobile', people: { value: 1000 }, since: '2026-03-05T11:00:00.000Z', onBattery: { value: 4000 }, endsAt: '2026-03-05T22:00:00.000Z', endsKnown: true },
      { service: 'fixed', people: { value: 0 }, onBattery: { value: 4000, low: 500, high: 20_000, basis: 'imputed' }, endsKnown: false },
    ])
    // As many as lack the service that most lack, at most all of them.
    expect(people).toMatchObject({ value: 12_000, low: 12_000, high: 37_000 })
    expect(equivalents!.value).toBeCloseTo(36_000 + 4000 * 0.5 * (1 + 2 * Math.exp(-10 / 6)) + 1000 * 0.5 * 3 + 4000 * 0.5 * 1.5)
  })

  test('counts the people of a pumping station as without water', () => {
    expect(prioritise(inputs({ facilities: [{ ...hospital, kind: 'water_pumping', people: 7000, inH: 0 }] })).services.at(-1)).toMatchObject({ service: 'water', people: { value: 7000 } })
  })

  test('never takes what is missing for nothing', () => {
    const nobody = prioritise(inputs({ own: { people: null, basis: null, through: false } }))
    expect(nobody.people).toMatchObject({ value: 12_000, low: 2000, high: 60_000, basis: 'imputed' })
    expect(nobody.perCrewHour!.low).toBeGreaterThan(0)
    expect(prioritise(inputs({ kind: 'unknown', own: { people: null, basis: null, through: false } })).people!.low).toBeGreaterThan(0)
    expect(prioritise(inputs({ travelH: null })).travelH).toMatchObject({ basis: 'imputed' })
    const unknown = repairHours('substation', null)
    const known = repairHours('substation', 2)
    expect(unknown.value).toBe(known.value)
    expect(unknown.high).toBeGreaterThan(known.high)
    expect(prioritise(inputs({ function: 'unknown' })).people).toMatchObject({ low: 0, high: 12_000, basis: 'imputed' })
    expect(prioritise(inputs({ facilities: [{ ...hospital, people: null }] })).facilities[0]!.count).toMatchObject({ low: 50, high: 450, basis: 'imputed' })
  })

  test('follows the weights of its area, and says which', () => {
    const weights = { version: 7, weights: { ...DEFAULT_WEIGHTS.weights, services: { ...DEFAULT_WEIGHTS.weights.services, power: 2 }, critical: [], enablingShare: 0.5 } }
    expect(prioritise(inputs({ weights }))).toMatchObject({ equivalents: { value: 72_000 }, weights: 7 })
    expect(prioritise(inputs({ weights, facilities: [hospital], hanging: 2000, others: 6000 })).tier).toBe(3)
  })

  test('rises with people and falls with hours, whatever the rest, and low ≤ value ≤ high', () => {
    const people = fc.integer({ min: 1, max: 2_000_000 })
    const hours = fc.double({ min: 0, max: 100, noNaN: true })
    fc.assert(fc.property(people, people, hours, hours, fc.constantFrom('out' as const, 'degraded' as const), fc.constantFrom('given' as const, 'inferred' as const), (a, b, x, y, state, basis) => {
      const ratio = (value: number, travelH: number) => prioritise(inputs({ own: { people: value, basis, through: false }, travelH, function: state })).perCrewHour!
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

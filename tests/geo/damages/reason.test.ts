import { describe, expect, test } from 'vitest'
import { prioritise, type PriorityInputs } from '../../../geo/damages/priority.ts'
import { hoursToPass, reasonOf, significant } from '../../../geo/damages/reason.ts'

const known: PriorityInputs = {
  kind: 'substation', severity: 3, function: 'out', danger: false,
  people: { value: 12_431, basis: 'given' }, enables: 0, dependentSites: 4, facilities: [], travelH: 0.7,
}

describe('the reason of a place in the queue', () => {
  test('a figure that was given keeps its digits and has no range', () => {
    expect(reasonOf(prioritise(known)).people).toEqual({ value: 12_430, low: 12_430, high: 12_430, guessed: false, ranged: false })
  })

  test('a figure that was imputed is rounded, ranged and marked', () => {
    const reason = reasonOf(prioritise({ ...known, people: { value: 12_431, basis: 'imputed' } }))
    expect(reason.people).toEqual({ value: 12_000, low: 8300, high: 19_000, guessed: true, ranged: true })
    expect(reason.guesses).toContain('people')
  })

  test('people nobody can count stay unknown and never become zero', () => {
    const reason = reasonOf(prioritise({ ...known, people: null }))
    expect(reason.people).toBeNull()
    expect(reason.perCrewHour).toBeNull()
  })

  test('the ratio is marked as guessed when only the repair time was', () => {
    const reason = reasonOf(prioritise(known))
    expect(reason.people?.guessed).toBe(false)
    expect(reason.perCrewHour?.guessed).toBe(true)
    expect(reason.guesses).toEqual(['repair', 'travel'])
  })

  test('the crew-hours are the repair and the way there', () => {
    expect(reasonOf(prioritise(known)).crewHours.value).toBe(significant(96.7, 2))
  })

  test('the facility whose backup ends first is the one that is named, and one without data before all', () => {
    const hospital = { kind: 'hospital', name: 'A', backupH: 3, people: 500 }
    const pump = { kind: 'water_pumping', name: 'B', backupH: 2, people: 500 }
    const centre = { kind: 'emergency_centre', name: 'C', backupH: null, people: 500 }
    expect(reasonOf(prioritise({ ...known, facilities: [hospital, pump] })).facility?.name).toBe('B')
    const reason = reasonOf(prioritise({ ...known, facilities: [hospital, pump, centre] }))
    expect(reason.facility?.name).toBe('C')
    expect(reason.otherFacilities).toBe(2)
    expect(reason.guesses).toContain('backup')
  })

  test('a range that says next to nothing asks for a look on the ground first', () => {
    expect(reasonOf(prioritise({ ...known, severity: null, function: 'unknown', travelH: null })).verifyFirst).toBe(true)
    expect(reasonOf(prioritise(known)).verifyFirst).toBe(false)
  })
})

describe('the hours that would pass another damage', () => {
  const own = prioritise(known)
  const bigger = prioritise({ ...known, people: { value: 24_862, basis: 'given' } })

  test('half the people are made up by half the hours', () => {
    expect(hoursToPass(own, bigger)).toBe(significant(96.7 / 2, 2))
  })

  test('a repair of just under those hours does pass it', () => {
    const needed = hoursToPass(own, bigger) ?? 0
    const weight = (own.perCrewHour?.value ?? 0) * 96.7
    expect(weight / (needed * 0.97)).toBeGreaterThan(bigger.perCrewHour?.value ?? 0)
  })

  test('what stands first needs nothing, and hours do not lift a tier', () => {
    expect(hoursToPass(bigger, own)).toBeNull()
    expect(hoursToPass(own, prioritise({ ...known, danger: true }))).toBeNull()
  })

  test('no repair is that quick: under a quarter of an hour there is no answer', () => {
    expect(hoursToPass(prioritise({ ...known, people: { value: 1, basis: 'given' } }), bigger)).toBeNull()
  })
})

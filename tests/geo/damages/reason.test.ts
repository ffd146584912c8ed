import { describe, expect, test } from 'vitest'
import { prioritise, type Facility, type PriorityInputs } from '../../../geo/damages/priority.ts'
import { reasonOf, significant } from '../../../geo/damages/reason.ts'
import { inputs } from './inputs.ts'

const own = (people: number | null, basis: 'given' | 'imputed' = 'given') => ({ people, basis, through: false })
const known: PriorityInputs = inputs({ severity: 3, own: own(12_431), travelH: 0.7 })

describe('the reason of a place in the queue', () => {
  test('a figure that was given keeps its digits and has no range', () => {
    expect(reasonOf(prioritise(known)).people).toEqual({ value: 12_430, low: 12_430, high: 12_430, guessed: false, ranged: false })
  })

  test('a figure that was imputed is rounded, ranged and marked', () => {
    const reason = reasonOf(prioritise({ ...known, own: own(12_431, 'imputed') }))
    expect(reason.people).toEqual({ value: 12_000, low: 8300, high: 19_000, guessed: true, ranged: true })
    expect(reason.guesses).toContain('people')
  })

  test('people nobody counted are a range and never zero', () => {
    const reason = reasonOf(prioritise({ ...known, own: own(null) }))
    expect(reason.people).toEqual({ value: 12_000, low: 2000, high: 60_000, guessed: true, ranged: true })
    expect(reason.services).toMatchObject([{ service: 'power', people: { value: 12_000, guessed: true } }])
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
    const hospital: Facility = { kind: 'hospital', name: 'A', area: null, backupH: 3, people: 500, inH: 3, known: true }
    const pump: Facility = { kind: 'water_pumping', name: 'B', area: null, backupH: 2, people: 500, inH: 2, known: true }
    const centre: Facility = { kind: 'emergency_centre', name: 'C', area: null, backupH: null, people: 500, inH: 0, known: false }
    expect(reasonOf(prioritise({ ...known, facilities: [hospital, pump] })).facility?.name).toBe('B')
    const reason = reasonOf(prioritise({ ...known, facilities: [hospital, pump, centre] }))
    expect(reason.facility?.name).toBe('C')
    expect(reason.otherFacilities).toBe(2)
    expect(reason.guesses).toContain('backup')
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indicesOf, interruptionsOf, numbersOf, spreadOf, type Told } from '../../../geo/numbers/reckon.ts'

const HOUR = 3_600_000
const FROM = Date.parse('2026-03-01T00:00:00Z')
const exact = (value: number) => ({ value, low: value, high: value, basis: 'given' as const })
const told = (changes: Partial<Told> = {}): Told => ({
  openedAt: FROM, restoredAt: null, reportedAt: FROM, verifiedAt: null, assignedAt: null, plannedAt: null, cause: 'uav', area: { code: 'A', uk: 'А', en: 'A', population: 4000 }, counted: true, people: 1000, steps: [], expected: [],
  services: [{ service: 'power', people: exact(1000), since: null, onBattery: null, endsAt: null }], ...changes,
})
const day = (all: readonly Told[], changes: Partial<Parameters<typeof numbersOf>[1]> = {}) => numbersOf(all, { area: 'A', from: FROM, to: FROM + 24 * HOUR, now: FROM + 24 * HOUR, population: 10_000, ...changes })

describe('the indices', () => {
  test('are those of IEEE 1366, on an example reckoned by hand', () => {
    // 1,000 people for 6 h and 500 for 2 h among 10,000: SAIDI 0.7 h, SAIFI 0.15, CAIDI 4 h 40 min.
    const all = [told({ restoredAt: FROM + 6 * HOUR }), told({ openedAt: FROM + HOUR, restoredAt: FROM + 3 * HOUR, services: [{ service: 'power', people: exact(500), since: null, onBattery: null, endsAt: null }] })]
    const power = day(all).services[0]!
    expect(power).toMatchObject({ service: 'power', personHours: { value: 7000 }, saidiH: 0.7, saifi: 0.15, now: { value: 0 } })
    expect(power.caidiH).toBeCloseTo(power.saidiH! / power.saifi!)
  })

  test('count only what lies in the period, and leave out what took five minutes', () => {
    const all = [told({ openedAt: FROM - 10 * HOUR, restoredAt: FROM + HOUR }), told({ openedAt: FROM + HOUR, restoredAt: FROM + HOUR + 5 * 60_000 })]
    expect(day(all).services[0]).toMatchObject({ personHours: { value: 1000 }, saifi: 0.1, caidiH: 1 })
  })

  test('count who had a battery from its end on, and not at all when power was back before', () => {
    const services = [{ service: 'mobile' as const, people: exact(0), since: null, onBattery: exact(400), endsAt: new Date(FROM + 10 * HOUR).toISOString() }]
    expect(day([told({ services })]).services[1]).toMatchObject({ now: { value: 400 }, personHours: { value: 400 * 14 } })
    // Once it has run down, those people are among the others, who are without it since later on the mean.
    const ended = [{ service: 'mobile' as const, people: exact(400), since: new Date(FROM + 10 * HOUR).toISOString(), onBattery: null, endsAt: null }]
    expect(day([told({ services: ended })]).services[1]).toMatchObject({ personHours: { value: 400 * 14 } })
    expect(day([told({ services, restoredAt: FROM + 9 * HOUR })]).services[1]).toMatchObject({ now: { value: 0 }, personHours: { value: 0 } })
  })

  test('say nothing of a mean where nobody knows how many live there', () => {
    expect(day([told()], { population: null }).services[0]).toMatchObject({ saidiH: null, saifi: null, now: { value: 1000 } })
  })

  test('end an interruption with each step of the repair, for those whom it gave back, and never twice', () => {
    // 1,000 lost it; 400 had it back after 2 h, 100 after 3 h, the rest after 6 h.
    const steps = [{ service: 'power' as const, people: exact(400), at: FROM + 2 * HOUR }, { service: 'power' as const, people: exact(100), at: FROM + 3 * HOUR }]
    const stepped = told({ people: 500, services: [{ service: 'power', people: exact(500), since: null, onBattery: null, endsAt: null }], steps, restoredAt: FROM + 6 * HOUR })
    expect(day([stepped]).services[0]).toMatchObject({ personHours: { value: 400 * 2 + 100 * 3 + 500 * 6 }, saifi: 0.1, now: { value: 0 } })
    expect(day([{ ...stepped, restoredAt: null }]).services[0]).toMatchObject({ now: { value: 500 }, saifi: 0.1 })
    const { curve, byArea } = day([{ ...stepped, restoredAt: null, expected: [{ service: 'power', people: 250, at: FROM + 20 * HOUR }] }], { now: FROM + 8 * HOUR })
    const at = (hour: number) => curve.find((point) => Date.parse(point.at) >= FROM + hour * HOUR)!
    expect([at(1).actual, at(2.5).actual, at(4).actual, at(21).actual]).toEqual([0, 0.4, 0.5, null])
    expect([at(4).planned, at(21).planned]).toEqual([0.5, 0.75])
    expect(byArea).toMatchObject([{ people: 1000 }])
  })

  test('are told of each area below by those who live there, and of each part of the period by its own hours', () => {
    // A, of 4,000: 1,000 for 6 h. B, whose people nobody counted: 500 for 2 h. A day in one part, then in two.
    const b = { code: 'B', uk: 'Б', en: 'B', population: null }
    const all = [told({ restoredAt: FROM + 6 * HOUR }), told({ area: b, counted: false, openedAt: FROM + HOUR, restoredAt: FROM + 3 * HOUR, services: [{ service: 'power', people: exact(500), since: null, onBattery: null, endsAt: null }] })]
    const { byArea, byPeriod, uncounted } = day(all)
    expect(Object.fromEntries(byArea.map(({ code, indices }) => [code, indices[0]]))).toEqual({ A: { service: 'power', saifi: 0.25, saidiH: 1.5, caidiH: 6 }, B: { service: 'power', saifi: null, saidiH: null, caidiH: 2 } })
    expect([byPeriod.map(({ indices }) => indices[0]!.saidiH), uncounted]).toEqual([[0.7], 1])
    const two = day(all, { to: FROM + 48 * HOUR, now: FROM + 48 * HOUR }).byPeriod
    expect(two.map(({ restored, indices }) => [restored, indices[0]!.saidiH, indices[0]!.saifi])).toEqual([[2, 0.7, 0.15], [0, 0, 0]])
  })

  test('are person-hours as the area under the curve, whatever the interruptions', () => {
    const one = fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 900 })).map(([start, hours, people]) => told({
      openedAt: FROM + start * HOUR, restoredAt: hours === 40 ? null : FROM + (start + hours) * HOUR, people, services: [{ service: 'power', people: exact(people), since: null, onBattery: null, endsAt: null }],
    }))
    fc.assert(fc.property(fc.array(one, { maxLength: 8 }), (all) => {
      const interruptions = all.flatMap(interruptionsOf)
      let area = 0
      for (let hour = 0; hour < 24; hour += 1) for (const { people, from, until } of interruptions) if (from <= FROM + hour * HOUR && (until === null || until >= FROM + (hour + 1) * HOUR)) area += people.value
      expect(indicesOf('power', interruptions, FROM, FROM + 24 * HOUR, 10_000).personHours.value).toBeCloseTo(area)
      const numbers = day(all)
      for (const point of numbers.over) expect(point.power).toBeLessThanOrEqual(10_000)
      expect(numbers.over.at(-1)!.power).toBe(numbers.services[0]!.now.value)
    }))
  })
})

describe('the curve, the times and the lists', () => {
  test('the curve follows what came back, and what was promised; of what is to come only the promise is told', () => {
    const { curve } = day([told({ restoredAt: FROM + 6 * HOUR, plannedAt: FROM + 12 * HOUR }), told({ people: 3000, plannedAt: FROM + 18 * HOUR })], { now: FROM + 8 * HOUR })
    const at = (hour: number) => curve.find((point) => Date.parse(point.at) >= FROM + hour * HOUR)!
    expect([at(5).actual, at(6).actual, at(12).actual]).toEqual([0, 0.25, null])
    expect([at(11).planned, at(12).planned, at(18).planned]).toEqual([0, 0.25, 1])
  })

  test('times have their mean, median and slow end; none have none', () => {
    expect(spreadOf([1, 2, 3, 4, 100].map((h) => h * HOUR))).toEqual({ count: 5, meanH: 22, medianH: 3, p90H: 100 })
    expect(spreadOf([])).toEqual({ count: 0, meanH: null, medianH: null, p90H: null })
    const { times } = day([told({ verifiedAt: FROM + HOUR, assignedAt: FROM + 2 * HOUR, restoredAt: FROM + 5 * HOUR }), told({ verifiedAt: FROM + 30 * HOUR })])
    expect([times.verified.count, times.verified.meanH, times.assigned.meanH, times.restored.meanH]).toEqual([1, 1, 2, 5])
  })

  test('every damage stands once in each list, and every one restored in one part of the period', () => {
    const causes = ['uav', 'missile', 'ice_wind']
    const all = Array.from({ length: 12 }, (_, n) => told({ cause: causes[n % 3]!, area: { code: `A${n % 2}`, uk: null, en: null, population: null }, restoredAt: n < 7 ? FROM + (n * 3.4 + 0.1) * HOUR : null }))
    const numbers = day(all)
    expect(numbers).toMatchObject({ damages: 12, restored: 7, open: 5 })
    for (const list of [numbers.byArea, numbers.byCause]) expect(list.reduce((sum, row) => sum + row.damages, 0)).toBe(12)
    expect(numbers.byPeriod.reduce((sum, row) => sum + row.restored, 0)).toBe(7)
    expect(numbersOf(all, { area: null, from: FROM, to: FROM + 30 * 24 * HOUR, now: FROM + 30 * 24 * HOUR, population: 1 }).byPeriod.reduce((sum, row) => sum + row.restored, 0)).toBe(7)
  })
})

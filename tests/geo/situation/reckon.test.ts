import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pageOf } from '../../../geo/situation/page.ts'
import { pictureOf } from '../../../geo/situation/picture.ts'
import { situationOf, type Standing } from '../../../geo/situation/reckon.ts'
import { Situation } from '../../../geo/situation/situation.ts'
import { WORDS } from '../../../geo/situation/words.ts'
import { codes as codesEn } from '../../../web/i18n/en/codes.ts'
import { desk as deskEn } from '../../../web/i18n/en/desk.ts'
import { grades as gradesEn } from '../../../web/i18n/en/grades.ts'
import { codes as codesUk } from '../../../web/i18n/uk/codes.ts'
import { desk as deskUk } from '../../../web/i18n/uk/desk.ts'
import { grades as gradesUk } from '../../../web/i18n/uk/grades.ts'

const AT = Date.parse('2026-03-05T12:00:00Z')
const HOUR = 3_600_000
const given = { area: { code: 'T', names: { uk: 'Край', en: 'Land' } }, at: AT, since: { at: new Date(AT - 6 * HOUR).toISOString(), number: 7 }, before: null, population: 50_000, outlines: [[[30_000, 45_000, 5000, 0, 0, 5000]]] }
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const damage = fc.record({
  state: fc.constantFrom('open' as const, 'open' as const, 'restored' as const), severity: fc.constantFrom(null, 0, 1, 2, 3, 4), function: fc.constantFrom('out', 'degraded', 'full'), tier: fc.nat(3), rank: fc.nat(5),
  people: fc.constantFrom(null, 100), repair: fc.constantFrom('none' as const, 'en_route' as const, 'in_progress' as const, 'blocked' as const, 'assigned' as const), crew: fc.constantFrom(null, 'a', 'b'),
  openedH: fc.integer({ min: -12, max: 0 }), backH: fc.integer({ min: -5, max: 0 }), gone: fc.nat(20_000), battery: fc.nat(5000), endsH: fc.integer({ min: -3, max: 5 }), service: fc.constantFrom('power' as const, 'mobile' as const, 'water' as const), placed: fc.boolean(),
})
const standing = (one: typeof damage extends fc.Arbitrary<infer D> ? D : never, n: number): Standing => ({
  id: uuid(n), state: one.state, severity: one.severity, function: one.function, tier: one.tier, rank: one.rank, people: one.people, repair: one.repair, crew: one.repair === 'none' ? null : one.crew,
  openedAt: AT + one.openedH * HOUR, restoredAt: one.state === 'open' ? null : AT + one.backH * HOUR, position: one.placed ? [31 + n / 100, 47] : null,
  services: [{
    service: one.service, people: { value: one.gone, low: one.gone, high: one.gone, basis: 'given' }, since: null,
    onBattery: { value: one.battery, low: one.battery, high: one.battery, basis: 'imputed' }, endsAt: new Date(AT + one.endsH * HOUR).toISOString(),
  }],
})
const priority = { tier: 3, perCrewHour: null, equivalents: null, people: null, services: [], repairH: { value: 5, low: 2, high: 9, basis: 'imputed' as const }, travelH: { value: 1, low: 1, high: 1, basis: 'given' as const }, dependentSites: 0, facilities: [], enables: 0, weights: 0, at: null }
const about = (damages: readonly Standing[]) => new Map(damages.map(({ id }, n) => [id, { names: { uk: `Опора ${n}`, en: `Tower ${n}` }, priority }]))

describe('a situation', () => {
  test('agrees with a plain count', () => {
    fc.assert(fc.property(fc.array(damage, { maxLength: 40 }), (all) => {
      const damages = all.map(standing)
      const told = situationOf(damages, about(damages), given)
      expect(Situation.parse(told)).toEqual(told)
      const sums: Record<string, number> = { power: 0, mobile: 0, fixed: 0, water: 0 }
      const severities: Record<string, number> = {}
      const crews = new Set<string>()
      let [open, out, blocked, opened, restored, uncounted] = [0, 0, 0, 0, 0, 0]
      for (const one of all) {
        if (one.openedH > -6) opened += 1
        if (one.state === 'restored') { restored += 1; continue } // all came back within the last five hours
        open += 1
        severities[String(one.severity)] = (severities[String(one.severity)] ?? 0) + 1
        if (one.function === 'out') out += 1
        if (one.people === null) uncounted += 1
        if (one.repair === 'blocked') blocked += 1
        if (one.crew !== null && (one.repair === 'en_route' || one.repair === 'in_progress')) crews.add(one.crew)
        sums[one.service]! += one.gone + (Math.max(one.endsH, one.openedH) <= 0 ? one.battery : 0)
      }
      expect({ open: told.damages.open, out: told.damages.out, uncounted: told.damages.uncounted, atWork: told.crews.atWork, blocked: told.crews.blocked, opened: told.opened, restored: told.restored })
        .toEqual({ open, out, uncounted, atWork: crews.size, blocked, opened, restored })
      for (const { severity, count } of told.damages.bySeverity) expect(count).toBe(severities[String(severity)] ?? 0)
      for (const { service, people } of told.services) expect(people.value).toBe(Math.min(50_000, sums[service]!))
      const worst = all.map((one, n) => ({ ...one, n })).filter(({ state }) => state === 'open').sort((a, b) => a.tier - b.tier || b.rank - a.rank || a.n - b.n).slice(0, 10)
      expect(told.worst.map(({ id }) => id)).toEqual(worst.map(({ n }) => uuid(n)))
      expect(told.map.points).toHaveLength(all.filter(({ state, placed }) => state === 'open' && placed).length)
    }), { numRuns: 60 })
  })

  test('tells what changed since the one before', () => {
    const damages = ([4, 4, 1] as const).map((severity, n) => standing({ state: 'open', severity, function: 'out', tier: 3, rank: 1, people: 100, repair: 'none', crew: null, openedH: -9, backH: 0, gone: 1000, battery: 0, endsH: 5, service: 'power', placed: true }, n))
    const before = situationOf(damages.slice(1), about(damages), given)
    const now = situationOf(damages, about(damages), { ...given, before })
    expect(now.services[0]).toMatchObject({ service: 'power', change: 1000 })
    expect(now.damages.bySeverity.map(({ change }) => change)).toEqual([1, 0, 0, 0, 0, 0])
    const page = pageOf(now, { language: 'en', zone: 'UTC', kept: null })
    expect(page.changes.rows[0]).toBe('Without power: 1,000 more')
    expect(page.changes.since).toContain('no. 7')
  })

  test('is said without a gap in both languages, by the words of the desk', () => {
    for (const [language, codes, grades, desk] of [['uk', codesUk, gradesUk, deskUk], ['en', codesEn, gradesEn, deskEn]] as const) {
      const { none, ...repair } = WORDS[language].repair
      expect(repair).toEqual(codes.repairState)
      expect(none).not.toBe('')
      expect(WORDS[language].severity).toEqual(grades.severity.label)
      expect(WORDS[language].tier).toEqual(expect.objectContaining(Object.fromEntries([0, 1, 2, 3].map((tier) => [tier, desk.tier[tier as 0]]))))
      expect(WORDS[language].lacking).toEqual(desk.reason.lacking)
      const damages = [standing({ state: 'open', severity: 3, function: 'out', tier: 1, rank: 1, people: null, repair: 'blocked', crew: 'a', openedH: -9, backH: 0, gone: 1000, battery: 0, endsH: 5, service: 'power', placed: true }, 1)]
      expect(JSON.stringify(pageOf(situationOf(damages, about(damages), given), { language, zone: 'Europe/Kyiv', kept: { number: 3, madeAt: '2026-03-05T12:00:00Z', madeBy: null } }))).not.toMatch(/\{\{|undefined|NaN/)
    }
  })

  test('is drawn within its box, north up', () => {
    const { marks, outlines, width, height } = pictureOf({ outlines: given.outlines, points: [[30.5, 49, 4], [30.5, 46, null]] }, 300, 4)
    expect(outlines).toHaveLength(1)
    const numbers = outlines.join().match(/[\d.]+/g)!.map(Number)
    expect(Math.max(...numbers)).toBeLessThanOrEqual(Math.max(width, height))
    const [first, second] = marks.map(({ path }) => Number(/^M[\d.]+ ([\d.]+)/.exec(path)![1]))
    expect(first).toBeLessThan(second!)
  })
})

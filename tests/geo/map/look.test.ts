import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countDamages } from '../../../geo/map/census.ts'
import { look, type Seen } from '../../../geo/map/look.ts'
import type { Narrow, Reach, View } from '../../../geo/map/sieve.ts'
import type { Thing } from '../../../geo/map/thing.ts'
import { makeThingIndex } from '../../../geo/map/thing-index.ts'
import { degreesAt, stepsX, stepsY } from '../../../geo/map/world.ts'

const idOf = (number: number) => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
const OPEN: Narrow = { state: 'open' }
const WORLD: View['box'] = [-180, -85, 180, 85]

const place = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -80, max: 80, noNaN: true }))
const common = { position: place, kind: fc.constantFrom('substation', 'mast'), sector: fc.constantFrom('energy' as const, 'communications' as const), area: fc.constantFrom('A', 'B', null), organisation: fc.constantFrom('o', null), version: fc.integer({ min: 1, max: 9 }) }
const aSite = fc.record({ ...common, id: fc.integer({ min: 0, max: 12 }).map(idOf) })
  .map((site): Thing => ({ ...site, what: 'site', severity: null, function: null, state: null, verification: null, repair: null, tier: null, people: null, site: null }))
const aDamage = fc.record({
  ...common, id: fc.integer({ min: 20, max: 40 }).map(idOf), severity: fc.constantFrom(null, 0, 1, 2, 3, 4), function: fc.constantFrom('full' as const, 'degraded' as const, 'out' as const, 'unknown' as const),
  tier: fc.constantFrom(0, 1, 2, 3), people: fc.constantFrom(null, 0, 7, 4000), state: fc.constantFrom('open' as const, 'restored' as const, 'dismissed' as const, 'merged' as const), verification: fc.constantFrom('unverified' as const, 'verified' as const, 'false' as const),
  repair: fc.constantFrom('none' as const, 'blocked' as const), site: fc.oneof(fc.integer({ min: 0, max: 12 }).map(idOf), fc.constant(null)),
}).map((damage): Thing => ({ ...damage, what: 'damage' }))
const change = fc.oneof(aSite.map((put) => ({ put })), aDamage.map((put) => ({ put })), fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 20, max: 40 })).map((drop) => ({ drop: idOf(drop) })))
const narrows = fc.record({
  state: fc.constantFrom('open', 'restored'), sector: fc.constantFrom(undefined, 'energy'), severity: fc.constantFrom(undefined, [0, 4], [3]), function: fc.constantFrom(undefined, ['out']),
  verification: fc.constantFrom(undefined, ['verified']), repair: fc.constantFrom(undefined, ['none']), areas: fc.constantFrom(undefined, new Set(['A'])), kind: fc.constantFrom(undefined, ['mast']),
}) as fc.Arbitrary<Narrow>
const reaches = fc.constantFrom<Reach>(null, { areas: new Set(['A']), organisations: [], ids: [] }, { areas: new Set(), organisations: ['o'], ids: Array.from({ length: 10 }, (_, n) => idOf(21 + n)) })

/** The plain way: every thing is asked by itself. */
function plainly(things: readonly Thing[], { box: [west, south, east, north], show, narrow, reach }: View): Set<string> {
  const inX = (x: number) => (west <= east ? x >= stepsX(west) && x <= stepsX(east) : x >= stepsX(west) || x <= stepsX(east))
  const covered = new Set(things.filter((thing) => thing.what === 'damage' && thing.state === 'open').map((thing) => thing.site))
  return new Set(things.filter((thing) => {
    const [x, y] = [stepsX(thing.position![0]), stepsY(thing.position![1])]
    if (!inX(x) || y < stepsY(north) || y > stepsY(south)) return false
    if (reach !== null && !(thing.area !== null && reach.areas.has(thing.area)) && !(thing.organisation !== null && reach.organisations.includes(thing.organisation)) && !reach.ids.includes(thing.id)) return false
    if (narrow.sector !== undefined && thing.sector !== narrow.sector) return false
    if (narrow.kind !== undefined && !narrow.kind.includes(thing.kind)) return false
    if (narrow.areas !== undefined && !(thing.area !== null && narrow.areas.has(thing.area))) return false
    if (thing.what === 'site') return show !== 'damages' && !covered.has(thing.id)
    return show !== 'sites' && thing.state === narrow.state && (narrow.severity?.includes(thing.severity) ?? true) && (narrow.function?.includes(thing.function!) ?? true)
      && (narrow.verification?.includes(thing.verification!) ?? true) && (narrow.repair?.includes(thing.repair!) ?? true)
  }).map((thing) => thing.id))
}

const idsOf = (index: ReturnType<typeof makeThingIndex>, seen: Seen) => new Set(seen.rows.map(index.idOf))

describe('the index of the map', () => {
  test('shows and counts what the plain way shows, after any changes, for any view, reach and filter', () => {
    const box = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 84, noNaN: true }), fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true }))
      .map(([west, south, east, tall]): View['box'] => [west, south, east, Math.min(85, south + tall)])
    fc.assert(fc.property(fc.array(change, { maxLength: 60 }), fc.oneof(box, fc.constant(WORLD)), narrows, reaches, fc.constantFrom('all' as const, 'damages' as const, 'sites' as const), (changes, within, narrow, reach, show) => {
      const [index, plain] = [makeThingIndex(), new Map<string, Thing>()]
      for (const one of changes) {
        if ('put' in one) {
          index.put(one.put)
          plain.set(one.put.id, one.put)
        } else {
          index.drop(one.drop)
          plain.delete(one.drop)
        }
      }
      expect(index.size()).toBe(plain.size)
      const view: View = { box: within, zoom: 12, show, narrow, reach } // few and near enough to be shown one by one
      expect(idsOf(index, look(index, view))).toEqual(plainly([...plain.values()], view))
      const left = [...plainly([...plain.values()], { ...view, box: WORLD, show: 'damages' })].map((id) => plain.get(id)!)
      const by = (name: 'severity' | 'function' | 'verification' | 'repair') => Object.fromEntries([...new Set(left.map((thing) => String(thing[name] ?? 'unknown')))].map((value) => [value, left.filter((thing) => String(thing[name] ?? 'unknown') === value).length]))
      for (const counted of [countDamages(index, narrow, reach), countDamages(makeThingIndex(index.parts()), narrow, reach)]) {
        expect(counted).toEqual({ total: left.length, severity: by('severity'), function: by('function'), verification: by('verification'), repair: by('repair') })
      }
    }), { numRuns: 500 })
  })

  const crowd = (count: number, damaged: (n: number) => boolean) => {
    const index = makeThingIndex()
    for (let n = 0; n < count; n += 1) {
      const site: Thing = { id: idOf(n), what: 'site', kind: 'mast', sector: 'communications', position: [22 + (n % 90) * 0.2, 45 + Math.floor(n / 90) * 0.05], area: 'A', organisation: null, version: 1, severity: null, function: null, state: null, verification: null, repair: null, tier: null, people: null, site: null }
      index.put(damaged(n) ? { ...site, what: 'damage', severity: n % 5, function: n % 2 === 0 ? 'out' : 'degraded', state: 'open', verification: 'verified', repair: 'none' } : site)
    }
    return index
  }

  test('draws many together and loses none of them', () => {
    const seen = look(crowd(8000, (n) => n % 4 === 0), { box: [20, 44, 42, 53], zoom: 9, show: 'all', narrow: OPEN, reach: null })
    const together = seen.clusters.reduce((sum, { damages, sites }) => sum + damages + sites, 0)
    expect([seen.damages, seen.sites, together + seen.rows.length]).toEqual([2000, 6000, 8000])
    expect(seen.clusters.length + seen.rows.length).toBeLessThanOrEqual(1400)
    expect(seen.clusters.reduce((sum, { out }) => sum + out, 0)).toBe(2000) // every fourth is even
    expect(seen.clusters.every(({ worst, damages }) => (damages === 0) === (worst === null))).toBe(true)
  })

  test('hints at sites from afar, and tells damages one by one while they are few', () => {
    const seen = look(crowd(5000, (n) => n % 50 === 0), { box: [20, 44, 42, 53], zoom: 6, show: 'all', narrow: OPEN, reach: null })
    expect([seen.damages, seen.rows.length, seen.clusters.length, seen.sites]).toEqual([100, 100, 0, 4900])
    expect(seen.dots.length / 2).toBeGreaterThan(500)
  })

  test('holds a view of the whole world at the closest zoom within its bounds', () => {
    const seen = look(crowd(3000, () => true), { box: WORLD, zoom: 24, show: 'all', narrow: OPEN, reach: null })
    expect(seen.clusters.reduce((sum, { damages }) => sum + damages, 0) + seen.rows.length).toBe(3000)
    expect(seen.clusters.length + seen.rows.length).toBeLessThanOrEqual(1400)
  })

  test('keeps places to a centimetre', () => {
    fc.assert(fc.property(place, ([lon, lat]) => {
      const [back, up] = degreesAt(stepsX(lon), stepsY(lat))
      expect(Math.abs(back - lon)).toBeLessThan(1e-7)
      expect(Math.abs(up - lat)).toBeLessThan(1e-7)
    }))
  })

  test('refuses an id that is no UUID', () => {
    expect(() => makeThingIndex().put({ id: 'x', what: 'site', kind: 'mast', sector: null, position: [0, 0], area: null, organisation: null, version: 1, severity: null, function: null, state: null, verification: null, repair: null, tier: null, people: null, site: null })).toThrow(RangeError)
  })
})

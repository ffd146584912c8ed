import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Clearance } from '../../../geo/clearances/clearance.ts'
import type { HazardZone } from '../../../geo/hazards/hazard.ts'
import { giversOf } from '../../../geo/clearances/givers.ts'
import { CLEARED_KINDS } from '../../../geo/hazards/force.ts'
import { formatMgrs } from '../../../geo/space/mgrs.ts'
import { LAYERS, layersOf, layersText, shownOf } from '../../../web/desk/map-layers.ts'
import { draftOf, EMPTY_EXTENT, lineOfPlace, readExtent, type ExtentDraft } from '../../../web/desk/zones/extent.ts'
import { mapZonesOf, standingOf, zonesInOrder } from '../../../web/desk/zones/on-map.ts'
import { zonesAt } from '../../../web/map/map-zone.ts'
import { boxOf } from '../../kit/zones.ts'

const NOW = Date.parse('2026-03-05T12:00:00Z')
const hazard = (changes: Partial<HazardZone>): HazardZone => ({
  id: 'a', kind: 'mines_confirmed', shape: boxOf(31, 47, 32, 48), zone: null, zoneNames: { uk: null, en: null }, area: 'TW', from: '2026-03-01T00:00:00Z', until: null, endedAt: null,
  source: 'dispatcher', owner: '', note: '', demo: false, version: 1, ...changes,
})
const clearance = (changes: Partial<Clearance>): Clearance => ({
  id: 'c', by: 'demining', reference: 'Акт', shape: boxOf(31.4, 47.4, 31.6, 47.6), zone: null, zoneNames: { uk: null, en: null }, site: null, siteNames: { uk: null, en: null }, area: 'TW',
  from: '2026-03-05T06:00:00Z', until: '2026-03-05T18:00:00Z', revokedAt: null, note: '', demo: false, version: 1, ...changes,
})

describe('the layers in the address', () => {
  test('come back as they were, in whichever order they were named', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...LAYERS]), (layers) => {
      expect([...layersOf(layersText(layers) ?? null)].sort()).toEqual([...layers].sort())
    }))
    expect(layersOf('hazards,krakens')).toEqual(['hazards'])
    expect([shownOf(['damages']), shownOf(['damages', 'lines']), shownOf(['sites']), shownOf(['hazards'])]).toEqual(['damages', 'all', 'sites', undefined])
  })
})

describe('where a zone is', () => {
  const read = (changes: Partial<ExtentDraft>) => readExtent({ ...EMPTY_EXTENT, ...changes }, null)

  test('is read from degrees, MGRS or Plus Codes, one a line, and the line that is none is named', () => {
    const path = `${lineOfPlace([31, 47])}\n\n${formatMgrs([31.1, 47.1])}\n`
    const { where } = read({ way: 'corridor', path, radiusM: '50' })
    expect(where!.around!.radiusM).toBe(50)
    expect(where!.around!.path[0]).toEqual([31, 47])
    expect(where!.around!.path[1]![0]).toBeCloseTo(31.1, 4)
    expect(read({ way: 'corridor', path: `${path}біля річки` }).fault).toEqual({ problem: 'line', line: 3 })
    expect(read({ way: 'corridor', path: lineOfPlace([31, 47]) }).fault?.problem).toBe('few')
    expect(read({ way: 'radius', path: lineOfPlace([31, 47]), radiusM: '5' }).fault?.problem).toBe('radius')
    expect(read({ way: 'area' }).fault?.problem).toBe('area')
  })

  test('is a closed ring when it is an outline, and what can be read of it is drawn meanwhile', () => {
    const path = [[31, 47], [31.1, 47], [31.1, 47.1]].map(([lon, lat]) => lineOfPlace([lon!, lat!])).join('\n')
    expect(read({ way: 'outline', path }).where!.shape!.coordinates[0]![0]).toEqual([[31, 47], [31.1, 47], [31.1, 47.1], [31, 47]])
    expect(draftOf({ ...EMPTY_EXTENT, way: 'outline', path: `${path}\n???` }, null)).toMatchObject({ is: 'ring', path: [[31, 47], [31.1, 47], [31.1, 47.1]] })
    expect(read({ way: 'site', site: 's' }).where).toMatchObject({ site: 's', shape: null, around: null, zone: null })
  })
})

describe('zones on the map', () => {
  test('are those that hold or come, of the layers that are on; what is over is not among them', () => {
    const zones = zonesInOrder([
      hazard({ id: 'over', until: '2026-03-05T11:00:00Z' }), hazard({ id: 'later', from: '2026-03-06T00:00:00Z' }), hazard({ id: 'now' }), hazard({ id: 'alert', kind: 'air_alert', shape: null, zone: 'TW' }),
    ], [clearance({}), clearance({ id: 'revoked', revokedAt: '2026-03-05T11:00:00Z' })], NOW)
    expect(zones.map((zone) => [zone.of.id, standingOf(zone, NOW)])).toEqual([['now', 'now'], ['alert', 'now'], ['later', 'later'], ['c', 'now']])
    expect(mapZonesOf(zones, ['hazards', 'alerts'], NOW).map(({ id, later }) => [id, later])).toEqual([['now', false], ['later', true]])
    expect(mapZonesOf(zones, ['clearances'], NOW).map(({ kind }) => kind)).toEqual(['clearance'])
  })

  test('under a place are found from the smallest, and a tiny one within reach of its sign', () => {
    const zones = mapZonesOf(zonesInOrder([hazard({ id: 'wide' }), hazard({ id: 'tiny', shape: boxOf(31.5, 47.5, 31.501, 47.501) })], [clearance({})], NOW), ['hazards', 'clearances'], NOW)
    expect(zonesAt(zones, [31.505, 47.505], 0.01).map(({ id }) => id)).toEqual(['tiny', 'c', 'wide'])
    expect(zonesAt(zones, [31.505, 47.505], 0.0001).map(({ id }) => id)).toEqual(['c', 'wide'])
    expect(zonesAt(zones, [33, 47.5], 0.01)).toEqual([])
  })

  test('that forbid work name somebody who can permit it, each of them', () => {
    for (const kind of CLEARED_KINDS) expect(giversOf([kind], false).length, kind).toBeGreaterThan(0)
    expect(giversOf(['fire'], true)).toEqual(['authority', 'military'])
  })
})

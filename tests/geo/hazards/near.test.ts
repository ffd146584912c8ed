import { describe, expect, test } from 'vitest'
import type { HazardZone } from '../../../geo/hazards/hazard.ts'
import { edgeOf, hazardsNear, holds } from '../../../geo/hazards/near.ts'
import type { Shape } from '../../../geo/space/shape.ts'
import { distanceM } from '../../../geo/space/distance.ts'
import type { Position } from '../../../geo/space/position.ts'
import { boxOf } from '../../kit/zones.ts'

const NOON = Date.parse('2026-03-05T12:00:00Z')
const none = { uk: null, en: null }
const aHazard = (changes: Partial<HazardZone>): HazardZone => ({
  id: '1', kind: 'mines_confirmed', shape: boxOf(30.9, 46.9, 31, 47), zone: null, zoneNames: none, area: null, from: '2026-03-01T00:00:00Z', until: null, endedAt: null,
  source: '', owner: '', note: '', demo: false, version: 1, ...changes,
})
const at = (position: Position | null, areas: string[] = []) => ({ position, areas, site: null })
const near = (hazards: HazardZone[], position: Position | null, areas: string[] = [], accuracyM = 0) => hazardsNear(hazards, at(position, areas), { atMs: NOON, reachM: 2000, accuracyM })

describe('a hazard zone', () => {
  test('holds what lies within its outline, not what lies in its holes', () => {
    const ring = { ...boxOf(30, 46, 31, 47), coordinates: [[...boxOf(30, 46, 31, 47).coordinates[0]!, ...boxOf(30.4, 46.4, 30.6, 46.6).coordinates[0]!]] } satisfies Shape
    expect([[30.1, 46.1], [30.5, 46.5], [31.1, 46.5]].map((position) => holds({ shape: ring, zone: null }, at(position as Position)))).toEqual([true, false, false])
    expect(holds({ shape: null, zone: 'TW' }, at(null, ['T', 'TW']))).toBe(true)
    expect(holds({ shape: ring, zone: null }, at(null))).toBe(false)
  })

  test('is as far away as the nearest point of its edge, in its direction', () => {
    const [one] = near([aHazard({})], [31.01, 46.95])
    expect(one).toMatchObject({ inside: false })
    expect(one!.distanceM).toBeCloseTo(distanceM([31.01, 46.95], [31, 46.95]), 0)
    expect(one!.bearingDeg).toBeCloseTo(270, 1)
    expect(near([aHazard({})], [30.95, 47.01])[0]!.bearingDeg).toBeCloseTo(180, 1)
  })

  test('whose edge is found by halving a thousand times over is no nearer than what was found', () => {
    const shape: Shape = { type: 'MultiPolygon', coordinates: [[Array.from({ length: 41 }, (_, nth) => [31 + Math.cos((nth % 40) / 6.366) / 20, 47 + Math.sin((nth % 40) / 6.366) / 30] as Position)]] }
    for (let turn = 0; turn < 24; turn += 1) {
      const from: Position = [31 + Math.cos(turn / 3.82) / 12, 47 + Math.sin(turn / 3.82) / 12]
      const ring = shape.coordinates[0]![0]!
      const slow = Math.min(...ring.slice(1).flatMap((b, nth) => Array.from({ length: 1001 }, (_, step) => {
        const a = ring[nth]!
        return distanceM(from, [a[0] + ((b[0] - a[0]) * step) / 1000, a[1] + ((b[1] - a[1]) * step) / 1000])
      })))
      expect(Math.abs(edgeOf(shape, from).distanceM - slow)).toBeLessThan(1)
    }
  })

  test('has whoever may be in it by the circle of the fix be in it', () => {
    expect(near([aHazard({})], [31.001, 46.95], [], 0)[0]!.inside).toBe(false)
    expect(near([aHazard({})], [31.001, 46.95], [], 100)[0]!.inside).toBe(true)
  })

  test('warns only while it lasts and within reach, the worst first', () => {
    const inside = aHazard({ id: 'in', shape: boxOf(31, 46.9, 31.1, 47) })
    const zones = [aHazard({ id: 'near' }), inside, aHazard({ id: 'far', shape: boxOf(32, 46, 33, 47) }), aHazard({ id: 'ended', endedAt: '2026-03-05T11:00:00Z' }),
      aHazard({ id: 'over', until: '2026-03-05T12:00:00Z' }), aHazard({ id: 'coming', from: '2026-03-05T12:00:01Z' }), aHazard({ id: 'area', shape: null, zone: 'TW' })]
    expect(near(zones, [31.005, 46.95], ['T', 'TW']).map(({ hazard, inside: within }) => [hazard.id, within])).toEqual([['in', true], ['area', true], ['near', false]])
    expect(near(zones, null, ['TW']).map(({ hazard }) => hazard.id)).toEqual(['area'])
  })
})

import { describe, expect, test } from 'vitest'
import type { HazardZone } from '../../../geo/hazards/hazard.ts'
import type { Fix } from '../../../geo/space/fix.ts'
import type { NearSite } from '../../../geo/sites/site.ts'
import { areasAround, compassOf, warningsOf, type Known } from '../../../web/field/warn-state.ts'
import { heardOf } from '../../../web/sync/heard.ts'
import { NOTHING_TOLD } from '../../../web/sync/store.ts'
import { boxOf } from '../../kit/zones.ts'

const NOON = Date.parse('2026-03-05T12:00:00Z')
const none = { uk: null, en: null }
const area = (code: string, parent: string | null) => ({ id: code, code, parent, names: none, demandsClearance: false, outline: null })
const site = (at: [number, number], of: string) => ({ id: of, position: at, area: of }) as unknown as NearSite
const mines: HazardZone = {
  id: 'm', kind: 'mines_confirmed', shape: boxOf(31, 47, 31.1, 47.1), zone: null, zoneNames: none, area: null, from: '2026-03-01T00:00:00Z', until: null, endedAt: null, source: '', owner: '', note: '', demo: false, version: 1,
}
const told = { ...NOTHING_TOLD, areas: [area('T', null), area('TW', 'T'), area('TW1', 'TW'), area('TW2', 'TW')], sites: [site([31, 47], 'TW1'), site([33, 47], 'TW2')], hazards: [mines] }
const fixAt = (lon: number, lat: number, accuracyM = 10): Fix => ({ position: [lon, lat], accuracyM, atMs: NOON })
const heard = { picture: { asOf: '2026-03-05T11:59:30Z', alerts: [{ area: 'TW1', kind: 'air_alert' as const, since: '2026-03-05T11:00:00Z' }] }, phoneMs: NOON, serverMs: NOON }
const at = (changes: Partial<Known>) => warningsOf({ told, fix: fixAt(31.05, 47.05), heard, granted: ['TW'], phoneMs: NOON, ...changes })

describe('the phone', () => {
  test('is in the area of the nearest site, and in that of its crew where none is near', () => {
    expect(areasAround(told, fixAt(31.01, 47.01), ['TW'])).toEqual(['T', 'TW', 'TW1'])
    expect(areasAround(told, fixAt(32, 47), ['TW'])).toEqual(['T', 'TW'])
    expect(areasAround(told, null, ['TW'])).toEqual(['T', 'TW'])
    expect(areasAround(told, null, ['TW1', 'TW2'])).toEqual([])
  })

  test('warns inside a zone, near one, and by the circle of its fix', () => {
    expect(at({}).zones[0]).toMatchObject({ inside: true })
    expect(at({ fix: fixAt(31.11, 47.05) }).zones[0]).toMatchObject({ inside: false })
    expect(at({ fix: fixAt(31.101, 47.05, 150) }).zones[0]).toMatchObject({ inside: true })
    expect(at({ fix: fixAt(31.2, 47.05) }).zones).toEqual([])
    expect(at({ fix: null }).zones).toEqual([])
  })

  test('says of an alert what it last heard and how old that is, and after two minutes that it does not know', () => {
    expect(at({ fix: fixAt(31, 47) }).alert).toMatchObject({ state: 'active', ageMs: 30_000 })
    expect(at({ fix: fixAt(33, 47) })).toMatchObject({ alert: { state: 'clear' }, elsewhere: 1 })
    expect(at({ fix: fixAt(33, 47), phoneMs: NOON + 91_000 })).toMatchObject({ alert: { state: 'unknown' }, elsewhere: 0 })
    expect(at({ heard: null }).alert).toBeNull()
  })

  test('reckons by the server’s clock, however wrong its own is', () => {
    const off = { ...heard, phoneMs: 0 }
    expect(at({ fix: fixAt(33, 47), heard: off, phoneMs: 60_000 }).alert).toMatchObject({ state: 'clear', ageMs: 90_000 })
    expect(at({ fix: fixAt(33, 47), heard: off, phoneMs: 100_000 }).alert?.state).toBe('unknown')
    expect(heardOf({ alerts: heard.picture, now: 'nonsense' }, 0)).toBeUndefined()
  })

  test('names eight directions', () => {
    expect([0, 22, 23, 90, 180, 270, 338, 359].map(compassOf)).toEqual(['n', 'n', 'ne', 'e', 's', 'w', 'n', 'n'])
  })
})

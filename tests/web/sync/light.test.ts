import { describe, expect, test } from 'vitest'
import { getMe } from '../../../geo/access/contract.ts'
import { listSites } from '../../../geo/sites/contract.ts'
import { NO_CHANGES } from '../../../geo/sync/merge.ts'
import { BATCH as CONTRACT_BATCH, handInPhoto, sync } from '../../../geo/sync/contract.ts'
import { BATCH } from '../../../web/sync/batch.ts'
import { saneExifPosition } from '../../../web/sync/exif.ts'
import { lightHandInPhoto, lightMe, lightSites, lightSync } from '../../../web/sync/light.ts'
import { idOf } from './phone-kit.ts'

const answer = {
  verdicts: [{ id: idOf(1), hash: 'a', outcome: 'refused', problem: { type: '/problems/busy', title: 'Busy', status: 503, detail: '' } }, { id: idOf(2), hash: 'b', outcome: 'kept', problem: null }],
  missingPhotos: ['c'], missingThumbs: ['c'], clear: false, changes: { ...NO_CHANGES, whole: true }, alerts: { asOf: null, alerts: [] }, cursor: '1.1', more: false, now: '2026-01-01T00:00:00Z',
}
const me = { id: 'u', name: 'Crew', grants: [{ role: 'crew', area: null, areaNames: { uk: null, en: null }, crew: null, crewName: null, organisation: null }], bbox: null, demo: true }
const sites = { sites: [{ id: idOf(3), sector: 'energy', kind: 'substation', names: { uk: 'А', en: null }, position: [30, 50], area: null, voltagesV: [], version: 0, number: 7, distanceM: null, openDamage: null }] }

const DOORS = [
  { name: 'sync', light: lightSync, whole: sync, good: answer },
  { name: 'handInPhoto', light: lightHandInPhoto, whole: handInPhoto, good: { sha256: 'a'.repeat(64) } },
  { name: 'getMe', light: lightMe, whole: getMe, good: me }, { name: 'listSites', light: lightSites, whole: listSites, good: sites },
] as const

describe.each(DOORS)('the light door $name', ({ light, whole, good }) => {
  test('leads where the contract’s does', () => {
    expect([light.method, light.path]).toEqual([whole.method, whole.path])
  })

  test('takes what the contract takes', () => {
    expect(whole.returns.safeParse(good).success).toBe(true)
    expect(light.returns.safeParse(good).success).toBe(true)
  })

  test.each([null, [], '<html>Sign in to the hotel</html>', {}, { ok: true }, { verdicts: [] }, { sites: [null] }])('does not take %j for the server’s word', (said) => {
    expect(light.returns.safeParse(said).success).toBe(false)
  })

  test('misses no part that it reads', () => {
    for (const part of Object.keys(good)) {
      const rest = Object.fromEntries(Object.entries(good).filter(([name]) => name !== part))
      if (light.returns.safeParse(rest).success) expect(['now', 'missingThumbs', 'clear', 'demo', 'bbox']).toContain(part)
    }
  })
})

test('a verdict with an outcome that is not ours is no answer, nor is a wish to clear that is neither yes nor no', () => {
  expect(lightSync.returns.safeParse({ ...answer, clear: 'yes' }).success).toBe(false)
  expect(lightSync.returns.safeParse({ ...answer, verdicts: [{ ...answer.verdicts[1], outcome: 'maybe' }] }).success).toBe(false)
})

test('the phone sends as many at once as the contract takes', () => {
  expect(BATCH).toBe(CONTRACT_BATCH)
})

test('a camera’s position counts only when it is one', () => {
  expect(saneExifPosition(36.2, 49.9)).toEqual([36.2, 49.9])
  for (const [lon, lat] of [[0, 0], [NaN, 50], [200, 50], ['30', '50'], [undefined, undefined]]) expect(saneExifPosition(lon, lat)).toBeNull()
})

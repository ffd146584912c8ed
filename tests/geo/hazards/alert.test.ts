import { describe, expect, test } from 'vitest'
import { alertAt, serverTimeMs, STALE_MS } from '../../../geo/hazards/alert.ts'

const heard = Date.parse('2026-03-05T12:03:00Z')
const alert = { area: 'TW', kind: 'air_alert' as const, since: '2026-03-05T11:00:00Z' }
const picture = { asOf: '2026-03-05T12:03:00Z', alerts: [alert] }

describe('an air alert', () => {
  test('is active where an area around is under it, clear elsewhere, as long as the word is fresh', () => {
    expect(alertAt(picture, ['T', 'TW', 'TW1'], heard + 40_000)).toEqual({ state: 'active', alert, asOf: picture.asOf, ageMs: 40_000 })
    expect(alertAt(picture, ['T', 'TE'], heard + STALE_MS)).toMatchObject({ state: 'clear', alert: null })
  })

  test('is unknown, never clear, once the word is older than two minutes, comes from the future, or never came', () => {
    expect(alertAt(picture, ['T', 'TE'], heard + STALE_MS + 1)).toMatchObject({ state: 'unknown', ageMs: STALE_MS + 1 })
    expect(alertAt(picture, ['TW'], heard + STALE_MS + 1)).toMatchObject({ state: 'unknown', alert })
    expect(alertAt(picture, ['T', 'TE'], heard - STALE_MS - 1).state).toBe('unknown')
    expect(alertAt({ asOf: null, alerts: [] }, ['TE'], heard)).toEqual({ state: 'unknown', alert: null, asOf: null, ageMs: null })
    expect(alertAt({ asOf: 'yesterday', alerts: [] }, ['TE'], heard).state).toBe('unknown')
  })

  test('is reckoned by the server’s clock: a phone of 1970, 2038 or 14 hours off says the same', () => {
    for (const offMs of [-heard, 2 ** 31 * 1000 - heard, 14 * 3_600_000, -14 * 3_600_000]) {
      const apart = { phoneMs: heard + offMs, serverMs: heard }
      expect(alertAt(picture, ['TE'], serverTimeMs(heard + offMs + 60_000, apart)).state).toBe('clear')
      expect(alertAt(picture, ['TE'], serverTimeMs(heard + offMs + 121_000, apart)).state).toBe('unknown')
    }
    expect(serverTimeMs(5, null)).toBe(5)
  })
})

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AlertPicture } from '../../../geo/hazards/picture.ts'
import { pollOnce } from '../../../api/alerts/poll.ts'
import { ask, fillWorld } from '../../kit/world.ts'
import { NOON, withApi, type Api } from '../../kit/with-api.ts'

const alert = (area: string) => ({ area, since: '2026-03-05T11:00:00Z' })
type Say = { status?: number; body?: unknown; headers?: Record<string, string> }

/** A source that says what it is told to say, and a poll of it at a time after noon. */
function aSource(api: Api) {
  const asked: Headers[] = []
  let next: Say = {}
  return {
    asked,
    poll: (say: Say, afterMs: number) => {
      next = say
      return pollOnce({
        database: api.standing.database, url: 'https://alerts.example/active.json', token: 'secret', clock: () => new Date(NOON.getTime() + afterMs), makeId: randomUUID, log: api.standing.log,
        fetch: async (_, init) => {
          asked.push(new Headers(init?.headers))
          const { status = 200, body, headers = {} } = next
          return new Response(status === 304 ? null : typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
        },
      })
    },
    picture: async (who = 'crew-7') => (await ask<AlertPicture>(api, who, 'GET', '/api/alerts')).body,
  }
}

describe('air alerts', () => {
  test('begin and end as the source says, once each, and are told with the time of its last word', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const source = aSource(api)
    expect(await source.picture()).toMatchObject({ asOf: null, alerts: [] })
    await source.poll({ body: { alerts: [alert('TW'), alert('TE1'), alert('nowhere')] }, headers: { etag: '"1"' } }, 0)
    expect(await source.picture()).toMatchObject({ asOf: '2026-03-05T12:00:00.000Z', alerts: [{ area: 'TW', kind: 'air_alert', since: '2026-03-05T11:00:00.000Z' }] })
    expect((await source.picture('authority')).alerts.map((one) => one.area)).toEqual(['TE1', 'TW'])
    await source.poll({ status: 304 }, 20_000)
    expect(source.asked[1]?.get('if-none-match')).toBe('"1"')
    expect(source.asked[1]?.get('authorization')).toBe('Bearer secret')
    expect(await source.picture()).toMatchObject({ asOf: '2026-03-05T12:00:20.000Z', alerts: [{ area: 'TW' }] })
    await source.poll({ body: { alerts: [alert('TE1')] } }, 40_000)
    expect((await source.picture()).alerts).toEqual([])
    expect((await client.query(`select verb, area_code as area from events where noun = 'hazard' order by seq`)).rows).toEqual([
      { verb: 'hazard.declared', area: 'TW' }, { verb: 'hazard.declared', area: 'TE1' }, { verb: 'hazard.ended', area: 'TW' },
    ])
    const { body } = await ask<{ alerts: AlertPicture; changes: { hazards: unknown[] } }>(api, 'crew-9', 'POST', '/api/sync', { device: randomUUID() })
    expect(body).toMatchObject({ alerts: { asOf: '2026-03-05T12:00:40.000Z', alerts: [{ area: 'TE1' }] }, changes: { hazards: [] } })
  }))

  test('are asked for by one server, not before it is time, and more rarely after each failure', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const source = aSource(api)
    const good = { body: { alerts: [alert('TW')] } }
    expect([await source.poll(good, 0), await source.poll(good, 0), await source.poll(good, 19_000)]).toEqual([true, false, false])
    expect(source.asked).toHaveLength(1)
    const bad: Say[] = [{ status: 500, body: 'x' }, { body: '<html>Sign in' }, { body: { alerts: 'none' } }, { body: {} }]
    let at = 20_000
    for (const [nth, say] of bad.entries()) {
      expect(await source.poll(say, at)).toBe(false)
      at += Math.min(300_000, 20_000 * 2 ** (nth + 1))
      expect(await source.poll(good, at - 1000), 'too early').toBe(false)
    }
    expect(source.asked).toHaveLength(5)
    expect(await source.picture()).toMatchObject({ asOf: '2026-03-05T12:00:00.000Z', alerts: [{ area: 'TW' }] })
    expect(await source.poll({ body: { alerts: [] } }, at)).toBe(true)
    expect((await source.picture()).alerts).toEqual([])
  }))

  test('of alerts.in.ua are found by name, whatever the word for the unit; one that is not ours counts for its oblast', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    await client.query(`update areas set name_uk = case code when 'TW' then 'Луганська область' when 'TW1' then 'Щастинська міська громада' else name_uk end`)
    const one = (location_title: string, more = {}) => ({ id: 1, location_title, location_type: 'hromada', started_at: '2022-04-04T16:45:39.000Z', finished_at: null, alert_type: 'air_raid', location_oblast: 'Луганська область', location_uid: '16', ...more })
    const source = aSource(api)
    const areasAt = async (afterMs: number, ...alerts: object[]) => {
      await source.poll({ body: { alerts, meta: { last_updated_at: 'x' }, disclaimer: '' } }, afterMs)
      return (await source.picture('authority')).alerts.map((found) => [found.area, found.kind])
    }
    expect(await areasAt(0, one('Щастинська територіальна громада', { alert_type: 'artillery_shelling' }))).toEqual([['TW1', 'shelling']])
    expect(await areasAt(20_000, one('Нова громада', { alert_type: 'something_new' }))).toEqual([['TW', 'air_alert']])
    expect(await areasAt(40_000, one('Луганська область'), one('Щастинська міська громада', { finished_at: '2022-04-04T17:00:00Z' }))).toEqual([['TW', 'air_alert']])
    expect(await areasAt(60_000, one('Десь', { location_oblast: 'Десь область' }))).toEqual([])
  }))
})

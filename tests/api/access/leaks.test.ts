import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { aReport, ask, cookieOf, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'

const file = async (api: Api, who: string, changes = {}) => {
  const report = aReport(changes)
  const { body } = await ask<{ id: string; damage: string }>(api, who, 'PUT', `/api/reports/${report.id}`, report)
  return body
}
const eastern = { site: WORLD.eastern, position: [37, 47], note: 'секрет сходу' }

describe('what lies outside one\'s areas', () => {
  test('stays there when it was merged into what lies inside', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const [west, east] = [await file(api, 'crew-7'), await file(api, 'crew-9', eastern)]
    const { version } = (await ask<{ version: number }>(api, 'authority', 'GET', `/api/damages/${east.damage}`)).body
    expect((await ask(api, 'authority', 'POST', `/api/damages/${east.damage}/merge`, { into: west.damage, why: 'одне й те саме', version })).status).toBe(200)
    type Whole = { filed: { id: string }[]; merged: { id: string }[]; timeline: { id: string }[] }
    const whole = await ask<Whole>(api, 'authority', 'GET', `/api/damages/${west.damage}`)
    expect([whole.body.filed.length, whole.body.merged.length]).toEqual([2, 1])
    for (const who of ['dispatcher', 'crew-7', 'operator']) {
      const { body } = await ask<Whole>(api, who, 'GET', `/api/damages/${west.damage}`)
      expect(body.filed.map((report) => report.id), who).toEqual([west.id])
      expect(body.merged, who).toEqual([])
      expect(body.timeline.map((entry) => entry.id), who).not.toContain(east.id)
      expect(JSON.stringify(body), who).not.toContain('секрет')
    }
  }))

  test('is not told to phones and desks by what happens to people, keys and roles', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const { body: { cursor } } = await syncAs(api, 'crew-7', [])
    await ask(api, 'authority', 'POST', '/api/keys', { name: 'ГІС', area: 'TW' })
    await file(api, 'crew-7')
    const answer = await api.call('GET', `/api/live?since=${cursor.split('~')[0]}`, { headers: { cookie: cookieOf('crew-7') } })
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('damage.opened')) {
      const { value, done } = await reader.read()
      if (done) throw new Error(`the stream ended: ${text}`)
      text += value
    }
    await reader.cancel()
    expect(text).toContain('report.filed')
    expect(text).not.toContain('key.made')
  }))
})

describe('an operator', () => {
  test('sees by name what depends on its own sites, wherever that stands, and opens none of it', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { body } = await ask<{ dependents: { id: string }[] }>(api, 'operator', 'GET', `/api/sites/${WORLD.substation}`)
    expect(body.dependents.map((one) => one.id).sort()).toEqual([WORLD.mast, WORLD.twin, WORLD.hospital].sort())
    expect((await ask(api, 'operator', 'GET', `/api/sites/${WORLD.mast}`)).status).toBe(404)
  }))
})

describe('a feed key', () => {
  test('may ask who it is, and can be withdrawn however many were made after it', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const { body: { id, key } } = await ask<{ id: string; key: string }>(api, 'authority', 'POST', '/api/keys', { name: 'ГІС', area: 'TW' })
    const me = await api.call('GET', '/api/me', { headers: { authorization: `Bearer ${key}` } })
    expect([me.status, await me.json()]).toMatchObject([200, { id: `key:${id}`, name: 'ГІС', grants: [{ role: 'feed', area: 'TW', areaNames: { en: 'TW eng' } }] }])
    await client.query(`insert into api_keys (name, prefix, hash, created_by, expires_at, created_at)
      select 'k', 'vn_', sha256(n::text::bytea), 'authority', now() + interval '1 day', now() + interval '1 minute' from generate_series(1, 501) n`)
    expect((await ask(api, 'authority', 'DELETE', `/api/keys/${id}`)).status).toBe(200)
    expect((await ask(api, 'authority', 'DELETE', `/api/keys/${randomUUID()}`)).status).toBe(404)
  }))
})

describe('a damage of very many reports', () => {
  test('is answered with the latest five hundred and the count of all', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const { damage } = await file(api, 'crew-7')
    await client.query(`insert into reports (id, hash, body, damage_id, filed_by, observed_at, located, severity, function, safety, scale, cause)
      select gen_random_uuid(), 'x', '{}', $1, 'crew-7', '2026-03-05T09:00:00Z'::timestamptz - n * interval '1 second', 'site_picked', 1, 'out', 'unknown', 'own', 'unknown' from generate_series(1, 1000) n`, [damage])
    const last = await file(api, 'crew-7')
    const { body } = await ask<{ reports: number; filed: { id: string }[] }>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)
    expect([body.reports, body.filed.length]).toEqual([1002, 500])
    expect(body.filed.slice(0, 2).map((report) => report.id)).toContain(last.id)
  }))
})

describe('an answer that asks for a sign-in', () => {
  test('opens the browser\'s own password window for feeds alone', withApi(async (api) => {
    await fillWorld(api.standing.database)
    expect((await api.call('GET', '/api/me')).headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect((await api.call('GET', '/ogc')).headers.get('www-authenticate')).toMatch(/^Basic/)
  }))
})

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { CONTRACT } from '../../../geo/http/contract.ts'
import type { Endpoint } from '../../../geo/http/endpoint.ts'
import { aReport, ask, cookieOf, fillWorld, WORLD } from '../../kit/world.ts'
import { withApi, type Api } from '../../kit/with-api.ts'
import { aClearance, aZone, boxOf } from '../../kit/zones.ts'

const ROLES: Record<string, string> = { 'crew-7': 'crew', dispatcher: 'dispatcher', authority: 'authority', operator: 'operator', auditor: 'auditor', admin: 'admin' }
const filled = (endpoint: Endpoint) => endpoint.path.replace('{sha256}', 'a'.repeat(64)).replace(/\{\w+\}/g, randomUUID())
const statusOf = async (api: Api, who: string | null, endpoint: Endpoint) => {
  const answer = await api.call(endpoint.method.toUpperCase(), filled(endpoint), {
    ...(['get', 'head'].includes(endpoint.method) ? {} : { body: {} }), headers: who === null ? {} : { cookie: cookieOf(who) },
  })
  await answer.body?.cancel()
  return answer.status
}

describe('access', () => {
  test('is closed to anyone who did not sign in, on every endpoint that does not say otherwise', withApi(async (api) => {
    await fillWorld(api.standing.database)
    for (const endpoint of CONTRACT) {
      const status = await statusOf(api, null, endpoint)
      // A withdrawn phone hands in without a session, by what it signed and by the hash of what it announced: nobody else gets in.
      const handsIn = { '/api/sync/hand-in': 422, '/api/sync/hand-in/photos/{sha256}': 404 }[endpoint.path]
      if (endpoint.roles === 'anyone') expect(status, endpoint.path).toBe(handsIn ?? 200)
      else expect(status, endpoint.path).toBe(401)
    }
  }))

  test('is given on every endpoint to the roles that it names, and to no other', withApi(async (api) => {
    await fillWorld(api.standing.database)
    for (const endpoint of CONTRACT) {
      if (endpoint.roles === 'anyone') continue
      for (const [who, role] of Object.entries(ROLES)) {
        const serves = endpoint.roles === 'signed-in' || (endpoint.roles as readonly string[]).includes(role)
        const status = await statusOf(api, who, endpoint)
        if (serves) expect([401, 403], `${role} ${endpoint.method} ${endpoint.path}`).not.toContain(status)
        else expect(status, `${role} ${endpoint.method} ${endpoint.path}`).toBe(403)
      }
    }
  }))

  test('ends at the border of one\'s areas: what lies outside does not exist, in no answer', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport({ site: WORLD.eastern, position: [37, 47], note: 'секрет сходу' })
    const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-9', 'PUT', `/api/reports/${report.id}`, report)
    const repair = randomUUID()
    await ask(api, 'eastern-dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: WORLD.easternCrew })
    const [zone, clearance] = [randomUUID(), randomUUID()]
    expect((await ask(api, 'eastern-dispatcher', 'PUT', `/api/hazards/${zone}`, aZone({ shape: boxOf(37, 47, 37.1, 47.1), note: 'секрет сходу' }))).status).toBe(200)
    expect((await ask(api, 'eastern-dispatcher', 'PUT', `/api/clearances/${clearance}`, aClearance({ shape: null, site: WORLD.eastern, note: 'секрет сходу' }))).status).toBe(200)
    const hidden = [WORLD.eastern, damage, repair, report.id, WORLD.easternCrew, zone, clearance, 'секрет', 'TE1']
    for (const who of ['crew-7', 'dispatcher', 'operator']) {
      for (const path of [`/api/sites/${WORLD.eastern}`, `/api/damages/${damage}`, `/api/reports/${report.id}`]) {
        if (who === 'operator') continue
        expect((await ask(api, who, 'GET', path)).status, `${who} ${path}`).toBe(404)
      }
      for (const path of ['/api/damages', '/api/sites', '/api/sites?near=37,47', '/api/repairs', '/api/areas', '/api/map?bbox=-180,-90,180,90', '/api/crews', '/api/hazards', '/api/clearances?outlines=yes']) {
        const text = JSON.stringify((await ask(api, who, 'GET', path)).body)
        const mine = who === 'operator' ? hidden.filter((word) => word !== WORLD.easternCrew) : hidden
        for (const word of mine) expect(text, `${who} ${path}`).not.toContain(word)
      }
    }
    for (const [method, path, body] of [
      ['POST', `/api/damages/${damage}/verification`, { verification: 'verified', version: 1 }],
      ['POST', `/api/repairs/${repair}/state`, { to: 'en_route', at: '2026-03-05T11:00:00Z' }],
      ['POST', `/api/repairs/${repair}/crew`, { crew: WORLD.crew, version: 1 }],
      ['PUT', `/api/repairs/${randomUUID()}`, { damage }],
      ['POST', `/api/hazards/${zone}/amendment`, { kind: 'fire', until: null, owner: '', note: '', version: 1 }], ['GET', `/api/damages/${damage}/gate`, undefined],
      ['POST', `/api/hazards/${zone}/end`, { why: 'x' }], ['POST', `/api/clearances/${clearance}/revoke`, { why: 'x' }], ['POST', '/api/areas/TE1/clearance', { demanded: true }],
    ] as const) expect((await ask(api, 'dispatcher', method, path, body)).status, path).toBe(404)
    expect((await ask(api, 'authority', 'GET', `/api/damages/${damage}`)).status).toBe(200)
  }))

  test('of an operator reaches its own sites wherever they stand, and no others', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const { body } = await ask<{ sites: { id: string }[] }>(api, 'operator', 'GET', '/api/sites')
    expect(body.sites.map((site) => site.id)).toEqual([WORLD.substation])
  }))

  test('of a forged, cut or foreign cookie is none', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const good = cookieOf('dispatcher')
    for (const cookie of [good.slice(0, -4), good.replace('token-of-dispatcher', 'token-of-admin'), 'vidnova.session_token=x', 'vidnova.session_token=.', 'other=1']) {
      expect((await api.call('GET', '/api/me', { headers: { cookie } })).status).toBe(401)
    }
    expect((await api.call('GET', '/api/me', { headers: { cookie: good } })).status).toBe(200)
  }))

  test('to change anything is refused to a page of another site', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport()
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null' }]) {
      const answer = await api.call('PUT', `/api/reports/${report.id}`, { body: report, headers: { cookie: cookieOf('crew-7'), ...headers } as Record<string, string> })
      expect(answer.status).toBe(403)
    }
    expect((await api.call('PUT', `/api/reports/${report.id}`, { body: report, headers: { cookie: cookieOf('crew-7'), 'sec-fetch-site': 'same-origin' } })).status).toBe(200)
  }))

  test('by a feed key is for feeds alone, is shown once and ends when it is withdrawn', withApi(async (api, client) => {
    await fillWorld(api.standing.database)
    const { status, body } = await ask<{ id: string; key: string }>(api, 'authority', 'POST', '/api/keys', { name: 'ГІС', area: 'TW' })
    expect(status).toBe(200)
    const stored = JSON.stringify((await client.query('select * from api_keys')).rows)
    expect(stored).not.toContain(body.key)
    const withKey = (path: string) => api.call('GET', path, { headers: { authorization: `Bearer ${body.key}` } })
    expect((await withKey('/api/damages')).status).toBe(403)
    expect((await withKey('/ogc')).status).toBe(200)
    expect((await ask(api, 'authority', 'DELETE', `/api/keys/${body.id}`)).status).toBe(200)
    expect((await withKey('/ogc')).status).toBe(401)
  }))
})

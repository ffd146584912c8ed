import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { CONTRACT } from '../../geo/http/contract.ts'
import { PROBLEMS } from '../../geo/problems.ts'
import { Raw } from '../../geo/photos/contract.ts'
import { aReport, ask, fillWorld, WORLD } from '../kit/world.ts'
import { withApi } from '../kit/with-api.ts'

type Json = Record<string, unknown>

/** Every `$ref` of a document, wherever it stands. */
function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => (key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner)))
}
const at = (document: Json, ref: string) => ref.slice(2).split('/').reduce<unknown>((value, key) => (value as Json | undefined)?.[key], document)

describe('the API\'s own description', () => {
  test('has every endpoint with its answers and problems, and no reference that leads nowhere', withApi(async (api) => {
    const { status, body } = await ask<Json & { openapi: string; paths: Record<string, Record<string, { responses: Json; requestBody?: unknown; parameters: { name: string; in: string }[] }>> }>(api, null, 'GET', '/api/openapi.json')
    expect([status, body.openapi]).toEqual([200, '3.1.0'])
    for (const endpoint of CONTRACT) {
      const operation = body.paths[endpoint.path]?.[endpoint.method]
      expect(operation, endpoint.path).toBeDefined()
      expect(Object.keys(operation!.responses), endpoint.path).toContain('200')
      for (const name of endpoint.problems) expect(Object.keys(operation!.responses), `${endpoint.path} ${name}`).toContain(String(PROBLEMS[name].status))
      expect(operation!.requestBody !== undefined, endpoint.path).toBe(endpoint.body !== undefined)
      const inPath = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
      expect(operation!.parameters.filter((given) => given.in === 'path').map((given) => given.name), endpoint.path).toEqual(inPath)
    }
    for (const ref of refsIn(body)) if (ref.startsWith('#/components')) expect(at(body, ref), ref).toBeDefined()
  }))

  test('is what the answers of all reading endpoints fit', withApi(async (api) => {
    await fillWorld(api.standing.database)
    const report = aReport({ photos: [{ sha256: 'a'.repeat(64), bytes: 10, type: 'image/jpeg' }], hazards: ['live_wires'] })
    const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${randomUUID()}`, { damage, crew: WORLD.crew })
    const ids: Record<string, string> = { '/api/damages/{id}': damage, '/api/damages/{id}/timeline': damage, '/api/reports/{id}': report.id, '/api/sites/{id}': WORLD.substation }
    const queries: Record<string, string> = { '/api/map': '?bbox=-180,-90,180,90', '/api/past': '?at=2026-03-05T11:00:00Z', '/api/damages/groups': '?by=sector', '/api/weights': '?area=T', '/api/clock-targets': '?area=T', '/api/areas/outlines': '?level=oblast', '/api/rounds': '?from=2026-03-05T00:00:00Z&until=2026-03-06T00:00:00Z', '/api/areas/service': '?level=oblast', '/api/numbers': '?from=2026-03-05T08:00:00Z&to=2026-03-06T08:00:00Z' }
    for (const endpoint of CONTRACT) {
      if (endpoint.method !== 'get' || endpoint.returns as unknown === Raw || endpoint.path === '/api/live') continue
      const path = endpoint.path.replace('{id}', ids[endpoint.path] ?? randomUUID()) + (queries[endpoint.path] ?? '')
      const roles: readonly string[] = typeof endpoint.roles === 'string' ? ['authority'] : endpoint.roles
      const who = roles.includes('authority') ? 'authority' : roles.includes('admin') ? 'admin' : 'crew-7'
      const { status, body } = await ask(api, who, 'GET', path)
      if (endpoint.path.includes('{id}') && ids[endpoint.path] === undefined) continue
      expect(status, `${path}: ${JSON.stringify(body)}`).toBe(200)
      const parsed = endpoint.returns.safeParse(body)
      expect(parsed.success ? [] : parsed.error.issues, endpoint.path).toEqual([])
    }
  }))

  test('can be read by a person, and each kind of problem has a page', withApi(async (api) => {
    const page = await (await api.call('GET', '/api/docs')).text()
    for (const endpoint of CONTRACT) expect(page).toContain(endpoint.summary.replaceAll('\'', '&#39;'))
    expect(page).not.toMatch(/(src|href)="https?:/)
    for (const name of Object.keys(PROBLEMS)) expect((await api.call('GET', `/problems/${name}`)).status).toBe(200)
    expect((await api.call('GET', '/problems/none')).status).toBe(404)
  }))
})

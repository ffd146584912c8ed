import { describe, expect, test } from 'vitest'
import { run, sql } from '../../api/db/sql.ts'
import { COLLECTIONS } from '../../geo/feed/collections.ts'
import { withCommittingApi, type Api } from '../kit/with-api.ts'
import { happen, fillFeed, get, KEYS, walk, type Feature } from './ogc-world.ts'

type Link = { rel: string; href: string; type?: string }
type Document = { links: Link[]; conformsTo: string[]; collections: (Document & { id: string })[]; id: string; itemType: string; crs: string[]
  extent: { spatial: { bbox: number[][] }; temporal: { interval: (string | null)[][] } } }

const read = async (api: Api, address: string, headers = {}) => (await (await get(api, address, headers)).json()) as Document
const rels = (document: Document) => document.links.map((link) => link.rel).sort()
const seed = 4

describe('documents, by OGC API - Features Part 1', () => {
  test('every link that is given leads to what it says', withCommittingApi(async (api, database) => {
    await fillFeed(database, 3, seed)
    const seen = new Set<string>()
    const waiting: Link[] = [{ rel: 'self', href: '/ogc', type: 'application/json' }]
    for (let link = waiting.pop(); link !== undefined; link = waiting.pop()) {
      if (seen.has(link.href)) continue
      seen.add(link.href)
      const answer = await get(api, link.href)
      expect([link.href, answer.status, answer.headers.get('content-type')]).toEqual([link.href, 200, link.type])
      const found = (await answer.json()) as Document
      waiting.push(...(found.links ?? []), ...(found.collections ?? []).flatMap((collection) => collection.links))
    }
    expect([...seen].every((href) => href === '/ogc' || href.startsWith('http://localhost/ogc'))).toBe(true)
    expect(seen.size).toBeGreaterThan(12)
  }))

  test('the landing page leads to the API, the conformance classes and the data', withCommittingApi(async (api, database) => {
    await fillFeed(database, 0, seed)
    const landing = await read(api, '/ogc')
    expect(rels(landing)).toEqual(['conformance', 'data', 'self', 'service-desc'])
    expect(landing.links.find((link) => link.rel === 'service-desc')?.type).toBe('application/vnd.oai.openapi+json;version=3.0')
    expect(await read(api, '/ogc/')).toEqual(landing)
    expect((await read(api, '/ogc/conformance')).conformsTo).toEqual(['core', 'oas30', 'geojson'].map((name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`))
  }))

  test('a collection says where and when it lies, in which system, and where its items are', withCommittingApi(async (api, database) => {
    const put = await fillFeed(database, 60, seed)
    const { collections } = await read(api, '/ogc/collections')
    expect(collections.map((collection) => collection.id)).toEqual(['sites', 'damages', 'repairs'])
    for (const listed of collections) {
      const alone = await read(api, `/ogc/collections/${listed.id}`)
      expect(alone).toEqual(listed)
      expect(alone).toMatchObject({ itemType: 'feature', crs: ['http://www.opengis.net/def/crs/OGC/1.3/CRS84'] })
      expect(rels(alone)).toEqual(['describedBy', 'items', 'parent', 'self'])
      expect(alone.links.find((link) => link.rel === 'items')?.type).toBe('application/geo+json')
    }
    const { extent } = await read(api, '/ogc/collections/damages')
    const lons = put.flatMap((one) => (one.at === null ? [] : [one.at[0]]))
    expect(extent.spatial.bbox[0]?.[0]).toBeCloseTo(Math.min(...lons), 6)
    expect(extent.spatial.bbox[0]?.[2]).toBeCloseTo(Math.max(...lons), 6)
    expect(extent.temporal.interval[0]?.[0]).toBe(new Date(Math.min(...put.map((one) => one.opened))).toISOString())
    expect((await get(api, '/ogc/collections/nothing')).status).toBe(404)
    expect((await get(api, '/ogc/collections/nothing/items')).status).toBe(404)
  }))

  test('the API is described as OpenAPI 3.0: every reference resolves and every path answers as it says', withCommittingApi(async (api, database) => {
    const put = await fillFeed(database, 2, seed)
    const answer = await get(api, '/ogc/api')
    expect(answer.headers.get('content-type')).toBe('application/vnd.oai.openapi+json;version=3.0')
    const description = (await answer.json()) as { openapi: string; servers: { url: string }[]; components: { parameters: Record<string, { schema: object }> }
      paths: Record<string, { get: { parameters: { $ref: string }[]; responses: Record<string, { content?: object }> } }> }
    expect(description.openapi).toMatch(/^3\.0\.\d$/)
    const refs = [...JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path)
    const resolve = (path: string) => path.split('/').reduce<unknown>((found, part) => (found as Record<string, unknown> | undefined)?.[part], description)
    expect(refs.filter((path) => resolve(path) === undefined)).toEqual([])
    expect(description.components.parameters).toMatchObject({
      limit: { schema: { minimum: 1, maximum: 10_000, default: 100 } }, bbox: { schema: { minItems: 4, maxItems: 6 }, style: 'form', explode: false },
    })
    for (const [path, { get: operation }] of Object.entries(description.paths)) {
      if (path.includes('{') && !path.includes('damages')) continue
      const found = await get(api, `${description.servers[0]?.url}${path.replace('{featureId}', put[0]!.id)}`)
      expect([path, found.status, Object.keys(operation.responses['200']?.content ?? {})]).toEqual([path, 200, [found.headers.get('content-type')]])
      expect((await get(api, `${description.servers[0]?.url}${path.replace('{featureId}', put[0]!.id)}?surprise=1`)).status, path).toBe(400)
    }
  }))

  test('a feature holds the properties that its schema names, each of its type', withCommittingApi(async (api, database) => {
    await fillFeed(database, 3, seed)
    await database.write(async (tx) => {
      await run(tx, sql`insert into repairs (id, damage_id, state, since, urgency, request_hash, created_by) select id, id, 'proposed', now(), 'permanent', '', 'admin' from damages`)
      await happen(tx)
    })
    for (const { id } of Object.values(COLLECTIONS)) {
      const schema = (await (await get(api, `/ogc/collections/${id}/schema`)).json()) as { properties: { properties: { properties: Record<string, { type?: string; enum?: unknown[] }> } } }
      const { properties } = schema.properties.properties
      const { features } = await walk(api, `/ogc/collections/${id}/items`)
      expect(features.length).toBeGreaterThan(0)
      for (const feature of features as Feature[]) {
        expect(Object.keys(feature.properties).sort()).toEqual(Object.keys(properties).sort())
        for (const [name, value] of Object.entries(feature.properties)) {
          const due = properties[name]?.type === 'integer' ? 'number' : properties[name]?.type
          if (value !== null) expect([name, typeof value]).toEqual([name, due])
          if (properties[name]?.enum) expect(properties[name].enum, name).toContain(value)
        }
      }
    }
  }))

  test('the format is chosen by f or by Accept, and what cannot be given is 406', withCommittingApi(async (api, database) => {
    await fillFeed(database, 1, seed)
    const type = async (path: string, accept?: string) => {
      const answer = await get(api, path, accept === undefined ? {} : { accept })
      return [answer.status, answer.headers.get('content-type')]
    }
    const items = '/ogc/collections/damages/items'
    expect(await type(items)).toEqual([200, 'application/geo+json'])
    expect(await type(items, 'application/geo+json, application/json;q=0.5')).toEqual([200, 'application/geo+json'])
    expect(await type(items, 'application/json')).toEqual([200, 'application/json'])
    expect(await type(items, 'text/html,*/*;q=0.8')).toEqual([200, 'application/geo+json'])
    expect(await type(items, 'text/csv')).toEqual([406, 'application/problem+json; charset=utf-8'])
    expect(await type(`${items}?f=json`, 'text/csv')).toEqual([200, 'application/geo+json'])
    expect(await type('/ogc/api', 'application/vnd.oai.openapi+json;version=3.0, application/json')).toEqual([200, 'application/vnd.oai.openapi+json;version=3.0'])
    expect(await type('/ogc', 'application/xml')).toEqual([406, 'application/problem+json; charset=utf-8'])
  }))

  test('HEAD answers as GET without the body, OPTIONS names the methods without a key, other methods are refused', withCommittingApi(async (api, database) => {
    await fillFeed(database, 1, seed)
    const head = await get(api, '/ogc/collections/damages/items', {}, KEYS.all, 'HEAD')
    expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, 'application/geo+json', ''])
    const options = await api.call('OPTIONS', '/ogc/collections/damages/items', { headers: { origin: 'http://example.org', 'access-control-request-headers': 'authorization' } })
    expect([options.status, options.headers.get('allow'), options.headers.get('access-control-allow-origin')]).toEqual([204, 'GET, HEAD, OPTIONS', '*'])
    expect(options.headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization')
    expect(options.headers.get('access-control-allow-credentials')).toBeNull()
    const post = await get(api, '/ogc/collections/damages/items', {}, KEYS.all, 'POST')
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  }))

  test('what has not changed is 304, and what changed is not', withCommittingApi(async (api, database) => {
    await fillFeed(database, 3, seed)
    for (const path of ['/ogc/collections', '/ogc/collections/damages', '/ogc/collections/damages/items?limit=2']) {
      const first = await get(api, path)
      const etag = first.headers.get('etag') ?? ''
      expect(etag).toMatch(/^W\/"[\w-]+"$/)
      expect(first.headers.get('vary')).toContain('Authorization')
      const again = await get(api, path, { 'if-none-match': `"other", ${etag}` })
      expect([path, again.status, await again.text(), again.headers.get('etag')]).toEqual([path, 304, '', etag])
      expect((await get(api, path, { 'if-none-match': etag }, KEYS.west)).status, 'another key').toBe(200)
      await database.write(happen)
      expect((await get(api, path, { 'if-none-match': etag })).status).toBe(200)
    }
  }))

  test('addresses are absolute under the public one', withCommittingApi(async (api, database) => {
    await fillFeed(database, 2, seed)
    const landing = await read(api, '/ogc')
    expect(landing.links.every((link) => link.href.startsWith('https://vidnova.example/ogc'))).toBe(true)
    const page = await read(api, '/ogc/collections/damages/items?limit=1')
    expect(page.links.find((link) => link.rel === 'next')?.href).toMatch(/^https:\/\/vidnova\.example\/ogc\/collections\/damages\/items\?limit=1&cursor=/)
  }, { publicUrl: 'https://vidnova.example' }))
})

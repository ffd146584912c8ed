import type { Context, Hono } from 'hono'
import { FEED_READERS } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { CollectionId, COLLECTIONS } from '../../geo/feed/collections.ts'
import { toCursor } from '../../geo/feed/cursor.ts'
import { conformance, describeCollection, describeCollections, landingPage } from '../../geo/feed/documents.ts'
import { featureLinks, GEOJSON_TYPE, JSON_TYPE, OPENAPI_TYPE, pageLinks, SCHEMA_TYPE } from '../../geo/feed/links.ts'
import { feedOpenApi } from '../../geo/feed/openapi.ts'
import { DocumentQuery, ItemsQuery } from '../../geo/feed/query.ts'
import { collectionSchema } from '../../geo/feed/schema.ts'
import { Problem } from '../../geo/problems.ts'
import { originOf } from '../access/auth.ts'
import type { Standing } from '../app.ts'
import { admit, type Kept } from '../http/mount.ts'
import { parse } from '../http/parse.ts'
import { answered, badRequest, etagOf, holds, negotiate, scopeDigest, unchanged } from './answer.ts'
import { makeFeed } from './reading.ts'

const METHODS = ['GET', 'HEAD', 'OPTIONS']
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const NOT_FOUND = { sites: 'site-not-found', damages: 'damage-not-found', repairs: 'repair-not-found' } as const

type Handler = (c: Context<Kept>, scope: Scope, base: string) => Promise<Response>

const collectionOf = (c: Context<Kept>): CollectionId => {
  const id = c.req.param('collection') ?? ''
  const known = CollectionId.safeParse(id)
  if (!known.success) throw new Problem('collection-not-found', { id: id.slice(0, 100) })
  return known.data
}

/** The query's parameters; one given twice is refused, since either answer would be wrong. */
function parametersOf(c: Context<Kept>): Record<string, string> {
  const given = Object.entries(c.req.queries())
  const twice = given.filter(([, values]) => values.length > 1)
  if (twice.length > 0) throw new Problem('invalid-input', { issues: twice.slice(0, 20).map(([name]) => ({ at: `query.${name.slice(0, 100)}`, message: 'is given more than once' })) })
  return Object.fromEntries(given.map(([name, [value = '']]) => [name, value]))
}

/**
 * The feed, /ogc: OGC API – Features Part 1 for keys and for the desk's roles. What lies outside the areas of a key is not there, nor counted.
 * Other sites' pages may read it with a key in hand, never with a session.
 */
export function mountFeed(app: Hono<Kept>, { auth, database, publicUrl, version, clock }: Standing): void {
  const feed = makeFeed(database)

  app.use('/ogc/*', async (c, next) => {
    await next()
    // On the answer as it is: c.header would wrap it in another, whose body is a stream (a third of the cost of a large page).
    c.res.headers.set('access-control-allow-origin', '*')
    c.res.headers.set('access-control-expose-headers', 'ETag, X-Request-Id')
  })

  const serve = (path: string, handler: Handler) => app.get(path, async (c) => {
    try {
      const { scope } = await admit(auth, { roles: FEED_READERS }, c)
      return await handler(c, scope, `${publicUrl ?? originOf(c.req.raw)}/ogc`)
    } catch (error) {
      if (error instanceof Problem && error.problem === 'invalid-input') return badRequest(error)
      throw error
    }
  })

  /** A document that depends on the address, the scope and `token` alone. */
  const documented = (c: Context<Kept>, type: string, body: () => object, token = `document ${version}`, reach = ''): Response => {
    const etag = etagOf(c, token, reach, type)
    return holds(c, etag) ? unchanged(etag) : answered([JSON.stringify(body())], type, etag)
  }
  const plain = (type: string, body: (base: string, c: Context<Kept>) => object): Handler => async (c, _scope, base) => {
    const { f } = parse(DocumentQuery, parametersOf(c), 'query')
    return documented(c, negotiate(c, f, type === JSON_TYPE ? [type] : [type, JSON_TYPE]), () => body(base, c))
  }

  const landing = plain(JSON_TYPE, landingPage)
  serve('/ogc', landing)
  serve('/ogc/', landing)
  serve('/ogc/conformance', plain(JSON_TYPE, conformance))
  serve('/ogc/api', plain(OPENAPI_TYPE, (base) => feedOpenApi(base, version)))
  serve('/ogc/collections/:collection/schema', plain(SCHEMA_TYPE, (base, c) => collectionSchema(base, COLLECTIONS[collectionOf(c)])))

  serve('/ogc/collections', async (c, scope, base) => {
    const { f } = parse(DocumentQuery, parametersOf(c), 'query')
    const { token, extents } = await feed.extents(scope)
    return documented(c, negotiate(c, f, [JSON_TYPE]), () => describeCollections(base, extents), token, scopeDigest(scope))
  })

  serve('/ogc/collections/:collection', async (c, scope, base) => {
    const collection = collectionOf(c)
    const { f } = parse(DocumentQuery, parametersOf(c), 'query')
    const { token, extents } = await feed.extents(scope)
    return documented(c, negotiate(c, f, [JSON_TYPE]), () => describeCollection(base, COLLECTIONS[collection], extents[collection] ?? { bbox: null, interval: null }), token, scopeDigest(scope))
  })

  serve('/ogc/collections/:collection/items', async (c, scope, base) => {
    const collection = collectionOf(c)
    const given = parametersOf(c)
    const query = parse(ItemsQuery, given, 'query')
    const type = negotiate(c, query.f, [GEOJSON_TYPE, JSON_TYPE])
    const reach = scopeDigest(scope)
    if (c.req.header('if-none-match') !== undefined) {
      const etag = etagOf(c, await feed.tokenNow(), reach, type)
      if (holds(c, etag)) return unchanged(etag)
    }
    const page = await feed.page(collection, query, scope)
    const head = JSON.stringify({
      type: 'FeatureCollection', timeStamp: clock().toISOString(), numberMatched: page.matched, numberReturned: page.returned,
      links: pageLinks(base, collection, given, page.last === null ? undefined : toCursor(page.last)),
    })
    return answered([head.slice(0, -1), ',"features":[', page.features, ']}'], type, etagOf(c, page.token, reach, type))
  })

  serve('/ogc/collections/:collection/items/:id', async (c, scope, base) => {
    const collection = collectionOf(c)
    const id = c.req.param('id') ?? ''
    const { f } = parse(DocumentQuery, parametersOf(c), 'query')
    const type = negotiate(c, f, [GEOJSON_TYPE, JSON_TYPE])
    const found = UUID.test(id) ? await feed.feature(collection, id, scope) : undefined
    if (found === undefined) throw new Problem(NOT_FOUND[collection], { id: id.slice(0, 100) })
    const etag = etagOf(c, found.token, scopeDigest(scope), type)
    if (holds(c, etag)) return unchanged(etag)
    return answered([found.text.slice(0, -1), ',"links":', JSON.stringify(featureLinks(base, collection, id.toLowerCase())), '}'], type, etag)
  })

  app.options('/ogc/*', (c) => c.body(null, 204, {
    allow: METHODS.join(', '), 'access-control-allow-methods': METHODS.join(', '),
    'access-control-allow-headers': 'Accept, Authorization, If-None-Match, X-Api-Key', 'access-control-max-age': '86400',
  }))
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '/ogc/*', () => { throw new Problem('method-not-allowed', { allows: METHODS }) })
}

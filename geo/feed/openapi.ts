import { PROBLEMS } from '../problems.ts'
import { COLLECTIONS, type Collection } from './collections.ts'
import { GEOJSON_TYPE, JSON_TYPE, OPENAPI_TYPE, SCHEMA_TYPE } from './links.ts'
import { CRS84, LIMIT_DEFAULT, LIMIT_MOST } from './query.ts'
import { propertySchema } from './schema.ts'

type Json = Record<string, unknown>
const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })
const answer = (description: string, type: string, schema: Json): Json => ({ description, content: { [type]: { schema } } })
const refusals = (...statuses: number[]): Json => Object.fromEntries([...statuses, 401, 403, 406].map((status) => [status, ref('responses', `E${status}`)]))
const parameter = (name: string, description: string, schema: Json, more: Json = {}): Json => ({ name, in: 'query', required: false, description, schema, ...more })

const get = (operationId: string, summary: string, type: string, schema: Json, refused: number[] = [], parameters: Json[] = []): Json => ({
  get: { operationId, summary, parameters: [...parameters, ref('parameters', 'f')], responses: { 200: answer('Done', type, schema), 304: { description: 'Unchanged since the ETag that was sent' }, ...refusals(400, ...refused) } },
})

const featureSchema = ({ properties, title }: Collection): Json => ({
  type: 'object', title, required: ['type', 'geometry', 'properties'],
  properties: {
    type: { type: 'string', enum: ['Feature'] }, id: { type: 'string', format: 'uuid' },
    geometry: { ...ref('schemas', 'Geometry') },
    properties: { type: 'object', properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, propertySchema(property, true)])) },
    links: ref('schemas', 'Links'),
  },
})

const pageSchema = (collection: Collection): Json => ({
  type: 'object', required: ['type', 'features'],
  properties: {
    type: { type: 'string', enum: ['FeatureCollection'] }, timeStamp: { type: 'string', format: 'date-time' },
    numberMatched: { type: 'integer', minimum: 0 }, numberReturned: { type: 'integer', minimum: 0 },
    features: { type: 'array', items: ref('schemas', collection.id) }, links: ref('schemas', 'Links'),
  },
})

function pathsOf(collection: Collection): Json {
  const { id, title } = collection
  const at = `/collections/${id}`
  return {
    [at]: get(`describe-${id}`, `About the collection ${title}`, JSON_TYPE, { type: 'object' }),
    [`${at}/schema`]: get(`schema-of-${id}`, `What a feature of ${title} holds`, SCHEMA_TYPE, { type: 'object' }),
    [`${at}/items`]: get(`list-${id}`, `${title}, a page at a time. datetime: ${collection.time}`, GEOJSON_TYPE, pageSchema(collection), [],
      ['limit', 'bbox', 'bbox-crs', 'datetime', 'cursor'].map((name) => ref('parameters', name))),
    [`${at}/items/{featureId}`]: get(`get-${id}`, `One of ${title}`, GEOJSON_TYPE, ref('schemas', id), [404], [ref('parameters', 'featureId')]),
  }
}

/** The feed's description, OpenAPI 3.0, printed from the collections. `base` is its absolute address. */
export function feedOpenApi(base: string, version: string): Json {
  const collections = Object.values(COLLECTIONS)
  const problem = (status: number, ...names: (keyof typeof PROBLEMS)[]) => [`E${status}`, answer(names.map((name) => PROBLEMS[name].title).join(' · '), 'application/problem+json', ref('schemas', 'Problem'))]
  return {
    openapi: '3.0.3',
    info: { title: 'Vidnova feed', version, description: 'OGC API – Features. Send a key as Bearer, as the password of Basic, or as X-Api-Key.', license: { name: 'Apache-2.0' } },
    servers: [{ url: base }],
    security: [{ bearer: [] }, { basic: [] }, { key: [] }, { session: [] }],
    paths: {
      '/': get('landing', 'Where to begin', JSON_TYPE, { type: 'object' }),
      '/conformance': get('conformance', 'Conformance classes', JSON_TYPE, { type: 'object' }),
      '/api': get('api', 'This description', OPENAPI_TYPE, { type: 'object' }),
      '/collections': get('collections', 'The collections', JSON_TYPE, { type: 'object' }),
      ...Object.assign({}, ...collections.map(pathsOf)) as Json,
    },
    components: {
      parameters: {
        f: parameter('f', 'The format, instead of Accept', { type: 'string', enum: ['json', 'geojson'] }),
        limit: parameter('limit', 'Features on a page', { type: 'integer', minimum: 1, maximum: LIMIT_MOST, default: LIMIT_DEFAULT }, { style: 'form', explode: false }),
        bbox: parameter('bbox', 'West, south, east, north in degrees, or with heights between; west above east crosses the antimeridian',
          { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } }, { style: 'form', explode: false }),
        'bbox-crs': parameter('bbox-crs', 'Coordinate reference system of bbox', { type: 'string', format: 'uri', enum: [CRS84], default: CRS84 }),
        datetime: parameter('datetime', 'A time, a day, or an interval of which one end may be open: from/to, from/.., ../to', { type: 'string' }, { style: 'form', explode: false }),
        cursor: parameter('cursor', 'From a link `next`: follow it rather than make it', { type: 'string' }),
        featureId: { name: 'featureId', in: 'path', required: true, description: 'Id of a feature', schema: { type: 'string', format: 'uuid' } },
      },
      schemas: {
        ...Object.fromEntries(collections.map((collection) => [collection.id, featureSchema(collection)])),
        Geometry: { type: 'object', nullable: true, description: 'GeoJSON (RFC 7946); null where the place is not resolved', required: ['type'], properties: { type: { type: 'string' }, coordinates: { type: 'array', items: {} } } },
        Links: { type: 'array', items: { type: 'object', required: ['href', 'rel'], properties: { href: { type: 'string', format: 'uri' }, rel: { type: 'string' }, type: { type: 'string' }, title: { type: 'string' } } } },
        Problem: { type: 'object', description: 'RFC 9457', required: ['type', 'title', 'status', 'detail'], properties: { type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' } } },
      },
      responses: Object.fromEntries([
        problem(400, 'invalid-input'), problem(401, 'not-signed-in'), problem(403, 'role-not-served'),
        problem(404, 'collection-not-found', 'site-not-found', 'damage-not-found', 'repair-not-found'), problem(406, 'not-acceptable'),
      ]),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' }, basic: { type: 'http', scheme: 'basic' },
        key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' }, session: { type: 'apiKey', in: 'cookie', name: 'vidnova.session_token' },
      },
    },
  }
}

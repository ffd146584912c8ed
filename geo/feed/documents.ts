import { COLLECTIONS, type Collection } from './collections.ts'
import { CRS84 } from './query.ts'
import { GEOJSON_TYPE, JSON_TYPE, OPENAPI_TYPE, SCHEMA_TYPE, type Link } from './links.ts'

/** Classes of OGC API – Features Part 1 (17-069r4) that the feed meets, and no other. */
export const CONFORMANCE = ['core', 'oas30', 'geojson'].map((name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`)

/** Where a collection lies in space and time, as far as the reader may see; null where it holds nothing. */
export type Extent = {
  readonly bbox: readonly [number, number, number, number] | null
  readonly interval: readonly [string | null, string | null] | null
}

const DESCRIPTION = 'Damage assessment and repair of energy and communications sites, for those who hold a key.'
const link = (href: string, rel: string, type: string, title: string): Link => ({ href, rel, type, title })

/** The landing page. `base` is the absolute address of the feed. */
export const landingPage = (base: string) => ({
  title: 'Vidnova', description: DESCRIPTION,
  links: [
    link(base, 'self', JSON_TYPE, 'This document'),
    link(`${base}/api`, 'service-desc', OPENAPI_TYPE, 'The API, as OpenAPI 3.0'),
    link(`${base}/conformance`, 'conformance', JSON_TYPE, 'Conformance classes'),
    link(`${base}/collections`, 'data', JSON_TYPE, 'The collections'),
  ],
})

/** The classes that the feed meets. */
export const conformance = () => ({ conformsTo: CONFORMANCE })

/** One collection, as /collections and /collections/{id} describe it. */
export function describeCollection(base: string, { id, title, description, time }: Collection, extent: Extent) {
  const at = `${base}/collections/${id}`
  return {
    id, title, description: `${description} \`datetime\` asks ${time}.`, itemType: 'feature', crs: [CRS84],
    extent: {
      spatial: { bbox: [extent.bbox ?? [-180, -90, 180, 90]], crs: CRS84 },
      temporal: { interval: [extent.interval ?? [null, null]], trs: 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian' },
    },
    links: [
      link(at, 'self', JSON_TYPE, title),
      link(`${at}/items`, 'items', GEOJSON_TYPE, `${title}, as GeoJSON`),
      link(`${at}/schema`, 'describedBy', SCHEMA_TYPE, 'What a feature holds'),
      link(`${base}/collections`, 'parent', JSON_TYPE, 'The collections'),
    ],
  }
}

/** All collections. */
export const describeCollections = (base: string, extents: Readonly<Record<string, Extent>>) => ({
  links: [link(`${base}/collections`, 'self', JSON_TYPE, 'This document')],
  collections: Object.values(COLLECTIONS).map((collection) => describeCollection(base, collection, extents[collection.id] ?? { bbox: null, interval: null })),
})

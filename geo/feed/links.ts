/** A link of OGC API documents; `href` is absolute, since clients do not resolve. */
export type Link = { readonly href: string; readonly rel: string; readonly type?: string; readonly title?: string }

/** Media type of plain documents. */
export const JSON_TYPE = 'application/json'
/** Media type of features. */
export const GEOJSON_TYPE = 'application/geo+json'
/** Media type of schemas. */
export const SCHEMA_TYPE = 'application/schema+json'
/** Media type of the API's description, exactly as clients look for it. */
export const OPENAPI_TYPE = 'application/vnd.oai.openapi+json;version=3.0'

/** An address with its query: parameters in the order given, those undefined left out. */
export function withQuery(address: string, query: Readonly<Record<string, string | undefined>>): string {
  const parts = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/')}`]))
  return parts.length === 0 ? address : `${address}?${parts.join('&')}`
}

/** Links of a page of items: itself, the next page where there is one with every parameter carried, and the collection. */
export function pageLinks(base: string, collection: string, asked: Readonly<Record<string, string | undefined>>, next: string | undefined): Link[] {
  const items = `${base}/collections/${collection}/items`
  return [
    { rel: 'self', type: GEOJSON_TYPE, title: 'This page', href: withQuery(items, asked) },
    ...(next === undefined ? [] : [{ rel: 'next', type: GEOJSON_TYPE, title: 'Next page', href: withQuery(items, { ...asked, cursor: next }) }]),
    { rel: 'collection', type: JSON_TYPE, title: 'The collection', href: `${base}/collections/${collection}` },
  ]
}

/** Links of one feature. */
export const featureLinks = (base: string, collection: string, id: string): Link[] => [
  { rel: 'self', type: GEOJSON_TYPE, title: 'This feature', href: `${base}/collections/${collection}/items/${id}` },
  { rel: 'collection', type: JSON_TYPE, title: 'The collection', href: `${base}/collections/${collection}` },
]

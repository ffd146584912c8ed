import type { Collection } from './collections.ts'
import type { Property } from './properties.ts'

type Json = Record<string, unknown>

/** A property as a schema. OpenAPI 3.0 says that it may be null; JSON Schema for features says its type plainly, since clients type a column by it. */
export function propertySchema({ type, description, format, values, cim }: Property, openApi: boolean): Json {
  return {
    title: description, type, ...(openApi ? { nullable: true } : {}),
    ...(format === undefined ? {} : { format }), ...(values === undefined ? {} : { enum: [...values, null] }), ...(cim === undefined ? {} : { 'x-cim': cim }),
  }
}

/** A feature of a collection as JSON Schema, the whole of it: GDAL types its columns by the properties inside. */
export const collectionSchema = (base: string, { id, title, description, geometry, properties }: Collection): Json => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `${base}/collections/${id}/schema`, title, description, type: 'object',
  required: ['type', 'geometry', 'properties'],
  properties: {
    type: { type: 'string', enum: ['Feature'] },
    id: { type: 'string', format: 'uuid', 'x-ogc-role': 'id' },
    geometry: { format: geometry, 'x-ogc-role': 'primary-geometry' },
    properties: { type: 'object', properties: Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, propertySchema(property, false)])) },
  },
})

import type { Collection } from './collections.ts'
import type { Property } from './properties.ts'

type Json = Record<string, unknown>

/** A property as JSON Schema; `nullable` in the words of OpenAPI 3.0, which has no null type. */
export function propertySchema({ type, description, format, values, cim }: Property, openApi: boolean): Json {
  return {
    title: description, ...(openApi ? { type, nullable: true } : { type: [type, 'null'] }),
    ...(format === undefined ? {} : { format }), ...(values === undefined ? {} : { enum: [...values, null] }), ...(cim === undefined ? {} : { 'x-cim': cim }),
  }
}

/** What a feature of a collection holds, as JSON Schema: clients type their columns by it. */
export const collectionSchema = (base: string, { id, title, description, geometry, properties }: Collection): Json => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema', $id: `${base}/collections/${id}/schema`, title, description, type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid', 'x-ogc-role': 'id' },
    geometry: { format: geometry, 'x-ogc-role': 'primary-geometry' },
    ...Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, { ...propertySchema(property, false), type: property.type }])),
  },
})

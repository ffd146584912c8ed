import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Raw } from '../photos/contract.ts'

/** Where the pictures of a base map come from: a host of the operator's choice, or our own server, which reads an archive. */
export const BaseMapSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('xyz'), url: z.string(), tilePx: z.number().int() }),
  z.object({ kind: z.literal('wmts'), layer: z.string(), matrixSet: z.string().nullable(), style: z.string().nullable() }),
  z.object({ kind: z.literal('archive'), vector: z.boolean() }),
])
export type BaseMapSource = z.infer<typeof BaseMapSource>

/** A base map that an operator added beside the one that ships. */
export const BaseMap = z.object({
  id: z.string(), names: z.object({ uk: z.string(), en: z.string() }), attribution: z.string(),
  minZoom: z.number(), maxZoom: z.number(),
  /** It writes names of places itself; else ours are written over it. */
  labels: z.boolean(),
  /** Made for the dark: shown as it is there, where others are dimmed. */
  dark: z.boolean(),
  /** Null while its archive cannot be read. */
  source: BaseMapSource.nullable(),
})
export type BaseMap = z.infer<typeof BaseMap>

export const listBaseMaps = endpoint({
  method: 'get', path: '/api/base-maps', tag: 'Map', roles: 'anyone',
  summary: 'Base maps that the operator added; who has not signed in is told of public ones alone',
  returns: z.object({ baseMaps: z.array(BaseMap) }),
})

const Id = z.string().max(40)
const Step = z.coerce.number().int().min(0)

export const readCapabilities = endpoint({
  method: 'get', path: '/api/base-maps/{id}/capabilities', tag: 'Map', roles: READERS,
  summary: 'What a WMTS of the operator says of itself, as XML text',
  params: z.object({ id: Id }), returns: z.object({ text: z.string() }), problems: ['base-map-not-found', 'base-map-silent'],
})

export const readTile = endpoint({
  method: 'get', path: '/api/base-maps/{id}/tiles/{z}/{x}/{y}', tag: 'Map', roles: READERS,
  summary: 'One tile of a PMTiles archive of the operator, as its bytes',
  params: z.object({ id: Id, z: Step.max(24), x: Step.max(2 ** 24), y: Step.max(2 ** 24) }), returns: Raw, problems: ['base-map-not-found', 'base-map-silent'],
})

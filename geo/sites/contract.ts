import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Bbox, Position, PositionText } from '../space/position.ts'
import { Names, text } from '../text.ts'
import { SiteKind, Sector } from './kinds.ts'
import { NearSite, Site } from './site.ts'

export const listSites = endpoint({
  method: 'get', path: '/api/sites', tag: 'Sites', roles: READERS,
  summary: 'Sites of your areas, nearest first when `near` is given, else by name',
  query: z.object({
    near: PositionText.optional(),
    text: text(100).optional(),
    sector: Sector.optional(),
    kind: SiteKind.optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(50),
  }),
  returns: z.object({ sites: z.array(NearSite) }),
})

export const getSite = endpoint({
  method: 'get', path: '/api/sites/{id}', tag: 'Sites', roles: READERS,
  summary: 'One site with what depends on it',
  params: z.object({ id: z.uuid() }),
  returns: Site.extend({
    needs: z.array(z.object({ id: z.uuid(), names: Names, kind: SiteKind, service: z.string(), basis: z.string() })),
    dependents: z.array(z.object({ id: z.uuid(), names: Names, kind: z.string(), service: z.string(), basis: z.string() })),
  }),
  problems: ['site-not-found'],
})

/** A thing on the map: compact, since thousands travel. */
export const MapPoint = z.object({
  id: z.uuid(),
  what: z.enum(['site', 'damage']),
  kind: z.string(),
  sector: Sector,
  position: Position,
  severity: z.number().int().nullable(),
  function: z.string().nullable(),
  state: z.string().nullable(),
  names: Names,
  version: z.number().int(),
})
export type MapPoint = z.infer<typeof MapPoint>

/** Many things drawn as one. */
export const MapCluster = z.object({ position: Position, sites: z.number().int(), damages: z.number().int(), worst: z.number().int().nullable() })
export type MapCluster = z.infer<typeof MapCluster>

/** A line of the network as drawn. */
export const MapLine = z.object({
  id: z.uuid(), kind: z.string(), voltageV: z.number().int().nullable(), damage: z.uuid().nullable(),
  positions: z.array(Position), version: z.number().int(),
})
export type MapLine = z.infer<typeof MapLine>

export const readMap = endpoint({
  method: 'get', path: '/api/map', tag: 'Sites', roles: READERS,
  summary: 'What the map shows in a box: points, clusters where they are too many, lines',
  query: z.object({
    bbox: Bbox,
    zoom: z.coerce.number().min(0).max(24).default(6),
    sector: Sector.optional(),
    show: z.enum(['all', 'damages', 'sites']).default('all'),
  }),
  returns: z.object({ points: z.array(MapPoint), clusters: z.array(MapCluster), lines: z.array(MapLine), partial: z.boolean() }),
})

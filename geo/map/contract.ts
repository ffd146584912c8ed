import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { DamageFilter } from '../damages/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { Sector } from '../sites/kinds.ts'
import { Bbox, Position } from '../space/position.ts'
import { Names } from '../text.ts'

/** A moment of the last days. */
export const Moment = z.iso.datetime({ offset: true })

/** A thing on the map: compact, since hundreds travel. */
export const MapPoint = z.object({
  id: z.uuid(),
  what: z.enum(['site', 'damage']),
  kind: z.string(),
  sector: Sector,
  position: Position,
  severity: z.number().int().nullable(),
  function: z.string().nullable(),
  /** Where a damage's repair stands, `none` without one; null of a site. */
  state: z.string().nullable(),
  names: Names,
  version: z.number().int(),
})
export type MapPoint = z.infer<typeof MapPoint>

/** Many things drawn as one, where their mean place is. */
export const MapCluster = z.object({
  position: Position, sites: z.number().int(), damages: z.number().int(),
  /** Damages whose service is out. */
  out: z.number().int(),
  /** The worst severity among its damages; null where none is known. */
  worst: z.number().int().nullable(),
})
export type MapCluster = z.infer<typeof MapCluster>

/** A line of the network as drawn. */
export const MapLine = z.object({
  id: z.uuid(), kind: z.string(), voltageV: z.number().int().nullable(), damage: z.uuid().nullable(),
  positions: z.array(Position), version: z.number().int(),
})
export type MapLine = z.infer<typeof MapLine>

export const readMap = endpoint({
  method: 'get', path: '/api/map', tag: 'Map', roles: READERS,
  summary: 'What the map shows in a box: points, clusters where they are too many, lines; damages narrowed as in /api/damages',
  query: DamageFilter.extend({
    bbox: Bbox,
    zoom: z.coerce.number().min(0).max(24).default(6),
    show: z.enum(['all', 'damages', 'sites']).default('all'),
    /** The map as it was at a moment; left out, as it is. */
    at: Moment.optional(),
  }),
  returns: z.object({
    points: z.array(MapPoint), clusters: z.array(MapCluster), lines: z.array(MapLine),
    /** Places of sites that are only hinted at from afar: longitude, latitude, longitude, latitude … */
    dots: z.array(z.number()),
    /** How many damages and sites are in the box. */
    damages: z.number().int(), sites: z.number().int(),
    /** True when some are drawn together. */
    partial: z.boolean(),
  }),
  problems: ['moment-outside'],
})

import { z } from 'zod'
import { DESK_READERS, READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Sector } from '../sites/kinds.ts'
import { Shape } from '../space/shape.ts'
import { Names } from '../text.ts'
import { Area, AreaLevel } from './area.ts'

export const listAreas = endpoint({
  method: 'get', path: '/api/areas', tag: 'Areas', roles: [...READERS, 'admin'],
  summary: 'Administrative areas within your reach',
  query: z.object({ level: AreaLevel.optional(), parent: z.string().max(40).optional() }),
  returns: z.object({ areas: z.array(Area) }),
})

/** Levels at which areas are compared on a map. */
export const MappedLevel = AreaLevel.extract(['oblast', 'raion', 'hromada'])
export type MappedLevel = z.infer<typeof MappedLevel>

export const listOutlines = endpoint({
  method: 'get', path: '/api/areas/outlines', tag: 'Areas', roles: DESK_READERS,
  summary: 'Outlines of your areas of a level, simplified to be drawn',
  query: z.object({ level: MappedLevel }),
  returns: z.object({ outlines: z.array(z.object({ code: z.string(), shape: Shape })) }),
})

/** What is known of the people without service in an area: of its open damages, and of those of all areas below it. */
export const AreaService = z.object({
  code: z.string(), names: Names, population: z.number().int().nullable(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Open damages that take service from somebody, or may. */
  damages: z.number().int(),
  /** Those among them of which nobody can say how many people they concern. */
  uncounted: z.number().int(),
  /** The people of those that were counted, with the range; null when none was. */
  people: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Sites of the sector that are known there: where there are none, no damage means nothing. */
  sites: z.boolean(),
})
export type AreaService = z.infer<typeof AreaService>

export const readService = endpoint({
  method: 'get', path: '/api/areas/service', tag: 'Areas', roles: DESK_READERS,
  summary: 'People without service in each of your areas of a level, as far as anybody knows',
  query: z.object({ level: MappedLevel, sector: Sector.default('energy') }),
  returns: z.object({ areas: z.array(AreaService) }),
})

import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Area, AreaLevel } from './area.ts'

export const listAreas = endpoint({
  method: 'get', path: '/api/areas', tag: 'Areas', roles: [...READERS, 'admin'],
  summary: 'Administrative areas within your reach',
  query: z.object({ level: AreaLevel.optional(), parent: z.string().max(40).optional() }),
  returns: z.object({ areas: z.array(Area) }),
})

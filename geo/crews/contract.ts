import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Names } from '../text.ts'

/** A team that can be sent. */
export const Crew = z.object({
  id: z.uuid(), name: z.string(), organisation: z.uuid(), organisationNames: Names,
  skills: z.array(z.string()), area: z.string().nullable(),
  /** Repairs it has that are not done. */
  load: z.number().int(),
})
export type Crew = z.infer<typeof Crew>

export const listCrews = endpoint({
  method: 'get', path: '/api/crews', tag: 'Crews', roles: READERS,
  summary: 'Crews of your areas with how much they have to do',
  returns: z.object({ crews: z.array(Crew) }),
})

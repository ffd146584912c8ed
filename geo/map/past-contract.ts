import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { DamageFilter } from '../damages/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { Position } from '../space/position.ts'
import { MapPoint, Moment } from './contract.ts'

/** A damage as it was: what the map shows of it, with its tier and the people without service because of it. */
export const PastDamage = MapPoint.extend({ position: Position.nullable(), tier: z.number().int(), people: z.number().int().nullable() })
export type PastDamage = z.infer<typeof PastDamage>

export const readPast = endpoint({
  method: 'get', path: '/api/past', tag: 'Map', roles: READERS,
  summary: 'The queue as it was at a moment of the last days: how many damages, how many people without service, and the weightiest',
  query: DamageFilter.extend({ at: Moment }),
  returns: z.object({
    at: z.string(),
    damages: z.number().int(),
    /** Those whose service was out. */
    out: z.number().int(),
    /** People without service, at least; who hangs on two damages is counted twice. */
    people: z.number().int(),
    /** Damages of which nobody can say how many people they concern. */
    uncounted: z.number().int(),
    worst: z.array(PastDamage),
  }),
  problems: ['moment-outside'],
})

import { z } from 'zod'
import { DESK_READERS, DESK_WRITERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Raw } from '../photos/contract.ts'
import { Instant } from '../text.ts'
import { KeptSituation, Situation } from './situation.ts'

const Id = z.object({ id: z.uuid() })
const Area = z.string().min(1).max(40)

export const readSituation = endpoint({
  method: 'get', path: '/api/situation', tag: 'Situation', roles: DESK_READERS,
  summary: 'The situation of an area on one page: now, or at a moment of the last days',
  query: z.object({ area: Area.optional(), at: Instant.optional() }),
  returns: Situation, problems: ['area-not-found', 'moment-outside'],
})

export const listSituations = endpoint({
  method: 'get', path: '/api/situation/reports', tag: 'Situation', roles: DESK_READERS,
  summary: 'Situation reports that are kept, the latest first',
  query: z.object({ area: Area.optional(), before: z.coerce.number().int().min(1).max(2_000_000_000).optional() }),
  returns: z.object({ reports: z.array(KeptSituation), more: z.boolean() }),
})

export const getSituation = endpoint({
  method: 'get', path: '/api/situation/reports/{id}', tag: 'Situation', roles: DESK_READERS,
  summary: 'A situation report as it was kept',
  params: Id, returns: KeptSituation.extend({ content: Situation }), problems: ['situation-not-found'],
})

export const keepSituation = endpoint({
  method: 'put', path: '/api/situation/reports/{id}', tag: 'Situation', roles: DESK_WRITERS,
  summary: 'Keep the situation of an area as it is now, with a number for ever; safe to repeat',
  params: Id, body: z.strictObject({ area: Area }),
  returns: KeptSituation.extend({ content: Situation }), problems: ['area-not-found', 'op-id-taken'],
})

export const printSituation = endpoint({
  method: 'get', path: '/api/situation/reports/{id}/pdf', tag: 'Situation', roles: DESK_READERS,
  summary: 'A situation report that is kept, as a PDF of one page',
  params: Id,
  query: z.object({
    language: z.enum(['uk', 'en']).default('uk'),
    /** In which its times are told, as `Europe/Kyiv`. */
    zone: z.string().max(60).regex(/^[A-Za-z0-9_+/-]+$/).default('UTC'),
  }),
  returns: Raw, problems: ['situation-not-found'],
})

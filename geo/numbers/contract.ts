import { z } from 'zod'
import { DESK_READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Numbers } from './numbers.ts'
import { Instant } from '../text.ts'

export const readNumbers = endpoint({
  method: 'get', path: '/api/numbers', tag: 'Numbers', roles: DESK_READERS,
  summary: 'People without service, person-hours, SAIDI, SAIFI, CAIDI, times to repair, restoration planned and actual',
  query: z.object({ area: z.string().min(1).max(40).optional(), from: Instant, to: Instant })
    .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'the period ends after it begins' })
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 366 * 86_400_000, { path: ['to'], message: 'a period is a year at most' }),
  returns: Numbers, problems: ['area-not-found'],
})

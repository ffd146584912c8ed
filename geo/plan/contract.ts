import { z } from 'zod'
import { DESK_READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Board } from './plan.ts'

export const readBoard = endpoint({
  method: 'get', path: '/api/board', tag: 'Repairs', roles: DESK_READERS,
  summary: 'Repairs of your areas that are not closed, with their windows, their clocks and what they lack; and the crews',
  query: z.object({ area: z.string().min(1).max(40).optional() }),
  returns: Board, problems: ['area-not-found'],
})

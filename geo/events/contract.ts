import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { text } from '../text.ts'

export const live = endpoint({
  method: 'get', path: '/api/live', tag: 'Live', roles: READERS,
  summary: 'What changes in your areas, as server-sent events; resumes by Last-Event-ID or `since`',
  query: z.object({ since: text(60).optional() }),
  returns: z.string(),
  problems: [],
})

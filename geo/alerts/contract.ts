import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { AlertPicture } from '../hazards/picture.ts'
import { endpoint } from '../http/endpoint.ts'

export const readAlerts = endpoint({
  method: 'get', path: '/api/alerts', tag: 'Hazards', roles: READERS,
  summary: 'Air alerts of your areas as their source last told them; older than two minutes they are unknown',
  returns: AlertPicture.extend({ now: z.string() }),
})

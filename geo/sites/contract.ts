import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { PositionText } from '../space/position.ts'
import { Names, text } from '../text.ts'
import { SiteKind, Sector } from './kinds.ts'
import { NearSite, Site } from './site.ts'

export const listSites = endpoint({
  method: 'get', path: '/api/sites', tag: 'Sites', roles: READERS,
  summary: 'Sites of your areas, nearest first when `near` is given, else by name; of one area, or the one that a label names',
  query: z.object({
    near: PositionText.optional(),
    /** A part of a name, or a site's number: that site comes first. */
    text: text(100).optional(),
    number: z.coerce.number().int().min(1).max(999_999_999).optional(),
    id: z.uuid().optional(),
    /** With all areas below it. */
    area: z.string().max(40).optional(),
    sector: Sector.optional(),
    kind: SiteKind.optional(),
    limit: z.coerce.number().int().min(1).max(2000).default(50),
  }),
  returns: z.object({ sites: z.array(NearSite) }),
})

export const getSite = endpoint({
  method: 'get', path: '/api/sites/{id}', tag: 'Sites', roles: READERS,
  summary: 'One site with what depends on it',
  params: z.object({ id: z.uuid() }),
  returns: Site.extend({
    needs: z.array(z.object({ id: z.uuid(), names: Names, kind: SiteKind, service: z.string(), basis: z.string() })),
    dependents: z.array(z.object({ id: z.uuid(), names: Names, kind: z.string(), service: z.string(), basis: z.string() })),
  }),
  problems: ['site-not-found'],
})

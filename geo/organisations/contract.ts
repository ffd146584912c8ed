import { z } from 'zod'
import { DESK_READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Names, text } from '../text.ts'

/** What an organisation is. */
export const OrganisationKind = z.enum(['emergency_service', 'energy_utility', 'telecom_operator', 'authority', 'un_agency', 'other'])
export type OrganisationKind = z.infer<typeof OrganisationKind>

/** Who owns sites and sends crews. */
export const Organisation = z.object({
  id: z.uuid(), kind: OrganisationKind, names: Names,
  /** Crews that it can send now. */
  crews: z.number().int(),
})
export type Organisation = z.infer<typeof Organisation>

const name = text(200).transform((value) => value.trim() || null).nullable().default(null)

/** An organisation to be: its kind and its name in at least one language. */
export const OrganisationAsked = z.strictObject({
  kind: OrganisationKind,
  names: z.strictObject({ uk: name, en: name }).refine(({ uk, en }) => uk !== null || en !== null, 'a name in one language at least'),
})
export type OrganisationAsked = z.infer<typeof OrganisationAsked>

export const listOrganisations = endpoint({
  method: 'get', path: '/api/organisations', tag: 'Crews', roles: [...DESK_READERS, 'admin'],
  summary: 'Organisations that own sites and send crews',
  returns: z.object({ organisations: z.array(Organisation) }),
})

export const makeOrganisation = endpoint({
  method: 'post', path: '/api/organisations', tag: 'Crews', roles: ['admin'],
  summary: 'Make an organisation; for an administrator of all areas',
  body: OrganisationAsked,
  returns: z.object({ id: z.uuid() }),
  problems: ['area-not-found'],
})

export const changeOrganisation = endpoint({
  method: 'put', path: '/api/organisations/{id}', tag: 'Crews', roles: ['admin'],
  summary: 'Change an organisation\'s names and kind; for an administrator of all areas',
  params: z.object({ id: z.uuid() }), body: OrganisationAsked,
  returns: z.object({ id: z.uuid() }),
  problems: ['area-not-found', 'organisation-not-found'],
})

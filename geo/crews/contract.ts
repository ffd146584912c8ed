import { z } from 'zod'
import { DESK_READERS, READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Position } from '../space/position.ts'
import { RepairState } from '../repairs/lifecycle.ts'
import { Names, words } from '../text.ts'

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

/** Where a crew is to be looked for: at its next job, else at its base. Where its phone is, nobody is told. */
export const CrewPlace = z.object({
  id: z.uuid(), name: z.string(), position: Position,
  /** The job that it has next, or is on; null when it stands at its base. */
  job: z.object({ damage: z.uuid(), repair: z.uuid(), state: RepairState }).nullable(),
})
export type CrewPlace = z.infer<typeof CrewPlace>

export const listCrewPlaces = endpoint({
  method: 'get', path: '/api/crews/places', tag: 'Crews', roles: DESK_READERS,
  summary: 'Where crews of your areas are to be looked for: at their next job or their base',
  returns: z.object({ crews: z.array(CrewPlace) }),
})

/** What crews are trained and equipped for. */
export const Skill = z.enum(['substation', 'overhead_line', 'cable', 'generator', 'fibre', 'antenna', 'heavy_lift', 'demining'])
export type Skill = z.infer<typeof Skill>

/** A crew with all that is kept of it. */
export const WholeCrew = Crew.extend({
  areaNames: Names,
  base: Position.nullable(),
  /** Telephone numbers whose SMS speak for it. */
  phones: z.array(z.string()),
  /** People who hold a role in it. */
  people: z.number().int(),
  retiredAt: z.string().nullable(),
})
export type WholeCrew = z.infer<typeof WholeCrew>

/** A telephone number as networks write it (E.164); spaces, brackets and hyphens do not count. */
export const Telephone = z.string().max(40).transform((phone) => phone.replace(/[\s().-]/g, '').replace(/^00/, '+')).refine((phone) => /^\+[1-9]\d{6,14}$/.test(phone), 'write the number with its country: +380…')

/** A crew to be. Without an area it may be sent anywhere. */
export const CrewAsked = z.strictObject({
  name: words(100), organisation: z.uuid(), area: z.string().max(40).nullable().default(null), base: Position.nullable().default(null),
  skills: z.array(Skill).max(20).default([]),
  /** Left out, they stay as they are. */
  phones: z.array(Telephone).max(20).optional(),
})
export type CrewAsked = z.infer<typeof CrewAsked>

const MAKERS = ['admin', 'authority'] as const
const ofCrew = z.object({ id: z.uuid() })

export const listWholeCrews = endpoint({
  method: 'get', path: '/api/crews/details', tag: 'Crews', roles: MAKERS,
  summary: 'Crews of your areas with base, people and skills, retired ones last',
  returns: z.object({ crews: z.array(WholeCrew) }),
})

export const makeCrew = endpoint({
  method: 'post', path: '/api/crews', tag: 'Crews', roles: MAKERS,
  summary: 'Make a crew in your areas',
  body: CrewAsked, returns: ofCrew,
  problems: ['area-not-found', 'unknown-reference', 'phone-taken'],
})

export const changeCrew = endpoint({
  method: 'put', path: '/api/crews/{id}', tag: 'Crews', roles: MAKERS,
  summary: 'Change a crew\'s name, organisation, area, base, skills and telephone numbers',
  params: ofCrew, body: CrewAsked, returns: ofCrew,
  problems: ['crew-not-found', 'area-not-found', 'unknown-reference', 'phone-taken'],
})

export const retireCrew = endpoint({
  method: 'post', path: '/api/crews/{id}/retirement', tag: 'Crews', roles: MAKERS,
  summary: 'Retire a crew that has no repairs and no rounds to do, or bring it back',
  params: ofCrew, body: z.strictObject({ retired: z.boolean() }),
  returns: z.object({ id: z.uuid(), retiredAt: z.string().nullable() }),
  problems: ['crew-not-found', 'crew-has-repairs', 'crew-has-rounds'],
})

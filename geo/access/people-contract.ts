import { z } from 'zod'
import { endpoint } from '../http/endpoint.ts'
import { text } from '../text.ts'
import { DESK_WRITERS } from './roles.ts'
import { Device, GrantAsked, Password, Person, PersonAsked } from './people.ts'

const ofPerson = z.object({ id: text(100) })
const search = z.object({ search: text(100).optional() })
const Shown = { /** The password that the server made, shown this once; null when you gave one. */ password: z.string().nullable() }

export const listPeople = endpoint({
  method: 'get', path: '/api/people', tag: 'People', roles: ['admin'],
  summary: 'People with a role in your areas, by name',
  query: search,
  returns: z.object({ people: z.array(Person), more: z.boolean() }),
})

export const makePerson = endpoint({
  method: 'post', path: '/api/people', tag: 'People', roles: ['admin'],
  summary: 'Make a person with a first role; a password that the server makes is shown once',
  body: PersonAsked,
  returns: z.object({ id: z.string(), ...Shown }),
  problems: ['email-taken', 'area-not-found', 'crew-not-found', 'unknown-reference'],
})

export const giveGrant = endpoint({
  method: 'post', path: '/api/people/{id}/grants', tag: 'People', roles: ['admin'],
  summary: 'Give a person a role; one that is held already stays',
  params: ofPerson, body: GrantAsked,
  returns: z.object({ id: z.uuid() }),
  problems: ['person-not-found', 'area-not-found', 'crew-not-found', 'unknown-reference'],
})

export const endGrant = endpoint({
  method: 'delete', path: '/api/people/{id}/grants/{grant}', tag: 'People', roles: ['admin'],
  summary: 'Take a role from a person; the last administrator stays',
  params: z.object({ id: text(100), grant: z.uuid() }),
  returns: z.object({ id: z.uuid() }),
  problems: ['not-found', 'last-admin'],
})

export const setPassword = endpoint({
  method: 'post', path: '/api/people/{id}/password', tag: 'People', roles: ['admin'],
  summary: 'Give a person a new password and end all their sessions',
  params: ofPerson, body: z.strictObject({ password: Password.nullable().default(null) }),
  returns: z.object({ id: z.string(), ...Shown }),
  problems: ['person-not-found', 'person-beyond-reach', 'own-password'],
})

export const endSessions = endpoint({
  method: 'delete', path: '/api/people/{id}/sessions', tag: 'People', roles: ['admin'],
  summary: 'Sign a person out everywhere',
  params: ofPerson,
  returns: z.object({ ended: z.number().int() }),
  problems: ['person-not-found', 'person-beyond-reach'],
})

export const changePassword = endpoint({
  method: 'post', path: '/api/me/password', tag: 'Access', roles: 'signed-in',
  summary: 'Change your own password and end your other sessions',
  body: z.strictObject({ present: text(200), password: Password }),
  returns: z.object({ ended: z.number().int() }),
  problems: ['wrong-credentials', 'too-many-requests'],
})

export const listDevices = endpoint({
  method: 'get', path: '/api/devices', tag: 'Devices', roles: ['admin', ...DESK_WRITERS],
  summary: 'Phones of the people in your areas, for a desk those of its crews, the last seen first',
  query: search,
  returns: z.object({ devices: z.array(Device), more: z.boolean() }),
})

export const revokeDevice = endpoint({
  method: 'post', path: '/api/devices/{id}/revocation', tag: 'Devices', roles: ['admin', ...DESK_WRITERS],
  summary: 'Withdraw a phone: it is signed out, told to clear itself, and what it sends is held for review; or allow it again',
  params: z.object({ id: z.uuid() }), body: z.strictObject({ revoked: z.boolean() }),
  returns: z.object({ id: z.uuid(), revokedAt: z.string().nullable() }),
  problems: ['device-not-found'],
})

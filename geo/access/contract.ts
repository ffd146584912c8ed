import { z } from 'zod'
import { endpoint } from '../http/endpoint.ts'
import { SealTo } from '../sync/sealed.ts'
import { Names, words } from '../text.ts'
import { Role } from './roles.ts'

/** Who is signed in, with what its roles reach. */
export const Me = z.object({
  id: z.string(), name: z.string(),
  grants: z.array(z.object({ role: Role, area: z.string().nullable(), areaNames: Names, crew: z.string().nullable(), crewName: z.string().nullable(), organisation: z.string().nullable() })),
  /** West, south, east, north of the areas together: where a map opens. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  demo: z.boolean(),
  /** What a phone seals its finished reports to; null for keys of feeds. */
  seal: SealTo.nullable().default(null),
})
export type Me = z.infer<typeof Me>

export const getMe = endpoint({
  method: 'get', path: '/api/me', tag: 'Access', roles: 'signed-in',
  summary: 'Who you are and what you may reach',
  returns: Me,
})

/** A demonstration account that the start page offers at a click. */
export const DemoAccount = z.object({ key: z.string(), role: Role, name: z.string(), areaNames: Names })

export const about = endpoint({
  method: 'get', path: '/api/about', tag: 'Access', roles: 'anyone',
  summary: 'What this server is: its version, whether it demonstrates, and with which accounts',
  returns: z.object({ name: z.string(), version: z.string(), demo: z.boolean(), accounts: z.array(DemoAccount), attribution: z.array(z.string()) }),
})

/** What a key is for: reading feeds, or handing in SMS. */
export const KeyKind = z.enum(['feed', 'sms'])
export type KeyKind = z.infer<typeof KeyKind>

export const createKey = endpoint({
  method: 'post', path: '/api/keys', tag: 'Access', roles: ['admin', 'authority'],
  summary: 'Make a key for a feed consumer or an SMS gateway; it is shown once and only its hash is kept',
  body: z.strictObject({ name: words(100), area: z.string().max(40).nullable().default(null), days: z.number().int().min(1).max(730).default(365), kind: KeyKind.default('feed') }),
  returns: z.object({ id: z.uuid(), name: z.string(), key: z.string(), expiresAt: z.string() }),
  problems: ['area-not-found'],
})

export const listKeys = endpoint({
  method: 'get', path: '/api/keys', tag: 'Access', roles: ['admin', 'authority'],
  summary: 'Feed keys that were made, without their secrets',
  returns: z.object({ keys: z.array(z.object({ id: z.uuid(), name: z.string(), kind: KeyKind, prefix: z.string(), area: z.string().nullable(), createdAt: z.string(), expiresAt: z.string(), revokedAt: z.string().nullable() })) }),
})

export const revokeKey = endpoint({
  method: 'delete', path: '/api/keys/{id}', tag: 'Access', roles: ['admin', 'authority'],
  summary: 'Withdraw a feed key',
  params: z.object({ id: z.uuid() }),
  returns: z.object({ id: z.uuid() }),
  problems: ['not-found'],
})

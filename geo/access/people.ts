import { z } from 'zod'
import { Names, text, words } from '../text.ts'
import { Role } from './roles.ts'

/** What a person may be; `feed` and `sms` are for keys alone. */
export const PersonRole = Role.exclude(['feed', 'sms'])
export type PersonRole = z.infer<typeof PersonRole>

/** The shortest password taken, in characters. */
export const PASSWORD_LENGTH = 12

/** A password to be: long rather than odd, at most 200 characters. */
export const Password = text(200).refine((password) => password.length >= PASSWORD_LENGTH, `needs ${PASSWORD_LENGTH} characters or more`)

/** An address to sign in with; capitals do not count. */
export const Email = z.email('an e-mail address is needed').max(254).transform((email) => email.toLowerCase())

/** A role to be given: where, for which organisation, in which crew. Without an area it holds everywhere. */
export const GrantAsked = z.strictObject({
  role: PersonRole,
  area: z.string().max(40).nullable().default(null),
  organisation: z.uuid().nullable().default(null),
  crew: z.uuid().nullable().default(null),
}).refine(({ role, crew }) => role !== 'crew' || crew !== null, { path: ['crew'], message: 'name the crew that the person belongs to' })
  .refine(({ role, crew }) => role === 'crew' || crew === null, { path: ['crew'], message: 'only a crew member has a crew' })
  .refine(({ role, organisation }) => role !== 'operator' || organisation !== null, { path: ['organisation'], message: 'name the organisation whose sites the operator sees' })
export type GrantAsked = z.infer<typeof GrantAsked>

/** A role that a person holds, with the names of what it refers to. */
export const HeldGrant = z.object({
  id: z.uuid(), role: PersonRole,
  area: z.string().nullable(), areaNames: Names,
  organisation: z.string().nullable(), organisationNames: Names,
  crew: z.string().nullable(), crewName: z.string().nullable(),
})
export type HeldGrant = z.infer<typeof HeldGrant>

/** Someone with an account, and the roles that they hold within your reach. */
export const Person = z.object({
  id: z.string(), name: z.string(), email: z.string(), demo: z.boolean(),
  createdAt: z.string(), signedInAt: z.string().nullable(),
  /** Browsers and phones where they are signed in now. */
  sessions: z.number().int(),
  grants: z.array(HeldGrant),
  /** True when all their roles lie within your areas, so that password and sessions are yours to end. */
  yours: z.boolean(),
})
export type Person = z.infer<typeof Person>

/** Who is to be made: name, address, first role; without a password the server makes one. */
export const PersonAsked = z.strictObject({ name: words(200), email: Email, password: Password.nullable().default(null), grant: GrantAsked })
export type PersonAsked = z.infer<typeof PersonAsked>

/** A phone that has sent something. */
export const Device = z.object({
  id: z.uuid(), person: z.object({ id: z.string(), name: z.string() }), crewName: z.string().nullable(),
  firstSeen: z.string(), lastSeen: z.string(),
  /** The phone's clock minus the server's, in seconds, when it last sent. */
  clockOffS: z.number().nullable(),
  revokedAt: z.string().nullable(),
  /** Since when something comes under its id with another key than its first: no phone of ours does that by itself. */
  otherKeyAt: z.string().nullable(),
  /** What it filed that waits for a decision. */
  waiting: z.number().int(),
})
export type Device = z.infer<typeof Device>

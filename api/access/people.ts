import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { GrantAsked } from '../../geo/access/people.ts'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import * as crews from '../crews/reading.ts'
import { maybe, many, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import * as queries from './people-queries.ts'
import { insertGrant, insertUser } from './queries.ts'
import { mustReach } from './reach.ts'

type By = Pick<Actor, 'id'>
const Id = z.object({ id: z.string() })
const Admin = z.object({ id: z.string(), user: z.string(), area: z.string().nullable(), demo: z.boolean() })

/** A password that nobody has thought of: 20 characters, 120 bits. */
export const freshPassword = (): string => randomBytes(15).toString('base64url')

/** Someone to be made: the hash is the sign-in library's. */
export type NewPerson = { readonly id: string; readonly accountId: string; readonly name: string; readonly email: string; readonly hash: string }

/** Makes a person who can sign in. Throws `email-taken`. */
export async function makePerson(tx: Tx, by: By, { id, accountId, name, email, hash }: NewPerson): Promise<void> {
  await run(tx, insertUser({ id, name, email, demo: false }))
  await run(tx, queries.insertPassword({ id: accountId, user: id, hash }))
  await events.record(tx, by, [{ verb: 'user.made', id }])
}

/** Gives a person a role, whoever asks; one that is held already stays. Gives its id. */
export async function giveGrant(tx: Tx, by: By, user: string, grant: GrantAsked): Promise<string> {
  const made = await maybe(tx, Id, insertGrant({ user, ...grant }))
  if (made === undefined) return (await one(tx, Id, queries.sameGrant({ user, ...grant }))).id
  const { role, area, organisation, crew } = grant
  await events.record(tx, by, [{ verb: 'grant.made', id: user, area, body: { grant: made.id, role, organisation, crew } }])
  return made.id
}

/** Throws `area-not-found` or `crew-not-found` when a role would reach beyond what the scope reaches. */
export async function mayGive(tx: Tx, scope: Scope, { role, area, crew, organisation }: GrantAsked): Promise<void> {
  // An operator sees its organisation's sites wherever they stand, and a desk what is handed over to it from anywhere.
  if (role === 'operator' || (organisation !== null && role !== 'crew')) await mustReach(tx, scope, null)
  await mustReach(tx, scope, area)
  if (crew !== null && (await crews.crewWithin(tx, scope, crew)) === undefined) throw new Problem('crew-not-found', { id: crew })
}

/** Someone within the scope, and whether wholly. Throws `person-not-found`. */
export async function personWithin(tx: Tx, scope: Scope, id: string): Promise<{ id: string; yours: boolean }> {
  const found = await maybe(tx, Id.extend({ yours: z.boolean() }), queries.person(id, scope))
  if (found === undefined) throw new Problem('person-not-found', { id })
  return found
}

/** Someone all of whose roles lie in the scope: else a password set by an administrator of one area would open another. */
export async function personWholly(tx: Tx, scope: Scope, id: string): Promise<void> {
  if (!(await personWithin(tx, scope, id)).yours) throw new Problem('person-beyond-reach', { id })
}

/** Takes a role from a person. Throws `not-found`, `last-admin`. */
export async function endGrant(tx: Tx, by: By, scope: Scope, person: string, id: string): Promise<void> {
  const admins = await many(tx, Admin, queries.holdAdmins())
  const held = await maybe(tx, z.object({ id: z.string(), role: z.string(), area: z.string().nullable() }), queries.grant(id, person, scope))
  if (held === undefined) throw new Problem('not-found', {})
  if (held.role === 'admin') {
    const left = admins.filter((admin) => admin.id !== id)
    if (person === by.id && !left.some((admin) => admin.user === person)) throw new Problem('last-admin', { reason: 'own' })
    // A demonstration's account does not outlive the demonstration: only to itself is it one that can sign in.
    const able = left.filter((admin) => !admin.demo || admin.user === by.id)
    if (!able.some((admin) => held.area !== null || admin.area === null)) throw new Problem('last-admin', { reason: 'server' })
  }
  await run(tx, queries.deleteGrant(id))
  await events.record(tx, by, [{ verb: 'grant.ended', id: person, area: held.area, body: { grant: id, role: held.role } }])
}

/** Puts a password in the place of the present one, if there is one, and ends all sessions but one; how many it ended. */
export async function putPassword(tx: Tx, by: By, given: { user: string; accountId: string; hash: string; keep: string | null }): Promise<number> {
  if ((await run(tx, queries.updatePassword(given.user, given.hash))) === 0) await run(tx, queries.insertPassword({ id: given.accountId, user: given.user, hash: given.hash }))
  const ended = await run(tx, queries.deleteSessions(given.user, given.keep))
  await events.record(tx, by, [{ verb: by.id === given.user ? 'user.password_changed' : 'user.password_set', id: given.user, body: { sessions: ended } }])
  return ended
}

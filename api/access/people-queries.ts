import type { Scope } from '../../geo/access/scope.ts'
import { empty, sql } from '../db/sql.ts'
import { reaches } from './scope.ts'

const named = sql`json_build_object('uk', a.name_uk, 'en', a.name_en)`

// People who hold a role in the scope; everyone, also without a role, where it is everywhere.
const within = (scope: Scope) => (scope.areas === null ? sql`true`
  : sql`exists (select from grants g where g.user_id = u.id and ${reaches(scope, sql`g.area_code`)})`)

// Whoever works at an organisation's desk is told what is handed over to it from anywhere.
const yours = (scope: Scope) => (scope.areas === null ? sql`true`
  : sql`not exists (select from grants g where g.user_id = u.id and (not coalesce(${reaches(scope, sql`g.area_code`)}, false) or g.role <> 'crew' and g.organisation_id is not null))`)

export const people = (scope: Scope, search: string, limit: number) => sql`
  select u.id, u.name, u.email, u.demo, u.created_at as "createdAt", u.signed_in_at as "signedInAt",
         (select count(*)::int from sessions s where s.user_id = u.id and s.expires_at > now()) as sessions,
         coalesce((select json_agg(json_build_object(
             'id', g.id, 'role', g.role, 'area', g.area_code, 'areaNames', ${named},
             'organisation', g.organisation_id, 'organisationNames', json_build_object('uk', o.name_uk, 'en', o.name_en),
             'crew', g.crew_id, 'crewName', c.name) order by g.role, g.area_code, g.id)
           from grants g left join areas a on a.code = g.area_code left join organisations o on o.id = g.organisation_id left join crews c on c.id = g.crew_id
          where g.user_id = u.id and ${reaches(scope, sql`g.area_code`)}), '[]') as grants,
         ${yours(scope)} as yours
    from users u
   where ${within(scope)} ${search === '' ? empty : sql`and position(lower(${search}) in lower(u.name || ' ' || u.email)) > 0`}
   order by lower(u.name), u.id limit ${limit}`

export const person = (id: string, scope: Scope) => sql`select u.id, ${yours(scope)} as yours from users u where u.id = ${id} and ${within(scope)}`

export const grant = (id: string, person: string, scope: Scope) => sql`
  select g.id, g.role, g.area_code as area from grants g where g.id = ${id} and g.user_id = ${person} and ${reaches(scope, sql`g.area_code`)}`

/** The grant that says the same. */
export const sameGrant = (grant: { user: string; role: string; area: string | null; organisation: string | null; crew: string | null }) => sql`
  select id from grants
   where user_id = ${grant.user} and role = ${grant.role} and area_code is not distinct from ${grant.area}
     and organisation_id is not distinct from ${grant.organisation} and crew_id is not distinct from ${grant.crew}`

/** All administrators, held: two who end each other at once would leave none. */
export const holdAdmins = () => sql`
  select g.id, g.user_id as user, g.area_code as area, u.demo from grants g join users u on u.id = g.user_id where g.role = 'admin' order by g.id for update of g`

export const deleteGrant = (id: string) => sql`delete from grants where id = ${id}`

/** A password of the sign-in library's: an account of the provider `credential`. */
export const insertPassword = (account: { id: string; user: string; hash: string }) => sql`
  insert into accounts (id, user_id, account_id, provider_id, password) values (${account.id}, ${account.user}, ${account.user}, 'credential', ${account.hash})`

export const updatePassword = (user: string, hash: string) => sql`
  update accounts set password = ${hash}, updated_at = now() where user_id = ${user} and provider_id = 'credential'`

export const passwordOf = (user: string) => sql`select password as hash from accounts where user_id = ${user} and provider_id = 'credential' and password is not null`

/** Ends the sessions of a person, but for one. */
export const deleteSessions = (user: string, but: string | null) => sql`delete from sessions where user_id = ${user} and token is distinct from ${but}`

/** Counts an attempt; the count of those that followed each other within `windowMs`. */
export const countAttempt = (attempt: { id: string; key: string; at: number; windowMs: number }) => sql`
  insert into rate_limits (id, key, count, last_request) values (${attempt.id}, ${attempt.key}, 1, ${attempt.at})
  on conflict (key) do update set last_request = excluded.last_request,
    count = case when rate_limits.last_request < ${attempt.at - attempt.windowMs} then 1 else rate_limits.count + 1 end
  returning count`

/** Whose phones an actor may see and withdraw: as administrator those of all people within the scope, as a desk those of crews there. */
export type Phones = { readonly admin: Scope | undefined; readonly desk: Scope | undefined }

const withinPhones = ({ admin, desk }: Phones) => sql`(${admin === undefined ? sql`false` : within(admin)} or ${desk === undefined ? sql`false`
  : sql`exists (select from grants g where g.user_id = u.id and g.role = 'crew' and ${reaches(desk, sql`g.area_code`)})`})`

export const devices = (phones: Phones, search: string, limit: number) => sql`
  select d.id, json_build_object('id', u.id, 'name', u.name) as person, c.name as "crewName", d.first_seen as "firstSeen", d.last_seen as "lastSeen",
         d.clock_off_s as "clockOffS", d.revoked_at as "revokedAt", d.other_key_at as "otherKeyAt",
         (select count(*)::int from held_ops h where h.device_id = d.id and h.decision is null) as waiting
    from devices d join users u on u.id = d.user_id left join crews c on c.id = d.crew_id
   where ${withinPhones(phones)} ${search === '' ? empty : sql`and position(lower(${search}) in lower(concat_ws(' ', u.name, c.name))) > 0`}
   order by d.last_seen desc, d.id limit ${limit}`

/** Withdraws a device or allows it again; then a key that did not fit is forgotten with the first, and the next one given stays. No row when it is of nobody within reach. */
export const revoke = (id: string, revoked: boolean, phones: Phones) => sql`
  update devices d set revoked_at = case when ${revoked} then coalesce(d.revoked_at, now()) end,
         public_key = case when ${revoked} or d.other_key_at is null then d.public_key end, other_key_at = case when ${revoked} then d.other_key_at end
    from users u where u.id = d.user_id and d.id = ${id} and ${withinPhones(phones)}
  returning d.id, d.revoked_at as "revokedAt"`

/** Ends the sessions that a phone was last used with. */
export const deleteSessionsOf = (device: string) => sql`delete from sessions where device_id = ${device}`

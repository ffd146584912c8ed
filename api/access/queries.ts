import type { Scope } from '../../geo/access/scope.ts'
import { kept, sql } from '../db/sql.ts'
import { reaches } from './scope.ts'

/** The person behind a session token, with the roles it holds. No row when it expired or was ended, or is of the demonstration and that has ended. */
export const actorByToken = (token: string, demo: boolean) => kept(sql`
  select u.id, u.name, 'person' as kind, coalesce((
    select json_agg(json_build_object('role', g.role, 'area', g.area_code, 'organisation', g.organisation_id, 'crew', g.crew_id))
      from grants g where g.user_id = u.id), '[]') as grants
    from sessions s join users u on u.id = s.user_id
   where s.token = ${token} and s.expires_at > now() and (${demo}::boolean or not u.demo)`)

/** People with the roles that they hold now; those of a demonstration that has ended are left out. */
export const actorsById = (ids: readonly string[], demo: boolean) => sql`
  select u.id, u.name, 'person' as kind, coalesce((
    select json_agg(json_build_object('role', g.role, 'area', g.area_code, 'organisation', g.organisation_id, 'crew', g.crew_id))
      from grants g where g.user_id = u.id), '[]') as grants
    from users u where u.id = any(${ids as string[]}::text[]) and (${demo}::boolean or not u.demo)`

/** The feed consumer or SMS gateway behind a key's hash. No row when it expired or was withdrawn. */
export const actorByKey = (hash: Buffer) => sql`
  select 'key:' || g.id as id, g.name, 'key' as kind,
         json_build_array(json_build_object('role', g.kind, 'area', g.area_code, 'organisation', null, 'crew', null)) as grants
    from api_keys g
   where g.hash = ${hash} and g.expires_at > now() and g.revoked_at is null`

/** Who is signed in, for the screen. */
export const meById = (id: string, demo: boolean) => sql`
  select u.id, u.name, ${demo}::boolean as demo,
    coalesce((select json_agg(json_build_object(
        'role', g.role, 'area', g.area_code, 'areaNames', json_build_object('uk', a.name_uk, 'en', a.name_en),
        'crew', g.crew_id, 'crewName', c.name, 'organisation', g.organisation_id) order by g.role)
      from grants g left join areas a on a.code = g.area_code left join crews c on c.id = g.crew_id where g.user_id = u.id), '[]') as grants,
    (select json_build_array(st_xmin(e.box), st_ymin(e.box), st_xmax(e.box), st_ymax(e.box))
       from (select st_extent(a.geom) as box from areas a
              where a.code in (select g.area_code from grants g where g.user_id = u.id)
                 or (a.parent is null and exists (select from grants g where g.user_id = u.id and g.area_code is null))) e
      where e.box is not null) as bbox
  from users u where u.id = ${id}`

/** Who a feed key is, in the same words. */
export const meByKey = (actor: string, demo: boolean) => sql`
  select 'key:' || k.id as id, k.name, ${demo}::boolean as demo,
    json_build_array(json_build_object('role', k.kind, 'area', k.area_code, 'areaNames', json_build_object('uk', a.name_uk, 'en', a.name_en),
      'crew', null, 'crewName', null, 'organisation', null)) as grants,
    case when a.code is not null then json_build_array(st_xmin(a.geom), st_ymin(a.geom), st_xmax(a.geom), st_ymax(a.geom)) end as bbox
    from api_keys k left join areas a on a.code = k.area_code where 'key:' || k.id = ${actor}`

/**
 * Counts an attempt under each of some keys, given in order so that two at once cannot wait in a circle; gives the counts of the present window.
 * An attempt that is refused counts too, but does not make the window longer.
 */
export const countAttempts = (keys: readonly string[], at: number, windowMs: number) => sql`
  insert into rate_limits as held (id, key, count, last_request) select gen_random_uuid()::text, k, 1, ${at}::bigint from unnest(${keys as string[]}::text[]) k
  on conflict (key) do update set
    count = case when held.last_request <= ${at - windowMs}::bigint then 1 else held.count + 1 end,
    last_request = case when held.last_request <= ${at - windowMs}::bigint then excluded.last_request else held.last_request end
  returning key, count`

export const insertKey = (key: { id: string; name: string; prefix: string; hash: Buffer; area: string | null; by: string; days: number; kind: string }) => sql`
  insert into api_keys (id, name, prefix, hash, area_code, created_by, kind, expires_at)
  values (${key.id}, ${key.name}, ${key.prefix}, ${key.hash}, ${key.area}, ${key.by}, ${key.kind}, now() + make_interval(days => ${key.days}))
  returning id, name, expires_at as "expiresAt"`

const keyColumns = sql`id, name, kind, prefix, area_code as area, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"`

/** Keys of the areas that the scope reaches; those that hold everywhere are for who reaches everything. */
export const keys = (scope: Scope) => sql`select ${keyColumns} from api_keys where ${reaches(scope, sql`area_code`)} order by created_at desc limit 500`

export const key = (id: string, scope: Scope) => sql`select ${keyColumns} from api_keys where id = ${id} and ${reaches(scope, sql`area_code`)}`

export const revokeKey = (id: string) => sql`update api_keys set revoked_at = coalesce(revoked_at, now()) where id = ${id} returning id`

export const areaReached = (code: string, scope: Scope) => sql`select a.code from areas a where a.code = ${code} and ${reaches(scope, sql`a.code`)}`

/** Demonstration accounts, by their key (the local part of a reserved address). */
export const demoUsers = () => sql`
  select split_part(u.email, '@', 1) as key, g.role, u.name,
         json_build_object('uk', a.name_uk, 'en', a.name_en) as "areaNames"
    from users u join grants g on g.user_id = u.id left join areas a on a.code = g.area_code
   where u.demo
   order by array_position(array['crew', 'dispatcher', 'authority', 'operator', 'auditor', 'admin'], g.role), u.id`

export const demoUser = (key: string) => sql`select id from users where demo and split_part(email, '@', 1) = ${key}`

export const insertUser = (user: { id: string; name: string; email: string; demo: boolean }) => sql`
  insert into users (id, name, email, email_verified, demo) values (${user.id}, ${user.name}, ${user.email}, true, ${user.demo})
  on conflict (id) do nothing`

export const insertGrant = (grant: { user: string; role: string; area: string | null; organisation: string | null; crew: string | null }) => sql`
  insert into grants (user_id, role, area_code, organisation_id, crew_id)
  values (${grant.user}, ${grant.role}, ${grant.area}, ${grant.organisation}, ${grant.crew})
  on conflict on constraint grants__once do nothing returning id`

/** Whom to thank for the data: each once, by steps down an index, since anyone may ask as often as they like. */
export const attributions = () => sql`
  with recursive step(attribution) as (
    (select attribution from sites order by attribution limit 1)
    union all
    select (select s.attribution from sites s where s.attribution > step.attribution order by s.attribution limit 1) from step where step.attribution is not null)
  select attribution from step where attribution is not null
  union select attribution from areas order by 1 limit 50`

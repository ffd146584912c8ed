import type { Scope } from '../../geo/access/scope.ts'
import type { CrewAsked } from '../../geo/crews/contract.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { sql } from '../db/sql.ts'

const OPEN = sql`p.state not in ('field_complete', 'restored', 'closed', 'cancelled')`

export const list = (scope: Scope) => sql`
  select c.id, c.name, c.organisation_id as organisation, json_build_object('uk', o.name_uk, 'en', o.name_en) as "organisationNames", c.skills, c.area_code as area,
         (select count(*)::int from repairs p where p.crew_id = c.id and ${OPEN}) as load
    from crews c join organisations o on o.id = c.organisation_id
   where c.retired_at is null and (c.area_code is null or ${reaches(scope, sql`c.area_code`, sql`c.organisation_id`)} or c.id = any(${scope.crews as string[]}::uuid[]))
   order by c.name, c.id limit 1000`

/** How far along a job is: the one that a crew is at comes before the one that it goes to, and that before those that wait. */
const NEARNESS = sql`array_position(array['in_progress', 'temporary_fix', 'on_site', 'en_route', 'assigned', 'blocked', 'approved', 'proposed'], p.state)`

/** Where crews are to be looked for: at a job that the scope reaches, else at their base. Of a job beyond it nothing is told, nor the base of a crew of the whole country. */
export const places = (scope: Scope) => sql`
  select c.id, c.name, case when j.damage is not null then json_build_array(st_x(j.geom), st_y(j.geom)) else json_build_array(st_x(c.base), st_y(c.base)) end as position,
         case when j.damage is not null then json_build_object('damage', j.damage, 'repair', j.repair, 'state', j.state) end as job
    from crews c
    left join lateral (
      select p.id as repair, p.state, d.id as damage, d.geom from repairs p join damages d on d.id = p.damage_id
       where p.crew_id = c.id and ${OPEN} and d.geom is not null and ${reachesDamage(scope)}
       order by ${NEARNESS}, p.created_at, p.id limit 1) j on true
   where c.retired_at is null and (j.damage is not null or c.base is not null and ${scope.areas === null ? sql`true` : sql`c.area_code is not null`})
     and (c.area_code is null or ${reaches(scope, sql`c.area_code`, sql`c.organisation_id`)} or c.id = any(${scope.crews as string[]}::uuid[]))
   order by c.name, c.id limit 1000`

export const listWhole = (scope: Scope) => sql`
  select c.id, c.name, c.organisation_id as organisation, json_build_object('uk', o.name_uk, 'en', o.name_en) as "organisationNames", c.skills,
         c.area_code as area, json_build_object('uk', a.name_uk, 'en', a.name_en) as "areaNames",
         case when c.base is not null then json_build_array(st_x(c.base), st_y(c.base)) end as base,
         (select count(*)::int from repairs p where p.crew_id = c.id and ${OPEN}) as load,
         (select count(distinct g.user_id)::int from grants g where g.crew_id = c.id) as people,
         array(select p.phone from crew_phones p where p.crew_id = c.id order by p.phone) as phones, c.retired_at as "retiredAt"
    from crews c join organisations o on o.id = c.organisation_id left join areas a on a.code = c.area_code
   where ${reaches(scope, sql`c.area_code`)}
   order by c.retired_at is not null, c.name, c.id limit 2000`

export const within = (id: string, scope: Scope) => sql`select c.id, c.area_code as area from crews c where c.id = ${id} and ${reaches(scope, sql`c.area_code`)}`

const base = ({ base: at }: CrewAsked) => (at === null ? sql`null` : sql`st_setsrid(st_makepoint(${at[0]}, ${at[1]}), 4326)`)

export const insert = (id: string, crew: CrewAsked) => sql`
  insert into crews (id, organisation_id, name, base, area_code, skills)
  values (${id}, ${crew.organisation}, ${crew.name}, ${base(crew)}, ${crew.area}, ${crew.skills})`

export const update = (id: string, crew: CrewAsked) => sql`
  update crews set organisation_id = ${crew.organisation}, name = ${crew.name}, base = ${base(crew)}, area_code = ${crew.area}, skills = ${crew.skills} where id = ${id}`

/** Held against a repair that is being given to it: that names the crew by its key. */
export const hold = (id: string) => sql`select from crews where id = ${id} for update`

export const openRepairs = (id: string) => sql`select count(*)::int as repairs from repairs p where p.crew_id = ${id} and ${OPEN}`

export const retire = (id: string, retired: boolean) => sql`
  update crews set retired_at = case when ${retired} then coalesce(retired_at, now()) end where id = ${id} returning retired_at as "retiredAt"`

/** Numbers that a crew no longer has. */
export const dropPhones = (id: string, but: readonly string[]) => sql`delete from crew_phones where crew_id = ${id} and phone <> all(${but as string[]}::text[])`

/** Numbers that a crew has from now on; one of another crew is refused by its key. */
export const addPhones = (id: string, phones: readonly string[]) => sql`
  insert into crew_phones (phone, crew_id) select phone, ${id} from unnest(${phones as string[]}::text[]) phone
   where not exists (select from crew_phones p where p.phone = phone.phone and p.crew_id = ${id})`

/** The crew that a number speaks for, within what a gateway reaches. */
export const byPhone = (phone: string, scope: Scope) => sql`
  select c.id, c.area_code as area from crew_phones p join crews c on c.id = p.crew_id
   where p.phone = ${phone} and c.retired_at is null and (${scope.areas === null}::boolean or ${reaches(scope, sql`c.area_code`)})`

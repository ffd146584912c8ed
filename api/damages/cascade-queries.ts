import type { Scope } from '../../geo/access/scope.ts'
import { reaches } from '../access/scope.ts'
import { sql, type Sql } from '../db/sql.ts'

const outSince = (id: Sql) => sql`(select min(d.opened_at) from damages d where d.site_id = ${id} and d.state = 'open' and d.function = 'out')`

/** Sites and facilities that steps of repairs supply again. */
export const supplied = () => sql`select distinct coalesce(c.site_id, c.facility_id) as id from restored_consumers c where c.counts`

/** Every link of whatever takes something from one of these sites, or over one of them, and since when its ends and its line are out by their own damages; whether a step of a repair supplies it. */
export const feeding = (sites: readonly string[]) => sql`
  with touched as (
    select distinct coalesce(to_site, to_facility) as dependent from links
     where from_site = any(${sites as string[]}::uuid[]) or carrier = any(${sites as string[]}::uuid[]))
  select l.id, l.from_site as "from", t.dependent as "to", l.carrier, l.service,
         ${outSince(sql`l.from_site`)} as "fromSince", ${outSince(sql`t.dependent`)} as "toSince", ${outSince(sql`l.carrier`)} as "carrierSince",
         exists (select from restored_consumers c where c.counts and (c.site_id = t.dependent or c.facility_id = t.dependent)) as supplied
    from touched t join links l on l.to_site = t.dependent or l.to_facility = t.dependent`

const site = sql`'site' as noun, s.id, s.kind, null as name, null as area, s.population_served as people, s.population_basis as basis, s.backup_h as "backupH"`
const facility = sql`'facility' as noun, f.id, f.kind, coalesce(f.name_uk, f.name_en) as name, f.area_code as area, f.people, null as basis, f.backup_h as "backupH"`

/** Sites and facilities by id. A retired facility serves nobody. */
export const facts = (ids: readonly string[]) => sql`
  select ${site} from sites s where s.id = any(${ids as string[]}::uuid[])
  union all select ${facility} from facilities f where f.id = any(${ids as string[]}::uuid[]) and f.retired_at is null`

/** Sites and facilities by id as a person knows them, those out of scope left out. */
export const named = (ids: readonly string[], scope: Scope) => sql`
  select s.id, s.kind, json_build_object('uk', s.name_uk, 'en', s.name_en) as names, s.population_served as people
    from sites s where s.id = any(${ids as string[]}::uuid[]) and ${reaches(scope, sql`s.area_code`, sql`s.organisation_id`)}
  union all select f.id, f.kind, json_build_object('uk', f.name_uk, 'en', f.name_en), f.people
    from facilities f where f.id = any(${ids as string[]}::uuid[]) and f.retired_at is null and ${reaches(scope, sql`f.area_code`)}
   order by people desc nulls last, id`

/** All links. */
export const links = () => sql`select id, from_site as "from", coalesce(to_site, to_facility) as "to", carrier, service from links`

/** Sites that are out by a damage of their own, with since when. */
export const outs = () => sql`select site_id as id, min(opened_at) as since from damages where state = 'open' and function = 'out' and site_id is not null group by site_id`

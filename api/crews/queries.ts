import type { Scope } from '../../geo/access/scope.ts'
import { reaches } from '../access/scope.ts'
import { sql } from '../db/sql.ts'

export const list = (scope: Scope) => sql`
  select c.id, c.name, c.organisation_id as organisation, json_build_object('uk', o.name_uk, 'en', o.name_en) as "organisationNames", c.skills, c.area_code as area,
         (select count(*)::int from repairs p where p.crew_id = c.id and p.state not in ('field_complete', 'restored', 'closed', 'cancelled')) as load
    from crews c join organisations o on o.id = c.organisation_id
   where c.retired_at is null and (c.area_code is null or ${reaches(scope, sql`c.area_code`, sql`c.organisation_id`)} or c.id = any(${scope.crews as string[]}::uuid[]))
   order by c.name, c.id limit 1000`

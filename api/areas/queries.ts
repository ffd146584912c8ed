import type { Scope } from '../../geo/access/scope.ts'
import { reaches } from '../access/scope.ts'
import { empty, sql } from '../db/sql.ts'

export const list = (filter: { level?: string | undefined; parent?: string | undefined }, scope: Scope) => sql`
  select a.code, a.level, a.parent, json_build_object('uk', a.name_uk, 'en', a.name_en) as names, a.population,
         json_build_array(st_xmin(a.geom), st_ymin(a.geom), st_xmax(a.geom), st_ymax(a.geom)) as bbox
    from areas a
   where ${reaches(scope, sql`a.code`)}
     ${filter.level === undefined ? empty : sql`and a.level = ${filter.level}`}
     ${filter.parent === undefined ? empty : sql`and a.parent = ${filter.parent}`}
   order by a.depth, a.name_uk, a.code limit 3000`

import type { Scope } from '../../geo/access/scope.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { sql } from '../db/sql.ts'

const columns = sql`p.sha256, p.type, p.bytes, p.taken_at as "takenAt", p.stored_at as "storedAt", p.width, p.height`

/** A photo that some report within reach announces; one that has landed first. */
export const byHash = (sha256: string, scope: Scope) => sql`
  select ${columns} from photos p join reports r on r.id = p.report_id left join damages d on d.id = r.damage_id
   where p.sha256 = ${sha256} and (r.filed_by = ${scope.actor} or ${reaches(scope, sql`r.area_code`)} or ${reachesDamage(scope)})
   order by p.stored_at nulls last limit 1`

/** Marks the bytes as landed, for every report that announces them. */
export const setStored = (sha256: string, at: Date, width: number, height: number) => sql`
  update photos p set stored_at = ${at}, width = ${width}, height = ${height} from reports r
   where r.id = p.report_id and p.sha256 = ${sha256} and p.stored_at is null
  returning p.report_id as report, r.damage_id as damage, r.area_code as area`

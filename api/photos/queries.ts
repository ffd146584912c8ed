import type { Scope } from '../../geo/access/scope.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { sql } from '../db/sql.ts'

const columns = sql`p.sha256, p.type, p.bytes, p.taken_at as "takenAt", p.stored_at as "storedAt", p.thumb_at as "thumbAt", p.width, p.height`
/** To whom a photo is shown; or who may send it, which is also who carried the report. */
type For = 'seeing' | 'sending'
const reached = (scope: Scope, whom: For) => sql`
  photos p join reports r on r.id = p.report_id left join damages d on d.id = r.damage_id
   where (r.filed_by = ${scope.actor} or ${whom === 'sending' ? sql`r.carried_by = ${scope.actor} or exists (select from report_carriers c where c.report_id = r.id and c.user_id = ${scope.actor})` : sql`false`} or ${reaches(scope, sql`r.area_code`)} or ${reachesDamage(scope)})`
const announced = sql`${columns}, p.thumb_sha256 as thumb, p.thumb_bytes as "thumbBytes"`

/** A photo that some report within reach announces; one that has landed first. */
export const byHash = (sha256: string, scope: Scope, whom: For = 'seeing') => sql`
  select ${announced}, not exists (select from photos o where o.sha256 = p.sha256 and o.stored_at is null) as everywhere
    from ${reached(scope, whom)} and p.sha256 = ${sha256}
   order by p.stored_at nulls last, p.thumb_at nulls last limit 1`

/** The same for who sends it, by the hash of its small copy. */
export const byThumb = (sha256: string, scope: Scope) => sql`
  select ${announced}, not exists (select from photos o where o.thumb_sha256 = p.thumb_sha256 and o.thumb_at is null) as everywhere
    from ${reached(scope, 'sending')} and p.thumb_sha256 = ${sha256}
   order by p.thumb_at nulls last limit 1`

/** A photo that a report announces, and who filed it, which came from a phone that was withdrawn since. */
export const fromWithdrawn = (sha256: string) => sql`
  select p.type, r.filed_by as author from photos p join reports r on r.id = p.report_id join devices d on d.id = r.device_id
   where p.sha256 = ${sha256} and d.revoked_at is not null limit 1`

/** Marks the bytes as landed, for every report that announces them. */
export const setStored = (sha256: string, at: Date, width: number, height: number) => sql`
  update photos p set stored_at = ${at}, width = ${width}, height = ${height} from reports r
   where r.id = p.report_id and p.sha256 = ${sha256} and p.stored_at is null
  returning p.report_id as report, r.damage_id as damage, r.area_code as area`

/** Marks a small copy as landed, for every report that announces it. */
export const setThumb = (sha256: string, at: Date) => sql`
  update photos p set thumb_at = ${at} from reports r
   where r.id = p.report_id and p.thumb_sha256 = ${sha256} and p.thumb_at is null
  returning p.report_id as report, r.damage_id as damage, r.area_code as area`

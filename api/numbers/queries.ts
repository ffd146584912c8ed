import type { Scope } from '../../geo/access/scope.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { empty, iso, sql } from '../db/sql.ts'

/** An area that the scope reaches, with how many live in it and how deep it lies. */
export const area = (code: string, scope: Scope) => sql`
  select a.code, cardinality(a.lineage) as depth, coalesce(a.population, (select sum(c.population) from areas c where c.parent = a.code))::bigint as population
    from areas a where a.code = ${code} and ${reaches(scope, sql`a.code`)}`

/** People of all that the scope grants; null where one of its areas has no figure. */
export const granted = (scope: Scope) => sql`
  select case when bool_and(p.people is not null) then sum(p.people)::bigint end as population
    from (select coalesce(a.population, (select sum(c.population) from areas c where c.parent = a.code)) as people from areas a
           where ${scope.areas === null ? sql`a.parent is null` : sql`a.code = any(${scope.areas as string[]}::text[])`}) p`

/** Damages that reached into a period, open or restored: when each thing happened to them, whom they met, and the area one level below the one asked for. */
export const told = (given: { area: string | undefined; depth: number; from: string; to: string }, scope: Scope) => sql`
  select d.opened_at as "openedAt", d.restored_at as "restoredAt", r.reported as "reportedAt", case when d.verification = 'verified' then d.verified_at end as "verifiedAt",
         p.assigned as "assignedAt", p.planned as "plannedAt", coalesce(r.cause, 'unknown') as cause, coalesce(d.people, 0) as people, d.people is not null as counted, coalesce(d.priority -> 'services', '[]') as services,
         coalesce((select json_agg(json_build_object('service', b.service, 'people', b.people, 'at', ${iso(sql`s.at`)})) from restored_people b join restoration_steps s on s.id = b.step_id where b.damage_id = d.id), '[]') as steps,
         coalesce((select json_agg(json_build_object('service', e.service, 'people', e.people, 'at', ${iso(sql`s.at`)}))
                     from repairs x join restoration_steps s on s.repair_id = x.id cross join jsonb_to_recordset(s.people) as e(service text, people bigint)
                    where x.damage_id = d.id and x.state <> 'cancelled' and not s.confirmed and s.taken_back_at is null), '[]') as expected,
         case when below.code is null then null else json_build_object('code', below.code, 'uk', below.name_uk, 'en', below.name_en, 'population', coalesce(below.population, (select sum(c.population) from areas c where c.parent = below.code))) end as area
    from damages d left join areas a on a.code = d.area_code
    left join areas below on below.code = coalesce((a.lineage)[${given.depth + 1}], a.code)
    left join lateral (select min(q.received_at) as reported, (array_agg(q.cause order by (q.cause = 'unknown'), q.observed_at desc))[1] as cause from reports q where q.damage_id = d.id) r on true
    left join lateral (
      select min(coalesce(x.etr, x.planned_until)) as planned,
             min((select min(case e.verb when 'repair.opened' then x.created_at else e.at end) from events e where e.noun = 'repair' and e.id = x.id::text and (e.verb = 'repair.assigned' or e.verb = 'repair.opened' and e.body ->> 'crew' is not null))) as assigned
        from repairs x where x.damage_id = d.id and x.state <> 'cancelled') p on true
   where d.state in ('open', 'restored') and d.opened_at < ${given.to}::timestamptz and (d.restored_at is null or d.restored_at >= ${given.from}::timestamptz)
     and ${reachesDamage(scope)} ${given.area === undefined ? empty : sql`and d.area_code in (select code from areas where lineage @> array[${given.area}])`}
   limit 100000`

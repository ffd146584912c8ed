import type { Scope } from '../../geo/access/scope.ts'
import type { Targets } from '../../geo/clocks/targets.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { empty, iso, sql, type Sql } from '../db/sql.ts'

const latest = sql`select distinct on (t.area_code, t.organisation_id) t.* from clock_targets t order by t.area_code, t.organisation_id, t.version desc`

/** A decision that is not made yet. */
export type Supposed = { readonly area: string; readonly organisation: string | null; readonly targets: Targets | null }
const supposing = ({ area, organisation, targets }: Supposed) => sql`
  select l.version, l.targets, l.area_code, l.organisation_id from (${latest}) l where not (l.area_code = ${area} and l.organisation_id is not distinct from ${organisation}::uuid)
  union all select null::integer, ${targets === null ? null : JSON.stringify(targets)}::jsonb, ${area}::text, ${organisation}::uuid`

/** The decision in force somewhere: the organisation's own before that for all, the nearest area first. */
const inForce = (lineage: Sql, organisation: Sql) => sql`
  select l.version, l.targets, l.area_code, l.organisation_id from latest l
   where l.targets is not null and l.area_code = any(${lineage}) and (l.organisation_id is null or l.organisation_id = ${organisation})
   order by (l.organisation_id is null), array_position(${lineage}, l.area_code) desc limit 1`

/** All that the clocks of some damages are reckoned from. */
export const timed = (ids: readonly string[]) => sql`
  with latest as materialized (${latest})
  select d.id, d.version, d.state, d.tier, d.kind, d.area_code as area, f.targets, coalesce(f.version, 0) as decision,
         ${iso(sql`coalesce((select min(r.received_at) from reports r where r.damage_id = d.id), d.opened_at)`)} as reported,
         case when d.verification = 'verified' then ${iso(sql`d.verified_at`)} end as verified, ${iso(sql`d.restored_at`)} as restored,
         coalesce((select json_agg(json_build_object('seq', e.seq, 'verb', e.verb, 'repair', e.id, 'at', ${iso(sql`e.at`)}, 'body', e.body))
                     from repairs p join events e on e.noun = 'repair' and e.id = p.id::text and e.damage_id = p.damage_id and e.verb in ('repair.opened', 'repair.assigned', 'repair.moved', 'repair.struck')
                    where p.damage_id = d.id and p.state <> 'cancelled'), '[]') as told
    from damages d left join areas a on a.code = d.area_code left join lateral (${inForce(sql`coalesce(a.lineage, '{}')`, sql`d.organisation_id`)}) f on true
   where d.id = any(${ids as string[]}::uuid[])`

/** What would be promised for some damages if a decision were made. */
export const promised = (ids: readonly string[], supposed: Supposed) => sql`
  with latest as materialized (${supposing(supposed)})
  select d.id, f.targets from damages d left join areas a on a.code = d.area_code left join lateral (${inForce(sql`coalesce(a.lineage, '{}')`, sql`d.organisation_id`)}) f on true
   where d.id = any(${ids as string[]}::uuid[])`

/** Open damages that a decision could touch, the first in order first, and how many there are. */
export const touched = ({ area, organisation }: Supposed, scope: Scope, limit: number) => sql`
  select d.id, (count(*) over ())::int as total from damages d
   where d.state = 'open' and d.area_code in (select a.code from areas a where a.lineage @> array[${area}]) and (${organisation}::uuid is null or d.organisation_id = ${organisation}::uuid)
     and ${reachesDamage(scope)} order by d.tier, d.rank desc, d.id limit ${limit}`

/** Damages whose clocks were never looked at, or not since they or the targets changed; those that are over and were still timed; what is due. All are gone through. */
export const outdated = (now: Date, limit: number) => sql`
  select d.id from damages d left join damage_clocks c on c.damage_id = d.id
   where case when d.state = 'open' then c.damage_id is null or c.version <> d.version or c.due_at <= ${now} or c.targets < (select coalesce(max(version), 0) from clock_targets)
              else c.due_at is not null end
   order by d.tier, d.rank desc, d.id limit ${limit}`

const WAITING = 20_000 // of those that wait longest the first in order: what is looked at does not grow with all that wait

/** Damages of which a clock is due, the first in order first. */
export const due = (now: Date, limit: number) => sql`
  select d.id from (select c.damage_id from damage_clocks c where c.due_at <= ${now} order by c.due_at limit ${WAITING}) w join damages d on d.id = w.damage_id
   order by d.tier, d.rank desc, d.id limit ${limit}`

/** Open damages at some sites. */
export const atSites = (sites: readonly string[]) => sql`select d.id from damages d where d.state = 'open' and d.site_id = any(${sites as string[]}::uuid[])`

/** Puts the clocks of open damages of some areas and below them to be looked at. */
export const dueAgain = (areas: readonly string[], now: Date) => sql`
  update damage_clocks c set due_at = ${now} from damages d
   where d.id = c.damage_id and d.state = 'open' and d.area_code in (select a.code from areas a where a.lineage && ${areas as string[]}::text[]) and (c.due_at is null or c.due_at > ${now})`

/** Up to which event a job has read; no row before it has seen all. */
export const place = (job: string) => sql`select cursor from job_cursors where job = ${job}`
export const setPlace = (job: string, cursor: string) => sql`insert into job_cursors (job, cursor) values (${job}, ${cursor}) on conflict (job) do update set cursor = excluded.cursor`

/** Open damages of which a clock was told to be over its target, the first in order first; whether it still is, their clocks say. */
export const missed = (area: string | undefined, limit: number, scope: Scope) => sql`
  select d.id from damages d
   where d.state = 'open' and exists (select from clock_alarms m where m.damage_id = d.id and m.level = 2) and ${reachesDamage(scope)}
     ${area === undefined ? empty : sql`and d.area_code in (select a.code from areas a where a.lineage @> array[${area}])`}
   order by d.tier, d.rank desc, d.id limit ${limit}`

/** Notes what is to be told of clocks; gives what nobody had told before. */
export const tell = (alarms: readonly { damage: string; clock: string; level: number }[], now: Date) => sql`
  insert into clock_alarms (damage_id, clock, level, at)
  select n.damage, n.clock, n.level, ${now}::timestamptz from json_to_recordset(${JSON.stringify(alarms)}::json) as n(damage uuid, clock text, level smallint)
  on conflict do nothing returning damage_id as damage, clock, level`

export const looked = (rows: readonly { id: string; version: number; dueAt: string | null }[]) => sql`
  insert into damage_clocks (damage_id, version, targets, due_at)
  select n.id, n.version, (select coalesce(max(version), 0) from clock_targets), n."dueAt" from json_to_recordset(${JSON.stringify(rows)}::json) as n(id uuid, version integer, "dueAt" timestamptz)
  on conflict (damage_id) do update set version = excluded.version, targets = excluded.targets, due_at = excluded.due_at`

/** What is promised in an area that the scope reaches. */
export const areaTargets = (code: string, organisation: string | null, scope: Scope) => sql`
  with latest as materialized (${latest})
  select a.code as area, ${organisation}::uuid as organisation, f.targets, coalesce(f.version, 0) as version, f.area_code as "from", f.organisation_id is not null as "forOrganisation",
         case when b.code is null then null else json_build_object('uk', b.name_uk, 'en', b.name_en) end as "fromNames",
         coalesce(u.name, made.made_by) as by, made.made_at as "madeAt",
         coalesce((select max(o.version) from clock_targets o where o.area_code = a.code and o.organisation_id is not distinct from ${organisation}::uuid), 0) as own
    from areas a left join lateral (${inForce(sql`a.lineage`, sql`${organisation}::uuid`)}) f on true left join areas b on b.code = f.area_code
    left join clock_targets made on made.version = f.version left join users u on u.id = made.made_by
   where a.code = ${code} and ${reaches(scope, sql`a.code`)}`

/** What was decided for an area and an organisation, the latest first. */
export const history = (code: string, organisation: string | null) => sql`
  select t.version, t.targets, t.why, coalesce(u.name, t.made_by) as by, t.made_at as "madeAt"
    from clock_targets t left join users u on u.id = t.made_by
   where t.area_code = ${code} and t.organisation_id is not distinct from ${organisation}::uuid order by t.version desc limit 100`

export const organisation = (id: string) => sql`select id from organisations where id = ${id}`

/** A row when the latest decision for an area and an organisation is this one, by this person, on what they had seen: its answer was lost, and it comes again. */
export const repeated = (given: { area: string; organisation: string | null; targets: Targets | null; why: string; by: string; version: number }) => sql`
  select t.version from clock_targets t cross join lateral (
      select coalesce(max(o.version) filter (where o.version < t.version), 0) as before, max(o.version) as latest from clock_targets o
       where o.area_code = t.area_code and o.organisation_id is not distinct from t.organisation_id) own
   where t.area_code = ${given.area} and t.organisation_id is not distinct from ${given.organisation}::uuid and t.version = own.latest and own.before = ${given.version}
     and t.made_by = ${given.by} and t.why = ${given.why} and t.targets is not distinct from ${given.targets === null ? null : JSON.stringify(given.targets)}::jsonb`

/** One decision after the other. */
export const lock = () => sql`select pg_advisory_xact_lock(hashtextextended('clock-targets', 0))`

export const decide = (given: { area: string; organisation: string | null; targets: Targets | null; why: string; by: string; now: Date }) => sql`
  insert into clock_targets (area_code, organisation_id, targets, why, made_by, made_at)
  values (${given.area}, ${given.organisation}, ${given.targets === null ? null : JSON.stringify(given.targets)}::jsonb, ${given.why}, ${given.by}, ${given.now}) returning version`

import type { Scope } from '../../geo/access/scope.ts'
import type { Grades } from '../../geo/damages/grades.ts'
import type { Override } from '../../geo/damages/override.ts'
import type { Priority } from '../../geo/damages/priority.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { empty, iso, kept, sql, type Sql } from '../db/sql.ts'

/** A report `r` that counts: one by SMS does not once it was joined to the full report of the same. */
const counted = sql`not exists (select from report_joins j where j.sms_id = r.id)`

/** A damage with all that was merged into it, at any depth. Step by step along the index: how many there are, no planner can guess. */
export const subtree = (id: string) => sql`
  with recursive tree(id) as (
    select ${id}::uuid union select m.id from tree t cross join lateral (select d.id from damages d where d.merged_into = t.id offset 0) m
  ) select id from tree`

/**
 * Why a damage has its place, as far as a reader may know: a facility beyond the scope's areas is counted by its kind, unnamed. An operator
 * knows what hangs on its own sites.
 */
function toldPriority(scope: Scope): Sql {
  if (scope.areas === null) return sql`d.priority`
  const own = scope.organisations.length === 0 ? empty : sql`or d.organisation_id = any(${scope.organisations as string[]}::uuid[])`
  return sql`case when jsonb_array_length(coalesce(d.priority -> 'facilities', '[]')) = 0 ${own} then d.priority else jsonb_set(d.priority, '{facilities}', (
    select jsonb_agg(case when coalesce(${reaches(scope, sql`f.one ->> 'area'`)}, false) then f.one else f.one || '{"name": null, "area": null}' end order by f.nth)
      from jsonb_array_elements(d.priority -> 'facilities') with ordinality f(one, nth))) end`
}

/** A damage as lists show it to a scope (the contract's Damage). */
export const damageColumns = (scope: Scope) => sql`
  d.id, d.state, d.site_id as site,
  json_build_object('uk', coalesce(s.name_uk, nullif(d.place, ''), a.name_uk), 'en', coalesce(s.name_en, s.name_uk, nullif(d.place, ''), a.name_en)) as names,
  d.kind, d.sector,
  case when d.geom is null then null else json_build_array(st_x(d.geom), st_y(d.geom)) end as position,
  d.place, d.area_code as area, json_build_object('uk', a.name_uk, 'en', a.name_en) as "areaNames",
  d.severity, d.function, d.safety, d.verification, d.merged_into as "mergedInto", d.tier, ${toldPriority(scope)} as priority, d.override,
  d.report_count as reports, d.photo_count as photos, d.photos_missing as "photosMissing",
  d.opened_at as "openedAt", d.last_report_at as "lastReportAt", d.restored_at as "restoredAt",
  case when r.id is null then null else json_build_object(
    'id', r.id, 'state', r.state, 'crew', r.crew_id, 'crewName', c.name, 'etr', ${iso(sql`r.etr`)},
    'blockedBy', r.blocked_by, 'blockedUntil', ${iso(sql`r.blocked_until`)}) end as repair,
  d.demo, d.version`

/** Where those columns come from: the damage with its site, area and latest repair. */
export const damageSource = sql`
  damages d
  left join sites s on s.id = d.site_id
  left join areas a on a.code = d.area_code
  left join lateral (select * from repairs p where p.damage_id = d.id order by (p.state in ('cancelled', 'closed')), p.created_at desc limit 1) r on true
  left join crews c on c.id = r.crew_id`


export const byId = (id: string, scope: Scope) => sql`
  select ${damageColumns(scope)} from ${damageSource} where d.id = ${id} and ${reachesDamage(scope)}`

export const byIds = (ids: readonly string[], scope: Scope) => sql`
  select ${damageColumns(scope)} from ${damageSource} where d.id = any(${ids as string[]}::uuid[]) and ${reachesDamage(scope)}`

/** A damage, if the scope reaches it. */
export const reached = (id: string, scope: Scope) => sql`select d.id from damages d where d.id = ${id} and ${reachesDamage(scope)}`

/** The weights in force in an area; null where nobody set any. */
const weightsOf = (area: Sql) => sql`
  (select json_build_object('version', w.version, 'weights', w.weights) from areas a join weights w on w.version = a.weights_version where a.code = ${area})`

/** Holds the damage against changes until the transaction ends; what refers to it can still be stored meanwhile. */
export const lockById = (id: string, scope: Scope) => kept(sql`
  select d.id, d.state, d.version, d.area_code as area, d.merged_into as "mergedInto", d.site_id as site, d.verification, d.kind,
         d.restored_at as "restoredAt", d.opened_at as "openedAt", ${weightsOf(sql`d.area_code`)} as weights, d.given_back as back, d.override,
         (d.priority ->> 'tier')::int as "ownTier"
    from damages d where d.id = ${id} and ${reachesDamage(scope)} for no key update of d`)

export const verified = (id: string) => sql`
  select d.verified_at as "verifiedAt", coalesce(u.name, d.verified_by) as "verifiedBy", d.verified_why as "verifiedWhy"
    from damages d left join users u on u.id = d.verified_by where d.id = ${id}`

/** A damage with what was merged into it, as far as the scope reaches: a merge shows nobody what lies beyond. */
export const reachedSubtree = (id: string, scope: Scope) => sql`select d.id from damages d where d.id in (${subtree(id)}) and ${reachesDamage(scope)}`

export const mergedInto = (id: string, scope: Scope) => sql`
  select d.id, json_build_object('uk', coalesce(s.name_uk, d.place), 'en', coalesce(s.name_en, d.place)) as names,
         (select count(*)::int from reports r where r.damage_id = d.id and ${counted}) as reports, d.merged_at as "mergedAt", d.version
    from damages d left join sites s on s.id = d.site_id where d.merged_into = ${id} and ${reachesDamage(scope)} order by d.merged_at limit 200`

/** Other open damages of the same site, the latest first, with the repair under way. */
export const beside = (id: string, scope: Scope) => sql`
  select d.id, d.opened_at as "openedAt", d.severity,
         case when p.id is null then null else json_build_object('id', p.id, 'state', p.state, 'crewName', c.name) end as repair
    from damages me join damages d on d.site_id = me.site_id and d.id <> me.id and d.state = 'open'
    left join repairs p on p.damage_id = d.id and p.state not in ('restored', 'closed', 'cancelled') left join crews c on c.id = p.crew_id
   where me.id = ${id} and ${reachesDamage(scope)} order by d.opened_at desc, d.id limit 20`

const damageIds = { d: sql`d.id`, me: sql`me.id` } as const
const damageSites = { d: sql`d.site_id`, me: sql`me.site_id` } as const
/** How far a damage may be from where it is kept: a site is where it is; else by its best fix. */
const offM = (of: keyof typeof damageSites) => sql`case when ${damageSites[of]} is not null then 0 else coalesce((select min(q.accuracy_m) from reports q where q.damage_id = ${damageIds[of]}), 50) end`
/** What was last said of a damage in words. */
const saidOf = (of: keyof typeof damageIds) => sql`coalesce((select string_agg(w.note || ' ' || w.place, ' ') from (select q.note, q.place from reports q where q.damage_id = ${damageIds[of]} order by q.observed_at desc limit 5) w), '')`

/** Open damages near enough in place and time to be the same: same site, or within 100 m plus three times both accuracies, 48 h apart at most. */
export const duplicateHints = (id: string, scope: Scope) => sql`
  select d.id, json_build_object('uk', coalesce(s.name_uk, nullif(d.place, ''), a.name_uk), 'en', coalesce(s.name_en, nullif(d.place, ''), a.name_en)) as names,
         case when d.geom is null or me.geom is null then null else st_distancesphere(d.geom, me.geom) end as "distanceM",
         abs(extract(epoch from d.last_report_at - me.last_report_at)) / 3600 as "hoursApart", d.version,
         case when d.site_id is null or me.site_id is null then null else d.site_id = me.site_id end as "sameSite",
         case when d.kind is null or me.kind is null then null when d.kind = me.kind then 'same' when d.sector = me.sector then 'sector' else 'other' end as kinds,
         sqrt(power(${offM('d')}, 2) + power(${offM('me')}, 2)) as "offM", json_build_array(${saidOf('me')}, ${saidOf('d')}) as words,
         exists (select from repairs p where p.damage_id = d.id and p.state not in ('restored', 'closed', 'cancelled')) as repair
    from damages me
    join damages d on d.id <> me.id and d.state = 'open'
     and ((d.site_id = me.site_id)
       or (d.geom && st_expand(me.geom, 0.05) and abs(extract(epoch from d.last_report_at - me.last_report_at)) <= 48 * 3600
           and st_distancesphere(d.geom, me.geom) <= least(2500, 100 + 3 * (coalesce((select max(accuracy_m) from reports where damage_id = d.id), 0)
                                                                         + coalesce((select max(accuracy_m) from reports where damage_id = me.id), 0)))))
    left join sites s on s.id = d.site_id left join areas a on a.code = d.area_code
   where me.id = ${id} and ${reachesDamage(scope)}
   order by 3 nulls last, 4 limit 10`

/** The reports that decide a damage's grades, merged ones included: the latest word on each axis, and one that names a danger. At most four, by index, however many there are. */
export const gradedReports = (id: string, dangers: readonly string[]) => {
  const latest = (says: Sql) => sql`
    (select r.id, r."observedAt", r.severity, r.function, r.safety, r.hazards from tree cross join lateral (
        select r.id, r.observed_at as "observedAt", r.severity, r.function, r.safety, r.hazards
          from reports r where r.damage_id = tree.id and ${says} and ${counted} order by r.observed_at desc, r.id desc limit 1) r
      order by r."observedAt" desc, r.id desc limit 1)`
  return kept(sql`
    with tree as materialized (${subtree(id)})
    ${latest(sql`r.severity is not null`)} union ${latest(sql`r.function <> 'unknown'`)} union ${latest(sql`r.safety <> 'unknown'`)}
    union ${latest(sql`r.hazards && ${dangers as string[]}::text[]`)}`)
}

/** A site as far as it decides priorities: what it serves, what hangs on it, how far the nearest crew is at 40 km/h. */
export const assessedSite = (id: string) => kept(sql`
  select s.id, s.kind, s.area_code as area, s.population_served as "populationServed", s.population_basis as "populationBasis",
         (select count(*)::int from links l where l.from_site = s.id or l.carrier = s.id) as feeds,
         nearest_base_m(s.point) / 40000 as "travelH"
    from sites s where s.id = ${id}`)

/** People without service by other open damages in the same second-level area (oblast). */
export const othersWithout = (damage: string, area: string) => kept(sql`
  select coalesce(sum(d.people), 0)::bigint as others from damages d
   where d.state = 'open' and d.id <> ${damage}
     and d.area_code in (select a.code from areas a where a.lineage && (select (b.lineage)[2:2] from areas b where b.code = ${area}))`)

/** Where an open damage stands among those that the scope reaches: how many are before it, and would be if its figures were others. */
export const standing = (id: string, given: { low: number; high: number; without: { tier: number; rank: number } | null }, scope: Scope) => sql`
  with me as materialized (select id, tier, rank from damages where id = ${id})
  select me.rank, count(d.id)::int as others,
         count(d.id) filter (where d.tier < me.tier or d.tier = me.tier and (d.rank > me.rank or d.rank = me.rank and d.id < me.id))::int as before,
         count(d.id) filter (where d.tier < me.tier)::int as above,
         max(d.rank) filter (where d.tier = me.tier) as first,
         count(d.id) filter (where d.tier < me.tier or d.tier = me.tier and d.rank > greatest(me.rank, ${given.high}))::int as "atBest",
         count(d.id) filter (where d.tier < me.tier or d.tier = me.tier and d.rank > least(me.rank, ${given.low}))::int as "atWorst",
         count(d.id) filter (where d.tier < ${given.without?.tier ?? 0} or d.tier = ${given.without?.tier ?? 0} and (d.rank > ${given.without?.rank ?? 0} or d.rank = ${given.without?.rank ?? 0} and d.id < me.id))::int as less
    from me left join damages d on d.state = 'open' and d.id <> me.id and ${reachesDamage(scope)}
   group by me.id, me.tier, me.rank`

/** What a damage's reports amount to, written back. */
export const setAssessed = (id: string, grades: Grades, priority: Priority) => kept(sql`
  update damages set severity = ${grades.severity}, function = ${grades.function}, safety = ${grades.safety},
         tier = overridden_tier(override, ${priority.tier}::smallint, tier), rank = overridden_rank(override, ${priority.perCrewHour?.value ?? 0}, rank), people = ${priority.people?.value ?? null}, priority = ${JSON.stringify(priority)}::jsonb,
         report_count = t.reports, photo_count = t.photos, photos_missing = t.missing, opened_at = coalesce(t.opened, opened_at),
         last_report_at = coalesce(t.latest, last_report_at), updated_at = now(), version = version + 1
    from (select coalesce(sum(r.reports), 0)::int as reports, coalesce(sum(r.photos), 0)::int as photos, coalesce(sum(r.missing), 0)::int as missing, min(r.opened) as opened, max(r.latest) as latest
            from (${subtree(id)}) tree cross join lateral (
              select count(*) as reports, sum(p.photos) as photos, sum(p.missing) as missing, min(r.observed_at) as opened, max(r.observed_at) as latest
                from reports r cross join lateral (
                  select count(*) as photos, count(*) filter (where p.stored_at is null) as missing from photos p where p.report_id = r.id) p
               where r.damage_id = tree.id and ${counted}) r) t
   where id = ${id}`)

/** Sums up what confirmed steps of a damage's repairs gave back by number, its merged ones' too. */
export const sumGivenBack = (id: string) => sql`
  update damages set given_back = (
    select jsonb_object_agg(t.service, t.people) from (
      select x.service, sum(x.people)::bigint as people
        from repairs p join restoration_steps s on s.repair_id = p.id cross join jsonb_to_recordset(s.people) as x(service text, people bigint)
       where p.damage_id in (${subtree(id)}) and s.confirmed and s.taken_back_at is null group by x.service) t)
   where id = ${id} returning given_back as back`

/** Keeps which consumers the steps of a damage's repairs supply: as long as a step is confirmed and what fed them is broken. */
export const setSupplied = (id: string) => sql`
  update restored_consumers c set counts = s.confirmed and s.taken_back_at is null and d.state = 'open'
    from restoration_steps s, repairs p, damages d
   where d.id = ${id} and s.id = c.step_id and p.id = s.repair_id and p.damage_id in (${subtree(id)})
     and c.counts is distinct from (s.confirmed and s.taken_back_at is null and d.state = 'open')`

export const setVerification = (id: string, given: { verification: string; why: string; by: string; now: Date; state: string }) => sql`
  update damages set verification = ${given.verification}, verified_why = ${given.why}, verified_by = ${given.by}, verified_at = ${given.now},
         state = ${given.state}, updated_at = now(), version = version + 1 where id = ${id}`

export const setMerged = (id: string, into: string, given: { by: string; why: string; now: Date }) => sql`
  update damages set merged_into = ${into}, merged_at = ${given.now}, state = 'merged', verification = 'duplicate',
         verified_by = ${given.by}, verified_why = ${given.why}, verified_at = ${given.now}, updated_at = now(), version = version + 1
   where id = ${id}`

/** Takes a damage out of what it was merged into: as far believed as the last word on it says, by whom, when and why. */
export const setParted = (id: string) => sql`
  update damages set merged_into = null, merged_at = null, state = 'open', verification = coalesce(v.said, 'unverified'),
         verified_by = v.by, verified_why = coalesce(v.why, ''), verified_at = v.at, updated_at = now(), version = version + 1
    from (select 1) as always
    left join (select e.actor as by, e.at, e.body ->> 'to' as said, e.body ->> 'why' as why
                 from events e where e.damage_id = ${id} and e.verb = 'damage.verified' order by e.seq desc limit 1) v on true
   where id = ${id}`

export const setRestored = (id: string, at: Date | null) => sql`
  update damages set state = ${at === null ? 'open' : 'restored'}, restored_at = ${at}, updated_at = now(), version = version + 1
   where id = ${id} and state in ('open', 'restored')`

/** Moves a damage by hand, or back: its own tier and rank are in what its priority was made from. */
export const setOverride = (id: string, override: Override | null) => sql`
  update damages d set override = o.override, updated_at = now(), version = d.version + 1,
         tier = overridden_tier(o.override, (d.priority ->> 'tier')::smallint, d.tier),
         rank = overridden_rank(o.override, coalesce((d.priority -> 'perCrewHour' ->> 'value')::float8, 0), d.rank)
    from (select ${override === null ? null : JSON.stringify(override)}::jsonb as override) o where d.id = ${id}`

/** Marks a damage as changed, for those who compare versions, when something that belongs to it did. */
export const touch = (id: string) => sql`update damages set updated_at = now(), version = version + 1 where id = ${id}`

export const activeRepair = (id: string) => sql`
  select id from repairs where damage_id = ${id} and state not in ('restored', 'closed', 'cancelled')`

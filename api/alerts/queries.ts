import type { Scope } from '../../geo/access/scope.ts'
import { touches } from '../access/scope.ts'
import { iso, sql } from '../db/sql.ts'

/** Takes the turn to ask a source, for one server of several and not before its time; no row when it is not due. */
export const claim = (name: string, now: Date, everyMs: number, slowestMs: number) => sql`
  insert into alert_feeds as f (name, asked_at) values (${name}, ${now})
  on conflict (name) do update set asked_at = excluded.asked_at
   where f.asked_at is null or f.asked_at <= ${now}::timestamptz - make_interval(secs => least(${slowestMs}::float8, ${everyMs}::float8 * power(2, least(f.failures, 10))) / 1000)
  returning etag, last_modified as "lastModified"`

/** One server at a time takes in what a source said. */
export const lockFeed = (name: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`alerts:${name}`}, 0))`

export const failed = (name: string) => sql`update alert_feeds set failures = failures + 1 where name = ${name}`

/** Notes that a source was heard; never earlier than before. */
export const confirmed = (name: string, now: Date, etag: string | null, lastModified: string | null) => sql`
  update alert_feeds set confirmed_at = greatest(confirmed_at, ${now}), failures = 0, etag = ${etag}, last_modified = ${lastModified} where name = ${name}`

const plain = (name: ReturnType<typeof sql>) => sql`regexp_replace(lower(${name}), '^м\\. *| (міська|селищна|сільська|територіальна) *(територіальна)? *громада$', '', 'g')`

/**
 * The areas of some alerts, given as JSON. A name counts without the word for what kind of unit it is; one that is not ours counts for its
 * oblast, so that a warning is too wide rather than lost. Null where neither is.
 */
export const areasOf = (heard: string) => sql`
  with named as materialized (
    select a.code, a.depth, a.lineage, ${plain(sql`a.name_uk`)} as name from areas a where a.name_uk is not null
  ), given as (
    select r.*, ${plain(sql`r.title`)} as name, ${plain(sql`r.oblast`)} as above from json_to_recordset(${heard}::json) as r(area text, title text, oblast text, kind text, since timestamptz)
  )
  select coalesce(
      (select code from areas where code = g.area),
      (select n.code from named n where n.name = g.name and (g.above is null or exists (select from named o where o.name = g.above and o.code = any(n.lineage))) order by n.depth limit 1),
      (select n.code from named n where n.name = g.above order by n.depth limit 1)) as area, g.kind, g.since
    from given g`

export const running = (name: string) => sql`select id, zone_code as zone, kind from hazards where feed = ${name} and ended_at is null`

export const start = (name: string, rows: string, now: Date) => sql`
  insert into hazards (id, kind, zone_code, starts_at, source, feed, request_hash, created_by, created_at)
  select r.id, r.kind, r.area, r.since, 'alerts', ${name}, '', 'system:alerts', ${now} from json_to_recordset(${rows}::json) as r(id uuid, kind text, area text, since timestamptz)`

export const end = (ids: readonly string[], now: Date) => sql`
  update hazards set ended_at = greatest(${now}, starts_at), updated_at = now(), version = version + 1 where id = any(${ids as string[]}::uuid[]) and ended_at is null`

/** Alerts that touch the scope, and when their sources were last heard: the one heard longest ago of those that are in use. */
export const picture = (scope: Scope) => sql`
  select (select ${iso(sql`min(f.confirmed_at)`)} from alert_feeds f where f.confirmed_at > (select max(confirmed_at) from alert_feeds) - interval '1 hour') as "asOf",
         coalesce((select json_agg(json_build_object('area', x.zone_code, 'kind', x.kind, 'since', ${iso(sql`x.starts_at`)}) order by x.zone_code, x.kind)
           from hazards x where x.feed is not null and x.ended_at is null and ${touches(scope, { area: sql`x.area_code`, zone: sql`x.zone_code`, geom: sql`x.geom` })}), '[]') as alerts`

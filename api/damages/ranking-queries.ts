import { empty, sql, type Sql } from '../db/sql.ts'

// A set that is made once: looked up for each damage, it took as long as all the rest.
const feeding = sql`select l.from_site from links l union all select l.carrier from links l where l.carrier is not null`
const feeds = sql`coalesce(d.site_id in (${feeding}), false)`

/** Open damages as far as their place is worked out from more than themselves; `which` says which. */
const candidates = (which: Sql, more: Sql = empty) => sql`
  select d.id, d.version, d.site_id as site, coalesce(d.kind, 'unknown') as kind, d.area_code as area, (a.lineage)[2] as oblast, d.severity, d.function,
         (d.priority ->> 'tier') = '0' as danger, case when d.priority -> 'travelH' ->> 'basis' <> 'imputed' then (d.priority -> 'travelH' ->> 'value')::float8 end as "travelH",
         d.tier, d.rank, d.people, ${more} d.opened_at as "openedAt", d.override, d.given_back as back, s.population_served as "populationServed", s.population_basis as "populationBasis",
         case when ${feeds} then 1 else 0 end as feeds, case when w.version is null then null else json_build_object('version', w.version, 'weights', w.weights) end as weights
    from damages d left join sites s on s.id = d.site_id left join areas a on a.code = d.area_code left join weights w on w.version = a.weights_version
   where d.state = 'open' and ${which}
   order by d.id`

const weighed = sql`i.priority ->> 'weights'`
const openWithin = sql`from damages i where i.state = 'open' and i.area_code is not null and ${weighed} is not null`
/** Open damages worked out with other weights than those in force. Few pairs of area and weights are in a million: the index is asked for one after another. */
const outdated = sql`
  with recursive pairs as (
    (select i.area_code as area, ${weighed} as weights ${openWithin} order by i.area_code, ${weighed} limit 1)
    union all
    select n.area, n.weights from pairs p cross join lateral
      (select i.area_code as area, ${weighed} as weights ${openWithin} and (i.area_code, ${weighed}) > (p.area, p.weights) order by i.area_code, ${weighed} limit 1) n),
  others as materialized (select p.area, p.weights from pairs p join areas b on b.code = p.area where p.weights <> coalesce(b.weights_version, 0)::text)
  select i.id, i.tier, i.rank from others p cross join lateral (select * from damages i where i.area_code = p.area and ${weighed} = p.weights and i.state = 'open' offset 0) i
  union all
  select i.id, i.tier, i.rank from damages i where i.state = 'open' and i.area_code is null and ${weighed} <> '0'`

/**
 * Those that hang together with others, were moved until a moment that has come, or were worked out with other weights than those in force: of these
 * the first in order, so many at most. Each is found by an index: asked every minute of a million, a walk over all took the database ten seconds.
 */
export const unsettled = (now: Date, atMost: number) => candidates(sql`d.id = any(array(
  select f.id from damages f where f.state = 'open' and f.site_id in (${feeding})
  union all select u.id from damages u where u.state = 'open' and u.override is not null and (u.override ->> 'until')::timestamptz <= ${now}
  union all (select o.id from (${outdated}) o order by o.tier, o.rank desc, o.id limit ${atMost})))`, sql`d.priority,`)

/** All of an area, without what they were worked out with: a country of it weighs a hundred megabytes. */
export const within = (area: string) => candidates(sql`d.area_code in (select code from areas where lineage @> array[${area}])`)

/** People without service by oblast. */
export const lacking = () => sql`
  select (a.lineage)[2] as oblast, coalesce(sum(d.people), 0)::bigint as people
    from damages d join areas a on a.code = d.area_code where d.state = 'open' and (a.lineage)[2] is not null group by 1`

/** Holds what can be held of some damages: what another changes just now is worked out by it. In one order, so that two cannot wait for each other. */
export const hold = (ids: readonly string[]) => sql`
  select id, version from damages where id = any(${ids as string[]}::uuid[]) order by id for no key update skip locked`

/** Writes tiers, ranks and what they were made from. Only what readers are told of, tier or people, counts as another version. */
export const write = (rows: string) => sql`
  update damages d set tier = n.tier, rank = n.rank, people = n.people, priority = n.priority, override = n.override,
         version = d.version + case when n.told then 1 else 0 end, updated_at = case when n.told then now() else d.updated_at end
    from json_to_recordset(${rows}::json) as n(id uuid, tier smallint, rank float8, people integer, priority jsonb, override jsonb, told boolean)
   where d.id = n.id`

/** Pinned damages with their oblast. */
export const pinned = () => sql`
  select d.id, d.version, d.area_code as area, (a.lineage)[2] as oblast, (d.override ->> 'place')::int as place, d.tier, d.rank
    from damages d left join areas a on a.code = d.area_code where d.state = 'open' and d.override ->> 'kind' = 'pin' and d.priority ->> 'tier' <> '0' order by (d.override ->> 'place')::int, d.id`

/** The first of an oblast in order, those in danger to life and those pinned left out. */
export const firstOf = (oblast: string | null, limit: number) => sql`
  select d.tier, d.rank from damages d
   where d.state = 'open' and d.tier > 0 and (d.override ->> 'kind') is distinct from 'pin'
     and ${oblast === null ? sql`d.area_code is null` : sql`d.area_code in (select code from areas where lineage @> array[${oblast}])`}
   order by d.tier, d.rank desc, d.id limit ${limit}`

/** Puts a damage where it is pinned; no row when it stands there or others work on it. */
export const setStanding = (id: string, tier: number, rank: number, told: boolean) => sql`
  update damages set tier = ${tier}, rank = ${rank} ${told ? sql`, version = version + 1, updated_at = now()` : empty} where id = ${id}`

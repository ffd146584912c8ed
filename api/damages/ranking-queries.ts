import { empty, sql, type Sql } from '../db/sql.ts'

// A set that is made once: looked up for each damage, it took as long as all the rest.
const feeds = sql`coalesce(d.site_id in (select l.from_site from links l union all select l.carrier from links l where l.carrier is not null), false)`

/** Open damages as far as their place is worked out from more than themselves; `which` says which. */
const candidates = (which: Sql, more: Sql = empty) => sql`
  select d.id, d.version, d.site_id as site, coalesce(d.kind, 'unknown') as kind, d.area_code as area, (a.lineage)[2] as oblast, d.severity, d.function,
         (d.priority ->> 'tier') = '0' as danger, case when d.priority -> 'travelH' ->> 'basis' <> 'imputed' then (d.priority -> 'travelH' ->> 'value')::float8 end as "travelH",
         d.tier, d.rank, d.people, ${more} d.opened_at as "openedAt", d.override, d.given_back as back, s.population_served as "populationServed", s.population_basis as "populationBasis",
         case when ${feeds} then 1 else 0 end as feeds, case when w.version is null then null else json_build_object('version', w.version, 'weights', w.weights) end as weights
    from damages d left join sites s on s.id = d.site_id left join areas a on a.code = d.area_code left join weights w on w.version = a.weights_version
   where d.state = 'open' and ${which}
   order by d.id`

/** Those that hang together with others, were moved until a moment that has come, or were worked out with other weights than those in force: of these the first in order, so many at most. */
export const unsettled = (now: Date, atMost: number) => candidates(sql`(${feeds} or d.override is not null and (d.override ->> 'until')::timestamptz <= ${now}
  or d.id = any(array(select o.id from damages o left join areas b on b.code = o.area_code
    where o.state = 'open' and o.priority ->> 'weights' is distinct from coalesce(b.weights_version, 0)::text order by o.tier, o.rank desc, o.id limit ${atMost})))`, sql`d.priority,`)

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

import type { Scope } from '../../geo/access/scope.ts'
import type { CollectionId } from '../../geo/feed/collections.ts'
import type { KeyRange } from '../../geo/feed/cells.ts'
import type { FeedPosition } from '../../geo/feed/cursor.ts'
import type { Period } from '../../geo/feed/query.ts'
import type { Bbox } from '../../geo/space/position.ts'
import { reaches } from '../access/scope.ts'
import { boxGeometry } from '../db/box.ts'
import { empty, sql, type Sql } from '../db/sql.ts'

/** What features are asked for, beside their page. */
export type Asked = { readonly scope: Scope; readonly period: Period | undefined; readonly box: Bbox | undefined; readonly ranges: readonly KeyRange[] }

const SOURCE: Readonly<Record<CollectionId, Sql>> = { sites: sql`site_features`, damages: sql`damage_features`, repairs: sql`repair_features` }

const time = (ms: number) => sql`${new Date(ms)}::timestamptz`

/** The scope, and the time: what has no end goes on. */
const filters = ({ scope, period }: Asked) => sql`${reaches(scope, sql`f.area_code`, sql`f.organisation_id`)}
  ${period === undefined || period.to === null ? empty : sql`and f.starts <= ${time(period.to)}`}
  ${period === undefined || period.from === null ? empty : sql`and (f.ends is null or f.ends >= ${time(period.from)})`}`

// Points have a key from 0; the case keeps the planner from asking a line for its x.
const within = ([west, south, east, north]: Bbox) => sql`
  (case when f.key >= 0 then st_y(f.geom) between ${south} and ${north} and ${west <= east ? sql`st_x(f.geom) between ${west} and ${east}` : sql`(st_x(f.geom) >= ${west} or st_x(f.geom) <= ${east})`} end)`

const rangeRows = (ranges: readonly KeyRange[]) => sql`
  unnest(${ranges.map((range) => range.low)}::bigint[], ${ranges.map((range) => range.high)}::bigint[], ${ranges.map((range) => range.inside)}::boolean[]) as r(low, high, inside)`

/** Lines and outlines in the box, exactly: an index of boxes alone is float32 and finds some outside. */
const longer = (collection: CollectionId, box: Bbox) => sql`${SOURCE[collection]} f where f.key < 0 and f.geom && ${boxGeometry(box)} and st_intersects(f.geom, ${boxGeometry(box)})`

/**
 * The rows of a page and one more, in the order of the feed. In a box: first what is longer than a point, then the ranges one after
 * the other. That they come in order is the nested loop's doing: a sort would read every range to its limit first.
 */
function rows(collection: CollectionId, asked: Asked, after: FeedPosition | undefined, most: number): Sql {
  const onwards = after === undefined ? empty : sql`and (f.key, f.id) > (${after.key}::bigint, ${after.id}::uuid)`
  if (asked.box === undefined) return sql`select f.key, f.id, f.text from ${SOURCE[collection]} f where ${filters(asked)} ${onwards} order by f.key, f.id limit ${most}`
  const points = sql`
    select p.key, p.id, p.text from ${rangeRows(asked.ranges.filter((range) => after === undefined || range.high >= after.key))}
     cross join lateral (
       select f.key, f.id, f.text from ${SOURCE[collection]} f
        where f.key between r.low and r.high and (r.inside or ${within(asked.box)}) and ${filters(asked)} ${onwards}
        order by f.key, f.id limit ${most}) p
     limit ${most}`
  if (collection !== 'sites') return points
  return sql`
    (select f.key, f.id, f.text from ${longer(collection, asked.box)} and ${filters(asked)} ${onwards} order by f.key, f.id limit ${most})
    union all (${points}) limit ${most}`
}

const change = sql`
  select coalesce(
    (select c.xid::text || '.' || c.seq || '.' || (select count(*) from events e where (e.xid, e.seq) > (c.xid, c.seq))
       from (select xid, seq from events where xid < pg_snapshot_xmin(pg_current_snapshot()) order by xid desc, seq desc limit 1) c),
    'n' || (select count(*) from events))`

/**
 * A token that is another whenever another set of events is visible: the last one before which all is settled, and how many are seen
 * after it. Either alone would stand still while a late commit lands.
 */
export const changeToken = () => sql`select (${change}) as token`

/** A page as one value, with the token of the same moment; `last` is where the next page goes on, null when there is none. */
export const page = (collection: CollectionId, asked: Asked, after: FeedPosition | undefined, limit: number) => sql`
  select (${change}) as token, coalesce(string_agg(n.text, ',') filter (where n.nth <= ${limit}), '') as features,
         least(count(*), ${limit}) as returned,
         case when count(*) > ${limit} then json_build_object('key', max(n.key) filter (where n.nth = ${limit}), 'id', max(n.id::text) filter (where n.nth = ${limit})) end as last
    from (select m.*, row_number() over () as nth from (${rows(collection, asked, after, limit + 1)}) m) n`

/** How many features there are in all: exactly, by ranges, of which those inside the box are read from the index alone. */
export const matched = (collection: CollectionId, asked: Asked) => {
  if (asked.box === undefined) return sql`select count(*) as matched from ${SOURCE[collection]} f where ${filters(asked)}`
  const counted = (ranges: readonly KeyRange[], exactly: Sql) => sql`
    (select coalesce(sum(c.n), 0)::bigint from ${rangeRows(ranges)}
      cross join lateral (select count(*) as n from ${SOURCE[collection]} f where f.key between r.low and r.high ${exactly} and ${filters(asked)}) c)`
  return sql`
    select ${counted(asked.ranges.filter((range) => range.inside), empty)} + ${counted(asked.ranges.filter((range) => !range.inside), sql`and ${within(asked.box)}`)}
         ${collection === 'sites' ? sql`+ (select count(*) from ${longer(collection, asked.box)} and ${filters(asked)})` : empty} as matched`
}

export const feature = (collection: CollectionId, id: string, scope: Scope) => sql`
  select (${change}) as token, f.text from ${SOURCE[collection]} f where f.id = ${id} and ${reaches(scope, sql`f.area_code`, sql`f.organisation_id`)}`

/** Where what the scope reaches lies, and since when. */
export const extent = (collection: CollectionId, scope: Scope) => sql`
  select case when e.box is not null then json_build_array(st_xmin(e.box), st_ymin(e.box), st_xmax(e.box), st_ymax(e.box)) end as bbox,
         e.since, e.until
    from (select st_extent(f.geom) as box, min(f.starts) as since, case when bool_or(f.ends is null) then null else max(f.ends) end as until
            from ${SOURCE[collection]} f where ${reaches(scope, sql`f.area_code`, sql`f.organisation_id`)}) e`

import type { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import type { DamageFilter, DamageGrouping, DamageOrder } from '../../geo/damages/contract.ts'
import { damageMark } from '../../geo/damages/mark.ts'
import { reachesDamage } from '../access/scope.ts'
import { boxGeometry } from '../db/box.ts'
import { empty, join, sql, type Sql } from '../db/sql.ts'
import { beside, sortedBy, type Place } from './order-queries.ts'
import { damageColumns, damageSource } from './queries.ts'

type Filter = z.output<typeof DamageFilter>

/** What is asked of the queue, from where, and when: ages are counted from then. */
export type Asked = { readonly filter: Filter; readonly scope: Scope; readonly now: Date; readonly group?: string | undefined }

const HOUR_MS = 3_600_000
const below = (code: string) => sql`d.area_code in (select code from areas where lineage @> array[${code}])`

function aged(age: string, now: Date): Sql[] {
  const [least = '', most = ''] = age.split('-')
  const since = (hours: string) => new Date(now.getTime() - Number(hours) * HOUR_MS)
  return [...(least === '' ? [] : [sql`d.opened_at <= ${since(least)}`]), ...(most === '' ? [] : [sql`d.opened_at > ${since(most)}`])]
}

/** By place, site or area, in whatever letters; by its mark. Names are searched once, not for each damage; what holds no letter or digit finds nothing. */
function says(text: string): Sql {
  const said = sql`folded(${text})`
  const mark = damageMark(text)
  return sql`(${said} <> '' and position(${said} in d.folded) > 0 or d.site_id in (select n.id from sites n where ${said} <> '' and position(${said} in n.folded) > 0)
    or d.area_code in (select n.code from areas n where ${said} <> '' and position(${said} in n.folded) > 0) ${mark === null ? empty : sql`or right(d.id::text, ${mark.length}) = ${mark}`})`
}

/** The area of a level that an area `a` lies in. */
const home = (level: string) => sql`(select h.code from areas h where h.code = any(a.lineage) and h.level = ${level})`
const RAW: Record<DamageGrouping, Sql> = { oblast: sql`d.area_code`, raion: sql`d.area_code`, repair: sql`d.repair_state`, crew: sql`d.repair_crew::text`, sector: sql`d.sector`, kind: sql`d.kind` }
const isLevel = (by: DamageGrouping) => by === 'oblast' || by === 'raion'

function within(group: string): Sql {
  const [by, key] = group.split(':') as [DamageGrouping, string]
  if (!isLevel(by)) return key === '' ? sql`${RAW[by]} is null` : sql`${RAW[by]} = ${key}`
  return key !== '' ? below(key) : sql`(d.area_code is null or d.area_code in (select a.code from areas a where ${home(by)} is null))`
}

function conditions({ filter, scope, now, group }: Asked): Sql {
  const parts = [reachesDamage(scope), sql`d.state = ${filter.state}`]
  if (filter.area !== undefined) parts.push(below(filter.area))
  if (filter.sector !== undefined) parts.push(sql`d.sector = ${filter.sector}`)
  if (filter.severity !== undefined) parts.push(sql`d.severity = any(${filter.severity}::smallint[])`)
  for (const name of ['function', 'safety', 'kind', 'verification'] as const) {
    if (filter[name] !== undefined) parts.push(sql`${COLUMNS[name]} = any(${filter[name] as string[]}::text[])`)
  }
  if (filter.repair !== undefined) parts.push(sql`coalesce(d.repair_state, 'none') = any(${filter.repair}::text[])`)
  if (filter.crew !== undefined) parts.push(sql`d.id in (select p.damage_id from repairs p where p.crew_id = ${filter.crew})`)
  if (filter.age !== undefined) parts.push(...aged(filter.age, now))
  if (filter.bbox !== undefined) parts.push(sql`st_intersects(d.geom, ${boxGeometry(filter.bbox)})`)
  if (filter.text !== undefined && filter.text.trim() !== '') parts.push(says(filter.text.trim()))
  if (group !== undefined) parts.push(within(group))
  return join(parts, ' and ')
}
const COLUMNS = { function: sql`d.function`, safety: sql`d.safety`, kind: sql`d.kind`, verification: sql`d.verification` } as const

/** A page of damages: after a place it costs the same on the last page as on the first; from a number it walks the order up to there, without the rows. */
export const page = (asked: Asked, order: DamageOrder, from: { readonly after: Place | undefined; readonly at: number }, limit: number) => sql`
  with page as materialized (
    select d.id from damages d where ${conditions(asked)} ${from.after === undefined ? empty : sql`and ${beside(order, from.after, 'after')}`}
     order by ${sortedBy(order)} limit ${limit} offset ${from.after === undefined ? from.at : 0})
  select ${damageColumns(asked.scope)}, d.rank, d.people as "peopleNow", d.repair_etr as "etrNow" from ${damageSource} where d.id in (select id from page) order by ${sortedBy(order)}`

export const total = (asked: Asked) => sql`select count(*)::int as total from damages d where ${conditions(asked)}`

/** What a damage is sorted by, if it is among those asked for. */
export const keysOf = (asked: Asked, id: string) => sql`
  select d.id, d.tier, d.rank, d.last_report_at as "lastReportAt", d.opened_at as "openedAt", d.severity, d.people as "peopleNow", d.repair_etr as "etrNow"
    from damages d where d.id = ${id} and ${conditions(asked)}`

/** How many stand before a place. */
export const before = (asked: Asked, order: DamageOrder, place: Place) => sql`select count(*)::int as total from damages d where ${conditions(asked)} and ${beside(order, place, 'before')}`

/** How many there are of each kind of thing in common, with its names where it has some; areas are counted first, then put together. */
export const groups = (asked: Asked, by: DamageGrouping) => {
  const counted = sql`select ${RAW[by]} as raw, count(*)::int as count from damages d where ${conditions(asked)} group by 1`
  if (by === 'crew') return sql`select g.raw as key, g.count, json_build_object('uk', c.name, 'en', c.name) as names from (${counted}) g left join crews c on c.id = g.raw::uuid order by c.name, g.raw limit 2000`
  if (!isLevel(by)) return sql`select g.raw as key, g.count, json_build_object('uk', null, 'en', null) as names from (${counted}) g order by g.count desc, g.raw limit 2000`
  return sql`
    select h.code as key, sum(g.count)::int as count, json_build_object('uk', h.name_uk, 'en', h.name_en) as names
      from (${counted}) g left join areas a on a.code = g.raw left join areas h on h.code = ${home(by)}
     group by h.code, h.name_uk, h.name_en order by h.name_uk, h.code limit 2000`
}

/** Damages that a filter finds by what the map does not hold itself. */
export const found = (asked: Asked, limit: number) => sql`select array(select d.id::text from damages d where ${conditions(asked)} limit ${limit}) as ids`

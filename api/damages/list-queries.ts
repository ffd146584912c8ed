import type { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import type { DamageFilter } from '../../geo/damages/contract.ts'
import { boxGeometry } from '../db/box.ts'
import { empty, join, sql, type Sql } from '../db/sql.ts'
import { reachesDamage } from '../access/scope.ts'
import { damageColumns, damageSource } from './queries.ts'

type Filter = z.output<typeof DamageFilter>

/** Backslash-escaped for `like`: what a person types is text, not a pattern. */
const contains = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function conditions(filter: Filter, scope: Scope): Sql {
  const parts = [reachesDamage(scope), sql`d.state = ${filter.state}`]
  if (filter.area !== undefined) parts.push(sql`d.area_code in (select code from areas where lineage @> array[${filter.area}])`)
  if (filter.sector !== undefined) parts.push(sql`d.sector = ${filter.sector}`)
  if (filter.severity !== undefined) parts.push(sql`d.severity = any(${filter.severity}::smallint[])`)
  if (filter.function !== undefined) parts.push(sql`d.function = any(${filter.function}::text[])`)
  if (filter.verification !== undefined) parts.push(sql`d.verification = any(${filter.verification}::text[])`)
  if (filter.repair !== undefined) {
    parts.push(sql`coalesce((select p.state from repairs p where p.damage_id = d.id and p.state not in ('cancelled', 'closed')
                              order by p.created_at desc limit 1), 'none') = any(${filter.repair}::text[])`)
  }
  if (filter.crew !== undefined) parts.push(sql`exists (select from repairs p where p.damage_id = d.id and p.crew_id = ${filter.crew})`)
  if (filter.bbox !== undefined) parts.push(sql`st_intersects(d.geom, ${boxGeometry(filter.bbox)})`)
  if (filter.text !== undefined && filter.text.trim() !== '') {
    const pattern = contains(filter.text.trim())
    parts.push(sql`(d.place ilike ${pattern} or exists (select from sites n where n.id = d.site_id and (n.name_uk ilike ${pattern} or n.name_en ilike ${pattern}))
                or exists (select from areas n where n.code = d.area_code and (n.name_uk ilike ${pattern} or n.name_en ilike ${pattern})))`)
  }
  return join(parts, ' and ')
}

/** Where the last page ended. */
export type After = { readonly order: 'priority'; readonly tier: number; readonly rank: number; readonly id: string } | { readonly order: 'latest'; readonly at: string; readonly id: string }

function continued(after: After | undefined): Sql {
  if (after === undefined) return empty
  if (after.order === 'latest') return sql`and (d.last_report_at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  return sql`and (d.tier > ${after.tier} or (d.tier = ${after.tier} and (d.rank < ${after.rank} or (d.rank = ${after.rank} and d.id > ${after.id}::uuid))))`
}

/** A page of damages, keyset-paged: it costs the same on the last page as on the first. */
export const page = (filter: Filter, scope: Scope, order: 'priority' | 'latest', after: After | undefined, limit: number) => sql`
  select ${damageColumns}, d.rank from ${damageSource}
   where ${conditions(filter, scope)} ${continued(after)}
   order by ${order === 'priority' ? sql`d.tier, d.rank desc, d.id` : sql`d.last_report_at desc, d.id desc`}
   limit ${limit}`

export const total = (filter: Filter, scope: Scope) => sql`select count(*)::int as total from damages d where ${conditions(filter, scope)}`

/** Damages that a text names, by place, site or area. */
export const named = (text: string, state: Filter['state'], scope: Scope, limit: number) => sql`select d.id from damages d where ${conditions({ state, text }, scope)} limit ${limit}`

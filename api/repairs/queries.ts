import type { Scope } from '../../geo/access/scope.ts'
import type { Moving } from '../../geo/repairs/lifecycle.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import { reaches } from '../access/scope.ts'
import { empty, iso, sql } from '../db/sql.ts'

/** Who has supply again by a step; of those beyond the scope's areas the kind alone. An operator knows what hangs on its own sites. */
const consumers = (scope: Scope) => {
  const told = sql`coalesce(${scope.organisations.length === 0 ? empty : sql`d.organisation_id = any(${scope.organisations as string[]}::uuid[]) or`} ${reaches(scope, sql`coalesce(w.area_code, f.area_code)`, sql`w.organisation_id`)}, false)`
  return sql`
  coalesce((select json_agg(json_build_object('id', coalesce(c.site_id, c.facility_id), 'kind', coalesce(w.kind, f.kind),
              'names', case when ${told} then json_build_object('uk', coalesce(w.name_uk, f.name_uk), 'en', coalesce(w.name_en, f.name_en)) else json_build_object('uk', null, 'en', null) end) order by coalesce(c.site_id, c.facility_id))
              from restored_consumers c left join sites w on w.id = c.site_id left join facilities f on f.id = c.facility_id where c.step_id = s.id), '[]')`
}

const steps = (scope: Scope) => sql`
  coalesce((select json_agg(json_build_object('id', s.id, 'at', ${iso(sql`s.at`)}, 'confirmed', s.confirmed, 'people', s.people, 'consumers', ${consumers(scope)}, 'note', s.note, 'saidAt', ${iso(sql`s.said_at`)}) order by s.at, s.id)
              from restoration_steps s where s.repair_id = p.id and s.taken_back_at is null), '[]')`

/** A repair as it travels to a scope (the contract's Repair). */
export const columns = (scope: Scope) => sql`
  p.id, p.damage_id as damage, p.crew_id as crew, c.name as "crewName", p.state, p.since, p.blocked_by as "blockedBy", p.blocked_from as "blockedFrom",
  p.blocked_until as "blockedUntil", p.blocked_why as "blockedWhy", p.blocked_by_system as "blockedBySystem",
  p.closed_reason as "closedReason", p.urgency, p.note,
  case when p.etr is null then null else json_build_object('at', ${iso(sql`p.etr`)}, 'source', p.etr_source, 'madeAt', ${iso(sql`p.etr_made_at`)}, 'confidence', p.etr_confidence) end as etr, p.parts,
  case when p.planned_from is null then null else json_build_object('from', ${iso(sql`p.planned_from`)}, 'until', ${iso(sql`p.planned_until`)}) end as planned,
  ${steps(scope)} as steps, p.created_at as "createdAt", p.version`

const from = sql`repairs p join damages d on d.id = p.damage_id left join crews c on c.id = p.crew_id`

/** Repairs that the scope reaches: on damages of its areas, or its own crew's wherever they are. */
const reached = (scope: Scope) => sql`(${reaches(scope, sql`d.area_code`, sql`d.organisation_id`)}${scope.crews.length === 0 ? empty : sql` or p.crew_id = any(${scope.crews as string[]}::uuid[])`})`

/** A repair held for a change, and whether its damage lies within what its sender reaches as a desk, as an operator. */
export const held = (id: string, scope: Scope, { desk, operator }: { desk: Scope | undefined; operator: Scope | undefined }) => {
  const within = (of: Scope | undefined) => (of === undefined ? sql`false` : sql`coalesce(${reaches(of, sql`d.area_code`, sql`d.organisation_id`)}, false)`)
  return sql`
    select ${columns(scope)}, p.request_hash as "requestHash", ${within(desk)} as "byDesk", ${within(operator)} as "byOperator"
      from ${from} where p.id = ${id} and ${reached(scope)} for update of p`
}

export const byIds = (ids: readonly string[], scope: Scope) => sql`
  select ${columns(scope)} from ${from} where p.id = any(${ids as string[]}::uuid[]) and ${reached(scope)}`

export const ofDamage = (damage: string, scope: Scope) => sql`select ${columns(scope)} from ${from} where p.damage_id = ${damage} order by p.created_at desc`

/** Open repairs: a crew's own when the scope has crews, else those of its areas. */
export const open = (scope: Scope) => sql`
  select ${columns(scope)} from ${from}
   where p.state not in ('closed', 'cancelled')
     and ${scope.crews.length > 0 ? sql`p.crew_id = any(${scope.crews as string[]}::uuid[])` : reached(scope)}
   order by p.updated_at desc, p.id limit 500`

export const exists = (id: string) => sql`select request_hash as "requestHash" from repairs where id = ${id}`

export const activeOf = (damage: string) => sql`select id from repairs where damage_id = ${damage} and state not in ('restored', 'closed', 'cancelled')`

export const insert = (given: { id: string; damage: string; crew: string | null; state: string; urgency: string; note: string; hash: string; by: string; now: Date; demo: boolean }) => sql`
  insert into repairs (id, damage_id, crew_id, state, since, urgency, note, request_hash, created_by, created_at, demo)
  values (${given.id}, ${given.damage}, ${given.crew}, ${given.state}, ${given.now}, ${given.urgency}, ${given.note}, ${given.hash}, ${given.by}, ${given.now}, ${given.demo})`

export const setMoved = (repair: Moving, given: { at: Date; blockedBy: string | null; until?: string | null; why?: string; bySystem?: boolean; closedReason: string | null; parts: Repair['parts'] }) => sql`
  update repairs set state = ${repair.state}, crew_id = ${repair.crew}, blocked_from = ${repair.blockedFrom}, blocked_by = ${given.blockedBy}, blocked_until = ${given.until ?? null}, blocked_why = ${given.why ?? ''}, blocked_by_system = ${given.bySystem ?? false},
         closed_reason = ${given.closedReason}, parts = ${JSON.stringify(given.parts)}::jsonb, since = ${given.at}, updated_at = now(), version = version + 1 where id = ${repair.id}`

export const setEtr = (id: string, etr: { at: string; source: string; confidence: string | null; now: Date }) => sql`
  update repairs set etr = ${etr.at}, etr_source = ${etr.source}, etr_confidence = ${etr.confidence}, etr_made_at = ${etr.now}, updated_at = now(), version = version + 1
   where id = ${id}`

export const setPlan = (id: string, planned: { from: string; until: string } | null) => sql`
  update repairs set planned_from = ${planned?.from ?? null}, planned_until = ${planned?.until ?? null}, updated_at = now(), version = version + 1 where id = ${id}`

export const setParts = (id: string, parts: Repair['parts']) => sql`
  update repairs set parts = ${JSON.stringify(parts)}::jsonb, updated_at = now(), version = version + 1 where id = ${id}`

/** A crew that can be sent, within the scope; a crew without an area can go anywhere. */
export const crew = (id: string, scope: Scope) => sql`
  select id, name from crews where id = ${id} and retired_at is null and (area_code is null or ${reaches(scope, sql`area_code`, sql`organisation_id`)})`

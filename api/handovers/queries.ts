import { iso, sql, type Sql } from '../db/sql.ts'

const party = (o: Sql) => sql`case when ${o}.id is not null then json_build_object('id', ${o}.id, 'kind', ${o}.kind, 'names', json_build_object('uk', ${o}.name_uk, 'en', ${o}.name_en)) end`

/** A hand-over as it travels (the contract's Handover). */
const columns = sql`
  h.id, ${party(sql`f`)} as "from", ${party(sql`t`)} as "to", h.reason, to_json(h.shared) as shared, h.state, h.asked_at as "askedAt", coalesce(ua.name, h.asked_by) as "askedBy",
  h.decided_at as "decidedAt", coalesce(ud.name, h.decided_by) as "decidedBy", h.answer, coalesce(q.handover_id = h.id, false) as held, h.onward_of is not null as onward, h.version`

const source = sql`
  handovers h join damages d on d.id = h.damage_id
  left join organisations f on f.id = h.from_organisation join organisations t on t.id = h.to_organisation
  left join users ua on ua.id = h.asked_by left join users ud on ud.id = h.decided_by
  left join responsibilities q on q.damage_id = h.damage_id left join areas a on a.code = d.area_code`

/** Where the damage lies, as the policy asks. */
const spot = sql`coalesce(to_json(a.lineage), '[]'::json) as lineage, d.organisation_id as operator`

/** What there is to say of the damage without its reports and what hangs on it, before it is cut to what its reader may see. */
const about = sql`
  json_build_object('kind', d.kind, 'sector', d.sector, 'state', d.state, 'severity', d.severity, 'function', d.function, 'safety', d.safety, 'openedAt', ${iso(sql`d.opened_at`)},
    'oblastNames', (select json_build_object('uk', b.name_uk, 'en', b.name_en) from (select 1) as always left join areas b on b.code = a.lineage[2]), 'demo', d.demo,
    'place', json_build_object('position', case when d.geom is not null then json_build_array(st_x(d.geom), st_y(d.geom)) end, 'place', d.place,
      'names', json_build_object('uk', coalesce(s.name_uk, nullif(d.place, '')), 'en', coalesce(s.name_en, s.name_uk, nullif(d.place, ''))), 'areaNames', json_build_object('uk', a.name_uk, 'en', a.name_en)),
    'people', json_build_object('without', d.people, 'dependents', json_build_array()), 'reports', json_build_array(), 'photos', json_build_array(),
    'repair', case when p.id is not null then json_build_object('id', p.id, 'state', p.state, 'since', ${iso(sql`p.since`)}, 'blockedBy', p.blocked_by, 'blockedFrom', p.blocked_from, 'version', p.version,
      'crew', case when c.id is not null then json_build_object('id', c.id, 'name', c.name) end, 'ours', coalesce(c.organisation_id = h.to_organisation, false), 'etr', ${iso(sql`p.etr`)}) end)`

const whole = (which: Sql) => sql`
  select ${columns}, h.onward_of as "onwardOf", exists (select from handovers w where w.damage_id = h.damage_id and w.state = 'asked') as moving, h.damage_id as damage, d.site_id as site, d.opened_at as "openedAt", ${spot}, ${about} as about
    from ${source} left join sites s on s.id = d.site_id
    left join lateral (select * from repairs r where r.damage_id = d.id and r.state not in ('cancelled', 'closed') order by r.created_at desc limit 1) p on true
    left join crews c on c.id = p.crew_id
   where ${which}`

/** One hand-over with its whole damage. */
export const byId = (id: string) => whole(sql`h.id = ${id}`)

/** What waits for some organisations or is theirs by a hand-over: what waits first, the latest first. */
export const received = (organisations: readonly string[], limit: number) => sql`
  ${whole(sql`h.to_organisation = any(${organisations as string[]}::uuid[]) and (h.state = 'asked' or q.handover_id = h.id)`)}
  order by h.state <> 'asked', h.asked_at desc, h.id limit ${limit}`

/** What some organisations handed over that waits, or was answered since a moment. */
export const given = (organisations: readonly string[], since: Date, limit: number) => sql`
  ${whole(sql`h.from_organisation = any(${organisations as string[]}::uuid[]) and (h.state = 'asked' or h.decided_at > ${since})`)}
  order by h.state <> 'asked', h.asked_at desc, h.id limit ${limit}`

export const ofDamage = (damage: string, limit: number) => sql`
  select ${columns} from ${source} where h.damage_id = ${damage} order by h.asked_at desc, h.id limit ${limit}`

/** What a hand-over is about, held against other answers until the transaction ends; the damage is held before it. */
export const hold = (id: string) => sql`select id from handovers where id = ${id} for update`

export const exists = (id: string) => sql`select request_hash as "requestHash", damage_id as damage from handovers where id = ${id}`

export const openOf = (damage: string) => sql`select id from handovers where damage_id = ${damage} and state = 'asked'`

export const insert = (given: { id: string; damage: string; from: string | null; to: string; onward: string | null; reason: string; shared: readonly string[]; by: string; now: Date; hash: string }) => sql`
  insert into handovers (id, damage_id, from_organisation, to_organisation, onward_of, reason, shared, asked_by, asked_at, request_hash)
  values (${given.id}, ${given.damage}, ${given.from}, ${given.to}, ${given.onward}, ${given.reason}, ${given.shared as string[]}, ${given.by}, ${given.now}, ${given.hash})`

export const decide = (id: string, given: { state: string; why: string; by: string; now: Date }) => sql`
  update handovers set state = ${given.state}, answer = ${given.why}, decided_by = ${given.by}, decided_at = ${given.now}, version = version + 1 where id = ${id}`

export const organisation = (id: string) => sql`select ${party(sql`o`)} as party from organisations o where o.id = ${id}`

export const organisations = (ids: readonly string[]) => sql`select ${party(sql`o`)} as party from organisations o where o.id = any(${ids as string[]}::uuid[]) order by coalesce(o.name_uk, o.name_en), o.id`

/** Whose a damage is, and where it lies; nobody's when nothing was said yet. */
export const responsible = (damage: string) => sql`
  select ${party(sql`o`)} as responsible, case when o.id is not null then q.since end as since, q.handover_id as handover, coalesce(q.version, 0) as version, ${spot}
    from damages d left join responsibilities q on q.damage_id = d.id left join organisations o on o.id = q.organisation_id left join areas a on a.code = d.area_code
   where d.id = ${damage}`

/** Says whose a damage is from now on. */
export const setResponsible = (given: { damage: string; organisation: string | null; handover: string | null; by: string; now: Date }) => sql`
  insert into responsibilities (damage_id, organisation_id, handover_id, since, said_by) values (${given.damage}, ${given.organisation}, ${given.handover}, ${given.now}, ${given.by})
  on conflict (damage_id) do update set organisation_id = excluded.organisation_id, handover_id = excluded.handover_id, since = excluded.since, said_by = excluded.said_by, version = responsibilities.version + 1`

/** What is nobody's is the organisation's whose crew is sent there first; a row when it became so. */
export const setByCrew = (given: { damage: string; crew: string; by: string; now: Date }) => sql`
  insert into responsibilities (damage_id, organisation_id, since, said_by) select ${given.damage}, c.organisation_id, ${given.now}, ${given.by} from crews c where c.id = ${given.crew}
  on conflict (damage_id) do update set organisation_id = excluded.organisation_id, since = excluded.since, said_by = excluded.said_by, version = responsibilities.version + 1
    where responsibilities.organisation_id is null
  returning organisation_id as organisation`

/** Another version: something is on its way, or not any more. */
export const touch = (damage: string, by: string, now: Date) => sql`
  insert into responsibilities (damage_id, since, said_by) values (${damage}, ${now}, ${by})
  on conflict (damage_id) do update set version = responsibilities.version + 1`

/** A crew that an organisation can send. */
export const ownCrew = (crew: string, organisation: string) => sql`select id from crews where id = ${crew} and organisation_id = ${organisation} and retired_at is null`

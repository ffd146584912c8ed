import type { ServiceBack } from '../../geo/damages/priority.ts'
import type { StepAsked } from '../../geo/repairs/restoration.ts'
import { sql } from '../db/sql.ts'

/** A step by its id, whosever it is. */
export const byId = (id: string) => sql`
  select s.repair_id as repair, s.confirmed, s.taken_back_at is not null as "takenBack" from restoration_steps s where s.id = ${id} for update of s`

/** Which of some ids are sites and which are facilities. */
export const nouns = (ids: readonly string[]) => sql`
  select id, true as site from sites where id = any(${ids as string[]}::uuid[]) union all select id, false from facilities where id = any(${ids as string[]}::uuid[])`

export const say = (step: string, repair: string, given: StepAsked & { by: string; now: Date }) => sql`
  insert into restoration_steps (id, repair_id, at, confirmed, people, note, said_by, said_at)
  values (${step}, ${repair}, ${given.at}, ${given.confirmed}, ${JSON.stringify(given.people)}::jsonb, ${given.note}, ${given.by}, ${given.now})
  on conflict (id) do update set at = excluded.at, confirmed = excluded.confirmed, people = excluded.people, note = excluded.note,
         said_by = excluded.said_by, said_at = excluded.said_at, taken_back_at = null`

/** Takes a step out of all that is counted. */
export const takeBack = (step: string, now: Date) => sql`update restoration_steps set taken_back_at = ${now} where id = ${step}`

export const forgetConsumers = (step: string) => sql`delete from restored_consumers where step_id = ${step}`

export const nameConsumers = (step: string, sites: readonly string[], facilities: readonly string[]) => sql`
  insert into restored_consumers (step_id, site_id, facility_id)
  select ${step}::uuid, id, null::uuid from unnest(${sites as string[]}::uuid[]) id union all select ${step}::uuid, null, id from unnest(${facilities as string[]}::uuid[]) id`

export const forgetPeople = (step: string) => sql`delete from restored_people where step_id = ${step}`

/** Keeps whom a step took off what damages had cost. */
export const countPeople = (step: string, counted: readonly { damage: string; service: string; people: ServiceBack['people'] }[]) => sql`
  insert into restored_people (step_id, damage_id, service, people)
  select ${step}::uuid, n.damage, n.service, n.people from json_to_recordset(${JSON.stringify(counted)}::json) as n(damage uuid, service text, people jsonb)`

/** Another version for who compares them. */
export const touch = (repair: string) => sql`update repairs set updated_at = now(), version = version + 1 where id = ${repair}`

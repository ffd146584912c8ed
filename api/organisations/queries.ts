import type { OrganisationAsked } from '../../geo/organisations/contract.ts'
import { sql } from '../db/sql.ts'

export const list = () => sql`
  select o.id, o.kind, json_build_object('uk', o.name_uk, 'en', o.name_en) as names,
         (select count(*)::int from crews c where c.organisation_id = o.id and c.retired_at is null) as crews
    from organisations o order by coalesce(o.name_uk, o.name_en), o.id limit 1000`

export const insert = (id: string, { kind, names }: OrganisationAsked) => sql`
  insert into organisations (id, kind, name_uk, name_en) values (${id}, ${kind}, ${names.uk}, ${names.en})`

export const update = (id: string, { kind, names }: OrganisationAsked) => sql`
  update organisations set kind = ${kind}, name_uk = ${names.uk}, name_en = ${names.en} where id = ${id}`

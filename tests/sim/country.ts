import { run, sql } from '../../api/db/sql.ts'
import type { Database } from '../../api/db/database.ts'

/** Phones that share a hromada, its sites and its desk. */
export const PHONES_PER_AREA = 10
const SITES_PER_AREA = 5

const id = (noun: string, n: number) => `${noun}-0000-4000-8000-${String(n).padStart(12, '0')}`

/** Where things and people of the simulated country are, by number. */
export const COUNTRY = {
  areaOf: (phone: number) => Math.floor(phone / PHONES_PER_AREA),
  site: (area: number, n: number) => id('0000000a', area * SITES_PER_AREA + (n % SITES_PER_AREA)),
  crew: (phone: number) => id('0000000c', phone),
  person: (phone: number) => `person-${phone}`,
  desk: (area: number) => `desk-${area}`,
  /** A place in the area. */
  position: (area: number, part: number): [number, number] => [22.05 + (area % 30) * 0.5 + part * 0.3, 45.05 + Math.floor(area / 30) * 0.5],
} as const

/** Fills an empty, migrated database: hromadas in a row with sites and a dispatcher each, a crew with one person for each phone. Nobody is signed in. */
export const fillCountry = (database: Database, phones: number): Promise<void> => database.write(async (tx) => {
  const areas = Array.from({ length: COUNTRY.areaOf(phones - 1) + 1 }, (_, area) => ({
    code: `A${area}`, desk: COUNTRY.desk(area), west: COUNTRY.position(area, 0)[0], south: COUNTRY.position(area, 0)[1],
  }))
  const places = JSON.stringify(areas)
  const sites = JSON.stringify(areas.flatMap((_, area) => Array.from({ length: SITES_PER_AREA }, (__, n) => {
    const [lon, lat] = COUNTRY.position(area, (n + 0.5) / SITES_PER_AREA)
    return { id: COUNTRY.site(area, n), lon, lat, kind: n % 2 === 0 ? 'substation' : 'mast', sector: n % 2 === 0 ? 'energy' : 'communications', people: 100 * (n + 1) }
  })))
  const crews = JSON.stringify(Array.from({ length: phones }, (_, phone) => ({ id: COUNTRY.crew(phone), person: COUNTRY.person(phone), area: `A${COUNTRY.areaOf(phone)}` })))
  await run(tx, sql`
    insert into areas (code, level, depth, parent, lineage, name_uk, population, geom, source, source_id, licence, attribution)
    select 'A', 'country', 0, null, array['A'], 'Країна', 1000, st_multi(st_makeenvelope(22, 44, 40, 53, 4326)), 'test', 'A', 'CC0-1.0', 'made for a test'
    union all
    select a.code, 'hromada', 3, 'A', array['A', a.code], a.code, 1000, st_multi(st_makeenvelope(a.west, a.south, a.west + 0.4, a.south + 0.4, 4326)), 'test', a.code, 'CC0-1.0', 'made for a test'
      from json_to_recordset(${places}::json) a(code text, west float8, south float8)`)
  await run(tx, sql`
    insert into sites (id, sector, kind, name_uk, geom, population_served, population_basis, source, source_id, licence, attribution)
    select s.id, s.sector, s.kind, s.id::text, st_setsrid(st_makepoint(s.lon, s.lat), 4326), s.people, 'given', 'test', s.id::text, 'CC0-1.0', 'made for a test'
      from json_to_recordset(${sites}::json) s(id uuid, sector text, kind text, lon float8, lat float8, people int)`)
  await run(tx, sql`insert into organisations (id, kind, name_uk) values (${id('0000000d', 0)}, 'energy_utility', 'Обленерго')`)
  await run(tx, sql`
    insert into crews (id, organisation_id, name, area_code)
    select c.id, ${id('0000000d', 0)}, c.person, c.area from json_to_recordset(${crews}::json) c(id uuid, person text, area text)`)
  await run(tx, sql`
    insert into users (id, name, email, email_verified)
    select c.person, c.person, c.person || '@example.org', true from json_to_recordset(${crews}::json) c(person text)
    union all select a.desk, a.desk, a.desk || '@example.org', true from json_to_recordset(${places}::json) a(desk text)`)
  await run(tx, sql`
    insert into grants (user_id, role, area_code, crew_id)
    select c.person, 'crew', c.area, c.id from json_to_recordset(${crews}::json) c(id uuid, person text, area text)
    union all select a.desk, 'dispatcher', a.code, null from json_to_recordset(${places}::json) a(code text, desk text)`)
})

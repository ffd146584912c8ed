import { createHmac, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { DamageReport } from '../../geo/reports/report.ts'
import { join, run, sql, type Sql } from '../../api/db/sql.ts'
import type { Database } from '../../api/db/database.ts'
import { TEST_SECRET, type Api } from './with-api.ts'

/** A country of two oblasts side by side, a hromada in each, sites fed by one another, crews and people of every role. */
export const WORLD = {
  west: { oblast: 'TW', hromada: 'TW1', inside: [31, 47] as [number, number] },
  east: { oblast: 'TE', hromada: 'TE1', inside: [37, 47] as [number, number] },
  /** Feeds `mast` alone, and `twin` together with `plant`. */
  substation: '00000000-0000-4000-8000-000000000001',
  mast: '00000000-0000-4000-8000-000000000002',
  plant: '00000000-0000-4000-8000-000000000003',
  twin: '00000000-0000-4000-8000-000000000004',
  /** In the eastern oblast. */
  eastern: '00000000-0000-4000-8000-000000000005',
  line: '00000000-0000-4000-8000-000000000006',
  hospital: '00000000-0000-4000-8000-000000000007',
  utility: '00000000-0000-4000-8000-000000000010',
  crew: '00000000-0000-4000-8000-000000000021',
  otherCrew: '00000000-0000-4000-8000-000000000022',
  easternCrew: '00000000-0000-4000-8000-000000000023',
} as const

const box = (west: number, south: number, east: number, north: number) => sql`st_multi(st_makeenvelope(${west}, ${south}, ${east}, ${north}, 4326))`
const area = (code: string, level: string, depth: number, parent: string | null, lineage: string[], geom: Sql) => sql`
  (${code}, ${level}, ${depth}, ${parent}, ${lineage}, ${`${code} укр`}, ${`${code} eng`}, ${1000}, ${geom}, 'test', ${code}, 'CC0-1.0', 'made for a test')`
const site = (id: string, kind: string, sector: string, at: Sql, people: number | null, organisation: string | null = null) => sql`
  (${id}, ${sector}, ${kind}, ${`${kind} укр`}, ${`${kind} eng`}, ${at}, ${organisation}, ${people}, ${people === null ? null : 'given'}, 'test', ${id}, 'CC0-1.0', 'made for a test')`
const at = (lon: number, lat: number) => sql`st_setsrid(st_makepoint(${lon}, ${lat}), 4326)`

const people: readonly { key: string; role: string; area: string | null; crew?: string; organisation?: string }[] = [
  { key: 'crew-7', role: 'crew', area: 'TW', crew: WORLD.crew },
  { key: 'crew-8', role: 'crew', area: 'TW', crew: WORLD.otherCrew },
  { key: 'crew-9', role: 'crew', area: 'TE', crew: WORLD.easternCrew },
  { key: 'dispatcher', role: 'dispatcher', area: 'TW' },
  { key: 'eastern-dispatcher', role: 'dispatcher', area: 'TE' },
  { key: 'authority', role: 'authority', area: null },
  { key: 'operator', role: 'operator', area: null, organisation: WORLD.utility },
  { key: 'auditor', role: 'auditor', area: null },
  { key: 'admin', role: 'admin', area: null },
]

/** Fills an empty, migrated database with the test's world. */
export const fillWorld = (database: Database): Promise<void> => database.write(async (tx) => {
  await run(tx, sql`
    insert into areas (code, level, depth, parent, lineage, name_uk, name_en, population, geom, source, source_id, licence, attribution) values
      ${join([
    area('T', 'country', 0, null, ['T'], box(30, 45, 40, 52)),
    area('TW', 'oblast', 1, 'T', ['T', 'TW'], box(30, 45, 35, 52)), area('TE', 'oblast', 1, 'T', ['T', 'TE'], box(35, 45, 40, 52)),
    area('TW1', 'hromada', 3, 'TW', ['T', 'TW', 'TW1'], box(30, 45, 33, 49)), area('TE1', 'hromada', 3, 'TE', ['T', 'TE', 'TE1'], box(36, 45, 39, 49)),
  ])}`)
  await run(tx, sql`insert into organisations (id, kind, name_uk, name_en) values (${WORLD.utility}, 'energy_utility', 'Обленерго', 'Utility')`)
  await run(tx, sql`
    insert into sites (id, sector, kind, name_uk, name_en, geom, organisation_id, population_served, population_basis, source, source_id, licence, attribution) values
      ${join([
    site(WORLD.substation, 'substation', 'energy', at(31, 47), 10_000, WORLD.utility), site(WORLD.mast, 'mast', 'communications', at(31.1, 47.1), 4_000),
    site(WORLD.plant, 'power_plant', 'energy', at(32, 48), null), site(WORLD.twin, 'substation', 'energy', at(32.5, 47.5), 3_000),
    site(WORLD.eastern, 'substation', 'energy', at(37, 47), 20_000),
    site(WORLD.line, 'power_line', 'energy', sql`st_setsrid(st_makeline(st_makepoint(31, 47), st_makepoint(32.5, 47.5)), 4326)`, null),
  ])}`)
  await run(tx, sql`
    insert into facilities (id, kind, name_uk, name_en, geom, people, backup_h, source, source_id, licence, attribution)
    values (${WORLD.hospital}, 'hospital', 'Лікарня', 'Hospital', ${at(31.05, 47.05)}, 5000, 3, 'test', 'hospital', 'CC0-1.0', 'made for a test')`)
  const link = (from: string, to: string | null, facility: string | null, carrier: string | null) => sql`
    (${from}, ${to}, ${facility}, ${carrier}, 'power', 'given', 'test', ${`${from}${to ?? facility}`}, 'CC0-1.0', 'made for a test')`
  await run(tx, sql`
    insert into links (from_site, to_site, to_facility, carrier, service, basis, source, source_id, licence, attribution) values
      ${join([
    link(WORLD.substation, WORLD.mast, null, null), link(WORLD.substation, null, WORLD.hospital, null),
    link(WORLD.substation, WORLD.twin, null, WORLD.line), link(WORLD.plant, WORLD.twin, null, null),
  ])}`)
  await run(tx, sql`
    insert into crews (id, organisation_id, name, base, area_code) values
      (${WORLD.crew}, ${WORLD.utility}, 'Crew 7', ${at(31.2, 47)}, 'TW'), (${WORLD.otherCrew}, ${WORLD.utility}, 'Crew 8', ${at(32, 47)}, 'TW'),
      (${WORLD.easternCrew}, ${WORLD.utility}, 'Crew 9', ${at(37.2, 47)}, 'TE')`)
  for (const person of people) {
    await run(tx, sql`insert into users (id, name, email, email_verified) values (${person.key}, ${person.key}, ${`${person.key}@example.org`}, true)`)
    await run(tx, sql`insert into sessions (id, user_id, token, expires_at) values (${person.key}, ${person.key}, ${`token-of-${person.key}`}, now() + interval '100 years')`)
    await run(tx, sql`insert into grants (user_id, role, area_code, organisation_id, crew_id)
      values (${person.key}, ${person.role}, ${person.area}, ${person.organisation ?? null}, ${person.crew ?? null})`)
  }
})

/** The session cookie of one of the world's people. */
export function cookieOf(key: string): string {
  const token = `token-of-${key}`
  return `vidnova.session_token=${encodeURIComponent(`${token}.${createHmac('sha256', TEST_SECRET).update(token).digest('base64')}`)}`
}

/** Asks as one of the world's people; the answer's status and parsed body. */
export async function ask<Body = Record<string, unknown>>(api: Api, who: string | null, method: string, path: string, body?: unknown): Promise<{ status: number; body: Body }> {
  const answer = await api.call(method, path, { ...(body === undefined ? {} : { body }), ...(who === null ? {} : { headers: { cookie: cookieOf(who) } }) })
  return { status: answer.status, body: (await answer.json()) as Body }
}

/** A valid report as a phone sends it: the substation is out and severely damaged, unless the test says otherwise. */
export const aReport = (changes: Partial<z.input<typeof DamageReport>> = {}): z.input<typeof DamageReport> & { id: string } => ({
  id: randomUUID(), observedAt: '2026-03-05T10:00:00.000Z', site: WORLD.substation, located: 'site_picked',
  position: [31.0001, 47.0001], accuracyM: 12, severity: 3, function: 'out', ...changes,
})

/** An operation that files a report. */
export const fileOp = (report: { id: string }) => ({ id: report.id, kind: 'report.file', body: report })

/** Sends operations as a phone does. */
export const syncAs = (api: Api, who: string, ops: readonly unknown[], since: string | null = null, device = '11111111-1111-4111-8111-111111111111') =>
  ask<{ verdicts: { id: string; hash: string; outcome: string; problem: { type: string; status: number } | null }[]; missingPhotos: string[]; cursor: string; more: boolean
    changes: { damages: { id: string }[]; repairs: { id: string }[]; whole: boolean } }>(api, who, 'POST', '/api/sync', { device, since, ops })

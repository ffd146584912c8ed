import type { Scope } from '../../geo/access/scope.ts'
import type { Grades } from '../../geo/damages/grades.ts'
import type { Priority } from '../../geo/damages/priority.ts'
import type { DamageReport } from '../../geo/reports/report.ts'
import { reaches, reachesDamage } from '../access/scope.ts'
import { empty, iso, kept, sql, type Sql } from '../db/sql.ts'

const point = (position: readonly [number, number] | null) => (position === null ? sql`null` : sql`st_setsrid(st_makepoint(${position[0]}, ${position[1]}), 4326)`)

/** A fix that jumped or lies outside is kept as evidence, and places nothing: neither its damage nor itself in an area. */
const placeOf = (report: DamageReport) => (report.located === 'gps' && report.doubts.some((doubt) => doubt !== 'coarse') ? null : report.position)

/** The damage that a report names: its repair's, its own, or that of the report it corrects, unless it corrects the site. */
const named = (report: DamageReport) =>
  report.repair !== null ? sql`(select damage_id from repairs where id = ${report.repair})`
    : report.damage !== null || report.corrects === null ? sql`${report.damage}::uuid`
      : sql`(select damage_id from reports where id = ${report.corrects} and (${report.site}::uuid is null or site_id = ${report.site}))`

/** The damage that a report adds to; of those at its site none when the crew says that it is another thing. */
const joined = (report: DamageReport) => {
  if (report.repair !== null || report.damage !== null) return sql`d.id = ${named(report)}`
  const here = report.separate ? sql`false` : sql`d.site_id = ${report.site} and d.state = 'open'`
  return report.corrects === null ? here : sql`case when ${named(report)} is null then ${here} else d.id = ${named(report)} end`
}

/**
 * Reports of one place are taken one after another, so that two at once cannot open two damages; also a retry racing its first try.
 * One that names a damage waits for those that name its site.
 */
export const lockPlace = (report: DamageReport) => kept(sql`
  select pg_advisory_xact_lock(hashtextextended(coalesce(
    ${report.site}::uuid, (select coalesce(site_id, id) from damages where id = ${named(report)}), ${report.id}::uuid)::text, 0))`)

/** The same for several sites at once, in one order whoever asks, so that two batches cannot wait for each other in a circle. */
export const lockSites = (sites: readonly string[]) => kept(sql`
  select pg_advisory_xact_lock(hashtextextended(place, 0))
    from (select distinct site::uuid::text as place from unnest(${sites as string[]}::text[]) site order by 1) places`)

/** All that a report's filing needs to know, in one row. */
export const context = (report: DamageReport, scope: Scope, via: 'phone' | 'sms') => kept(sql`
  select
    (select json_build_object('hash', r.hash, 'filedBy', r.filed_by) from reports r where r.id = ${report.id}) as existing,
    (select json_build_object('id', s.id, 'kind', s.kind, 'sector', s.sector, 'area', s.area_code, 'organisation', s.organisation_id,
                              'populationServed', s.population_served, 'populationBasis', s.population_basis,
                              'feeds', (select count(*)::int from links l where l.from_site = s.id or l.carrier = s.id),
                              'travelH', nearest_base_m(s.point) / 40000)
       from sites s where s.id = ${report.site} and ${reaches(scope, sql`s.area_code`, sql`s.organisation_id`)}) as site,
    (select json_build_object('id', d.id, 'state', d.state, 'kind', d.kind, 'site', d.site_id, 'area', d.area_code,
                              'otherWay', exists (select from reports o where o.damage_id = d.id and o.crew_id = ${scope.crews[0] ?? null} and o.via <> ${via}))
       from damages d
      where ${reachesDamage(scope)}
        and ${joined(report)}
      order by d.opened_at limit 1) as damage,
    ${report.corrects === null ? sql`null` : sql`(select r.id from reports r where r.id = ${report.corrects} and (r.filed_by = ${scope.actor} or ${reaches(scope, sql`r.area_code`)}))`} as corrected,
    (select json_build_object('area', c.area_code, 'name', c.name) from crews c where c.id = ${scope.crews[0] ?? null}) as crew,
    (select json_build_object('version', w.version, 'weights', w.weights) from areas a join weights w on w.version = a.weights_version
      where a.code = coalesce((select area_code from sites where id = ${report.site}), (select area_code from crews where id = ${scope.crews[0] ?? null}))) as weights`)

/** Opens the damage that a first report is about, with what that report alone amounts to: it is not written twice. Where the report does not say, it is where the closed damage `after` was. */
export const insertDamage = (id: string, given: {
  site: string | null; sector: string | null; kind: string | null; organisation: string | null; area: string | null; demo: boolean
  report: DamageReport; grades: Grades; priority: Priority; after: string | null
}) => {
  const { report, grades, priority } = given
  const photos = report.photos.map((photo) => photo.sha256)
  return sql`
    insert into damages (id, site_id, sector, kind, organisation_id, geom, place, area_code, opened_at, last_report_at, demo,
                         severity, function, safety, tier, rank, people, priority, report_count, photo_count, photos_missing)
    values (${id}, ${given.site}, ${given.sector}, ${given.kind}, ${given.organisation},
            coalesce((select point from sites where id = ${given.site}), ${point(placeOf(report))}, (select geom from damages where id = ${given.after})),
            coalesce(nullif(${report.place}, ''), (select place from damages where id = ${given.after}), ''), ${given.area}, ${report.observedAt}, ${report.observedAt}, ${given.demo},
            ${grades.severity}, ${grades.function}, ${grades.safety},
            ${priority.tier}, ${priority.perCrewHour?.value ?? 0}, ${priority.people?.value ?? null}, ${JSON.stringify(priority)}::jsonb, 1, ${photos.length},
            ${photos.length === 0 ? sql`0` : sql`(select count(*) from unnest(${photos}::text[]) h(sha256) where not exists (
              select from photos p where p.sha256 = h.sha256 and p.stored_at is not null)
              and not exists (select from held_photos k where k.sha256 = h.sha256 and k.stored_at is not null))`})
    returning area_code as area`
}

const shownPhotos = (photos: Sql) => sql`
  json_agg(json_build_object('sha256', p.sha256, 'type', p.type, 'bytes', p.bytes,
      'takenAt', ${iso(sql`p.taken_at`)}, 'storedAt', ${iso(sql`p.stored_at`)}, 'thumbAt', ${iso(sql`p.thumb_at`)},
      'width', p.width, 'height', p.height,
      'exifPosition', case when p.exif_position is null then null else json_build_array(st_x(p.exif_position), st_y(p.exif_position)) end) order by p.nth)
    from ${photos} p`

const columns = sql`
  r.id, r.hash, r.damage_id as damage, r.site_id as site, r.crew_id as crew, c.name as "crewName",
  r.observed_at as "observedAt", r.received_at as "receivedAt",
  case when r.geom is null then null else json_build_array(st_x(r.geom), st_y(r.geom)) end as position,
  r.accuracy_m as "accuracyM", r.located, r.place, r.kind, r.severity, r.function, r.safety, r.scale, r.raw_grade as "rawGrade",
  r.cause, r.hazards, r.needs, r.note, r.corrects, r.demo, r.via, (select j.report_id from report_joins j where j.sms_id = r.id) as joined,
  case when r.fix is null then null else json_build_object('position', json_build_array(st_x(r.fix), st_y(r.fix)), 'accuracyM', r.fix_accuracy_m, 'at', ${iso(sql`r.fix_at`)}) end as fix,
  r.doubts, r.components, r.separate, r.repair_id as repair, r.stage,
  coalesce((select u.name from users u where u.id = r.carried_by), r.carried_by) as "carriedBy",
  coalesce((select u.name from users u where u.id = r.accepted_by), r.accepted_by) as "acceptedBy",
  coalesce((select ${shownPhotos(sql`photos`)} where p.report_id = r.id), '[]') as photos`

/**
 * Stores a report with the photos it announces. Returns the area that the database found, which of its photos are here already, and where the
 * report is to be told what the database made of it: the rest is as it was given, and read back it would cost a tenth of a filing. No row when
 * the id was taken meanwhile.
 */
export const insertReport = (report: DamageReport, given: {
  hash: string; body: string; damage: string | null; filedBy: string; crew: string | null; device: string | null; area: string | null; receivedAt: Date; demo: boolean
  carriedBy: string | null; acceptedBy: string | null; via: 'phone' | 'sms'
}, told: boolean) => kept(sql`
  with filed as (
    insert into reports (id, hash, body, damage_id, site_id, filed_by, crew_id, device_id, observed_at, received_at, geom, accuracy_m, located, place, area_code,
                         kind, severity, function, safety, scale, raw_grade, cause, hazards, needs, note, corrects, demo,
                         fix, fix_accuracy_m, fix_at, doubts, components, separate, repair_id, stage, carried_by, accepted_by, via)
    values (${report.id}, ${given.hash}, ${given.body}::jsonb, ${given.damage}, ${report.site}, ${given.filedBy}, ${given.crew}, ${given.device},
            ${report.observedAt}, ${given.receivedAt}, ${point(report.position)}, ${report.accuracyM}, ${report.located}, ${report.place}, ${given.area},
            ${report.kind}, ${report.severity}, ${report.function}, ${report.safety}, ${report.scale}, ${report.rawGrade}, ${report.cause},
            ${report.hazards}, ${report.needs}, ${report.note}, ${report.corrects}, ${given.demo},
            ${point(report.fix?.position ?? null)}, ${report.fix?.accuracyM ?? null}, ${report.fix?.at ?? null}, ${report.doubts}, ${JSON.stringify(report.components)}::jsonb,
            ${report.separate}, ${report.repair}, ${report.stage}, ${given.carriedBy}, ${given.acceptedBy}, ${given.via})
    on conflict (id) do nothing
    returning id, area_code${told ? sql`, observed_at, received_at, accuracy_m, fix_at, fix_accuracy_m` : empty}),
  shown as (
    insert into photos (report_id, sha256, nth, bytes, type, taken_at, exif_position, stored_at, width, height, thumb_sha256, thumb_bytes, thumb_at)
    select filed.id, p.sha256, p.nth, p.bytes, p.type, p.taken_at,
           case when p.lon is null then null else st_setsrid(st_makepoint(p.lon, p.lat), 4326) end, had.stored_at, had.width, had.height,
           p.thumb_sha256, p.thumb_bytes, (select thumb_at from photos o where o.thumb_sha256 = p.thumb_sha256 and o.thumb_at is not null limit 1)
      from filed, json_to_recordset(${JSON.stringify(report.photos.map((photo, nth) => ({
        sha256: photo.sha256, nth, bytes: photo.bytes, type: photo.type, taken_at: photo.takenAt, lon: photo.exifPosition?.[0] ?? null, lat: photo.exifPosition?.[1] ?? null,
        thumb_sha256: photo.thumb?.sha256 ?? null, thumb_bytes: photo.thumb?.bytes ?? null,
      })))}::json) as p(sha256 text, nth smallint, bytes integer, type text, taken_at timestamptz, lon double precision, lat double precision, thumb_sha256 text, thumb_bytes integer)
      left join lateral (select stored_at, width, height from photos o where o.sha256 = p.sha256 and o.stored_at is not null
        union all select stored_at, width, height from held_photos h where h.sha256 = p.sha256 and h.stored_at is not null limit 1) had on true
    returning ${told ? sql`*` : sql`sha256, stored_at`})
  select area_code as area, ${report.photos.length === 0 ? sql`null` : sql`(select json_agg(sha256) from shown where stored_at is not null)`} as "photosHere"
         ${told ? sql`, observed_at as "observedAt", received_at as "receivedAt", accuracy_m as "accuracyM", fix_at as "fixAt", fix_accuracy_m as "fixAccuracyM",
         ${report.photos.length === 0 ? sql`'[]'::json` : sql`(select ${shownPhotos(sql`shown`)})`} as photos` : empty}
    from filed`)

const from = sql`reports r left join crews c on c.id = r.crew_id`

/** A report that the scope reaches: in its areas, of a damage that it reaches, or filed by the actor itself. */
export const byId = (id: string, scope: Scope) => sql`
  select ${columns} from ${from} left join damages d on d.id = r.damage_id
   where r.id = ${id} and (r.filed_by = ${scope.actor} or ${reaches(scope, sql`r.area_code`)} or ${reachesDamage(scope)})`

export const own = (actor: string, limit: number) => sql`
  select ${columns} from ${from} where r.filed_by = ${actor} order by r.received_at desc, r.id limit ${limit}`

export const ofDamages = (damages: readonly string[], limit: number) => sql`
  select ${columns} from ${from} where r.damage_id = any(${damages as string[]}::uuid[]) order by r.observed_at desc, r.id limit ${limit}`

/** What was in already is carried by someone all the same: with the photos, perhaps, that its own phone could not send. */
export const addCarrier = (report: string, carrier: string) => sql`
  insert into report_carriers (report_id, user_id) select ${report}, ${carrier}
   where exists (select from photos p where p.report_id = ${report} and (p.stored_at is null or p.thumb_sha256 is not null and p.thumb_at is null))
  on conflict do nothing`

/** Reports that the actor filed, or carried for others. */
const sentBy = (actor: string) => sql`(r.filed_by = ${actor} or r.carried_by = ${actor} or r.id = any(array(select c.report_id from report_carriers c where c.user_id = ${actor})))`

/** Announced photos of the actor, or of reports that it carried for others, whose bytes have not landed. */
export const missingPhotos = (actor: string): Sql => sql`
  select distinct p.sha256 from photos p join reports r on r.id = p.report_id where ${sentBy(actor)} and p.stored_at is null limit 200`

/** Announced photos of what was filed on a phone, whose bytes have not landed. */
export const missingFrom = (device: string): Sql => sql`
  select distinct p.sha256 from photos p join reports r on r.id = p.report_id where r.device_id = ${device} and p.stored_at is null limit 200`

/** Announced photos of the actor of which not even the small copy has landed, though one was announced. */
export const missingThumbs = (actor: string): Sql => sql`
  select distinct p.sha256 from photos p join reports r on r.id = p.report_id
   where ${sentBy(actor)} and p.stored_at is null and p.thumb_sha256 is not null and p.thumb_at is null limit 200`

const JOIN_H = 24
const JOIN_M = 300

/** The open damage without a site that the same crew reported the other way, by SMS or in full, within a day and 300 m of a report that names none. */
export const otherWay = (report: DamageReport, crew: string | null, via: 'phone' | 'sms'): Sql => sql`
  select d.id from reports r join damages d on d.id = r.damage_id
   where r.crew_id = ${crew} and (r.via = 'sms') <> ${via === 'sms'}::boolean and d.state = 'open' and (d.site_id is null or ${via === 'sms'}::boolean)
     and abs(extract(epoch from r.observed_at - ${report.observedAt}::timestamptz)) <= ${JOIN_H * 3600}
     and st_distancesphere(coalesce(r.geom, d.geom), ${point(report.position)}) <= ${JOIN_M}
   order by abs(extract(epoch from r.observed_at - ${report.observedAt}::timestamptz)), r.id limit 1`

/** Joins a report to what the same crew said of the same damage the other way within a day: one SMS to one full report, a full report to all its SMS. */
export const joinOtherWay = (id: string, now: Date) => sql`
  insert into report_joins (sms_id, report_id, joined_at)
  select distinct on (s.id) s.id, f.id, ${now}::timestamptz
    from reports me join reports other on other.damage_id = me.damage_id and other.crew_id = me.crew_id and other.via <> me.via
    cross join lateral (select case when me.via = 'sms' then me.id else other.id end as id, case when me.via = 'sms' then other.id else me.id end as full_id) pair
    join reports s on s.id = pair.id join reports f on f.id = pair.full_id
   where me.id = ${id} and abs(extract(epoch from s.observed_at - f.observed_at)) <= ${JOIN_H * 3600}
   order by s.id, abs(extract(epoch from s.observed_at - f.observed_at)), f.id
  on conflict (sms_id) do nothing
  returning sms_id as sms, report_id as report`

/** A report by its id alone, with who filed it: what a repeated SMS made before. */
export const filedBefore = (id: string) => sql`select id, filed_by as "filedBy", severity from reports where id = ${id}`

/** A site by its number. */
export const siteByNumber = (number: number, scope: Scope) => sql`
  select s.id from sites s where s.number = ${number} and s.retired_at is null and ${reaches(scope, sql`s.area_code`, sql`s.organisation_id`)}`

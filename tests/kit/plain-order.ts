import { sql } from '../../api/db/sql.ts'
import type { Database } from '../../api/db/database.ts'

// The whole priority once more, slowly and plainly, from the design's words (tier first, then person-equivalents per crew-hour) and from the
// rows of the database. It shares no code with geo, and is what geo is held to.

type Row = Record<string, unknown>
type Site = { id: string; kind: string; people: number | null; backup: number | null; travel: number | null }
type Facility = { id: string; kind: string; people: number | null; backup: number | null }
type Link = { id: string; from: string; to: string; carrier: string | null; service: string }
type Broken = { id: string; site: string | null; kind: string; oblast: string | null; function: string; severity: number | null; danger: boolean; since: number; override: string | null; weights: PlainWeights; back: Record<string, number> }
type PlainWeights = { enablingShare: number; horizonH: number; services: Record<string, number>; facilities: Record<string, number>; critical: string[] }

/** What the plain way says of a damage. */
export type Plain = { readonly id: string; readonly tier: number; readonly rank: number; readonly people: number }

const WEIGHTS: PlainWeights = {
  enablingShare: 0.1, horizonH: 24, services: { power: 1, water: 1, mobile: 0.5, fixed: 0.5, emergency: 1 },
  facilities: { hospital: 50, emergency_centre: 0.5, water_pumping: 1, shelter: 2, point_of_invincibility: 2, fuel_station: 1 }, critical: ['hospital', 'emergency_centre', 'water_pumping'],
}
const HOURS: Record<string, number[]> = {
  power_plant: [2, 12, 48, 240, 1440], substation: [1, 6, 24, 96, 480], transformer: [1, 4, 18, 72, 168], power_line: [1, 3, 8, 24, 72], power_cable: [1, 6, 16, 36, 72],
  power_tower: [1, 3, 10, 24, 48], exchange: [1, 4, 12, 48, 168], data_centre: [1, 4, 12, 72, 336], mast: [1, 3, 8, 24, 72], antenna: [0.5, 2, 6, 16, 36],
}
const PEOPLE: Record<string, number> = {
  power_plant: 20_000, generator: 100, substation: 12_000, transformer: 300, switchgear: 2000, power_line: 3000, power_cable: 1500, power_tower: 1000,
  exchange: 4000, data_centre: 10_000, mast: 2500, antenna: 1000, telecom_line: 1000, cabinet: 250, distribution_point: 60,
}
const COUNT: Record<string, number> = { hospital: 150, emergency_centre: 20_000, water_pumping: 5000, shelter: 100, point_of_invincibility: 50, fuel_station: 500 }

const serviceOf = (kind: string) => {
  if (kind === 'mast' || kind === 'antenna') return 'mobile'
  if (['exchange', 'data_centre', 'telecom_line', 'cabinet', 'distribution_point'].includes(kind)) return 'fixed'
  return 'power'
}
const urgency = (left: number | null) => (left === null ? 1.5 : 1 + 2 * Math.exp(-left / 6))

/** Every site without supply while some are out; `supplied` is taken to have all it needs, and what steps `kept` works. Takes away what lost a service until nothing changes. */
function darkness(links: Link[], out: Set<string>, supplied: string | null, kept: Set<string>): Set<string> {
  const dark = new Set<string>()
  const gone = (id: string) => out.has(id) || dark.has(id)
  const dead = (link: Link) => gone(link.from) || (link.carrier !== null && gone(link.carrier))
  for (let again = true; again;) {
    again = false
    for (const { to, service } of links) {
      if (to === supplied || kept.has(to) || gone(to)) continue
      if (links.filter((other) => other.to === to && other.service === service).every(dead)) {
        dark.add(to)
        again = true
      }
    }
  }
  return dark
}

type When = { at: number; sure: boolean }

/** When each of the dark goes out, in hours from now: again and again from what is out already, until no time gets earlier. */
function timesOf(links: Link[], outAt: Map<string, number>, batteryOf: (id: string) => { hours: number; sure: boolean }, kept: Set<string>): Map<string, When> {
  const when = new Map<string, When>([...outAt].map(([id, at]) => [id, { at, sure: true }]))
  const earlier = (a: When | undefined, b: When | undefined) => (a === undefined ? b : b === undefined ? a : b.at < a.at ? b : a)
  for (let again = true; again;) {
    again = false
    for (const { to, service } of links) {
      if (kept.has(to)) continue
      const feeds = links.filter((one) => one.to === to && one.service === service).map((one) => earlier(when.get(one.from), one.carrier === null ? undefined : when.get(one.carrier)))
      if (feeds.some((feed) => feed === undefined)) continue
      const last = (feeds as When[]).reduce((a, b) => (b.at > a.at ? b : a))
      const battery = service === 'power' ? batteryOf(to) : { hours: 0, sure: true }
      const mine = { at: last.at + battery.hours, sure: last.sure && battery.sure }
      const known = when.get(to)
      if (known !== undefined && known.at <= mine.at) continue
      when.set(to, mine)
      again = true
    }
  }
  return when
}

/** Tier, rank and people of every open damage, as the design says, worked out from nothing but the tables. */
export async function plainOrder(database: Database, now: Date): Promise<Plain[]> {
  const sites = (await database.look<Row>(sql`select id, kind, population_served as people, backup_h::float8 as backup,
    (select min(st_distancesphere(c.base, s.point)) / 40000 from crews c where c.retired_at is null and c.base is not null) as travel from sites s`)) as Site[]
  const facilities = (await database.look<Row>(sql`select id, kind, people, backup_h::float8 as backup from facilities where retired_at is null`)) as Facility[]
  const links = (await database.look<Row>(sql`select id, from_site as "from", coalesce(to_site, to_facility) as "to", carrier, service from links`)) as Link[]
  const rows = await database.look<Row>(sql`select d.id, d.site_id as site, coalesce(d.kind, 'unknown') as kind, (a.lineage)[2] as oblast, d.override ->> 'kind' as override, a.lineage from damages d left join areas a on a.code = d.area_code where d.state = 'open'`)
  const reports = await database.look<Row>(sql`with recursive tree(root, id) as (select id, id from damages where state = 'open' union select t.root, d.id from tree t join damages d on d.merged_into = t.id)
    select t.root, r.id, extract(epoch from r.observed_at)::float8 as at, r.severity, r.function, r.hazards from tree t join reports r on r.damage_id = t.id where not exists (select from report_joins j where j.sms_id = r.id)`)
  const decisions = (await database.look<Row>(sql`select version, area_code as area, weights from weights order by version`)) as { version: number; area: string; weights: PlainWeights | null }[]

  const steps = (await database.look<Row>(sql`with recursive tree(root, id) as (select id, id from damages where state = 'open' union select t.root, d.id from tree t join damages d on d.merged_into = t.id)
    select t.root, s.people, coalesce((select json_agg(coalesce(c.site_id, c.facility_id)) from restored_consumers c where c.step_id = s.id), '[]') as consumers
      from tree t join repairs p on p.damage_id = t.id join restoration_steps s on s.repair_id = p.id where s.confirmed and s.taken_back_at is null`)) as { root: string; people: { service: string; people: number }[]; consumers: string[] }[]
  const kept = new Set(steps.flatMap(({ consumers }) => consumers))
  const backOf = (id: string) => {
    const sums: Record<string, number> = {}
    for (const { root, people } of steps) if (root === id) for (const one of people) sums[one.service] = (sums[one.service] ?? 0) + one.people
    return sums
  }

  const weightsFor = (lineage: string[] | null) => {
    let found = WEIGHTS
    for (const code of lineage ?? []) { // from the top down: the nearest decision that stands
      const latest = decisions.filter(({ area }) => area === code).at(-1)
      if (latest?.weights) found = latest.weights
    }
    return found
  }
  const broken: Broken[] = rows.map((row) => {
    const mine = reports.filter(({ root }) => root === row.id).sort((a, b) => (b.at as number) - (a.at as number) || ((a.id as string) < (b.id as string) ? 1 : -1))
    return {
      id: row.id as string, site: row.site as string | null, kind: row.kind as string, oblast: row.oblast as string | null, override: row.override as string | null,
      function: (mine.find((one) => one.function !== 'unknown')?.function ?? 'unknown') as string, severity: (mine.find((one) => one.severity !== null)?.severity ?? null) as number | null,
      danger: mine.some((one) => (one.hazards as string[]).some((hazard) => hazard === 'live_wires' || hazard === 'gas')),
      since: (mine.at(-1)!.at as number) * 1000, weights: weightsFor(row.lineage as string[] | null), back: backOf(row.id as string),
    }
  })
  const outAt = new Map<string, number>()
  for (const one of broken) {
    if (one.site === null || one.function !== 'out') continue
    const at = (one.since - now.getTime()) / 3_600_000
    outAt.set(one.site, Math.min(at, outAt.get(one.site) ?? at))
  }
  const out = new Set(outAt.keys())
  const dark = darkness(links, out, null, kept)
  const times = timesOf(links, outAt, (id) => {
    const site = sites.find((one) => one.id === id)
    if (site === undefined) { const facility = facilities.find((one) => one.id === id); return { hours: facility?.backup ?? 0, sure: facility?.backup != null } }
    if (site.backup !== null) return { hours: site.backup, sure: true }
    if (serviceOf(site.kind) === 'power') return { hours: 0, sure: true }
    return { hours: site.kind === 'exchange' || site.kind === 'data_centre' ? 72 : 10, sure: false }
  }, kept)
  const served = (site: { kind: string; people: number | null }) => site.people ?? PEOPLE[site.kind] ?? 200
  const most = (groups: { service: string; people: number }[]) => Math.max(0, ...['power', 'mobile', 'fixed', 'water'].map((service) => groups.filter((group) => group.service === service).reduce((sum, group) => sum + group.people, 0)))

  const counted = broken.map((one) => {
    const feeds = links.some(({ from, carrier }) => one.site !== null && (from === one.site || carrier === one.site))
    const site = sites.find(({ id }) => id === one.site)
    const share = { full: 0, degraded: 0.3, out: 1, unknown: 0.5 }[one.function]!
    const own = site !== undefined && site.people === null && feeds ? 0 : served({ kind: one.kind, people: site?.people ?? null }) * share
    const spared = one.site === null || one.function !== 'out' ? dark : darkness(links, new Set([...out].filter((id) => id !== one.site)), one.site, kept)
    const back = new Set([...dark].filter((id) => !spared.has(id) && id !== one.site))
    const alone = one.site === null || one.function !== 'out' ? new Set<string>() : darkness(links, new Set([one.site]), null, kept)
    const sitesBack = sites.filter(({ id }) => back.has(id))
    const facilitiesBack = facilities.filter(({ id }) => back.has(id))
    const over = (two: { id: string }) => times.get(two.id)!.at <= 0
    const each = [{ service: serviceOf(one.kind), people: own, over: true }, ...sitesBack.map((two) => ({ service: serviceOf(two.kind), people: served(two), over: over(two) })),
      ...facilitiesBack.filter(({ kind }) => kind === 'water_pumping').map((pump) => ({ service: 'water', people: pump.people ?? COUNT.water_pumping!, over: over(pump) }))]
    const lacking = (service: string) => each.filter((group) => group.service === service && group.over).reduce((sum, group) => sum + group.people, 0)
    // What steps gave back is taken off those who lack the service, as long as there are any.
    const leftShare = (service: string) => (lacking(service) === 0 ? 1 : Math.max(0, lacking(service) - (one.back[service] ?? 0)) / lacking(service))
    const groups = each.map((group) => (group.over ? { service: group.service, people: group.people * leftShare(group.service) } : group))
    const hanging = most(sites.filter(({ id }) => alone.has(id) && dark.has(id)).map((two) => ({ service: serviceOf(two.kind), people: served(two) })))
    return { one, site, own, sitesBack, facilitiesBack, hanging, left: leftShare, over, people: Math.round(most(groups)) }
  })

  return counted.map(({ one, site, own, sitesBack, facilitiesBack, hanging, left: leftOf, over, people }) => {
    const { services, facilities: each, critical, horizonH, enablingShare } = one.weights
    let weight = own * leftOf(serviceOf(one.kind)) * services[serviceOf(one.kind)]! * 3
    for (const two of sitesBack) {
      const { at, sure } = times.get(two.id)!
      weight += served(two) * (over(two) ? leftOf(serviceOf(two.kind)) : 1) * services[serviceOf(two.kind)]! * urgency(sure ? Math.max(0, at) : null)
    }
    let presses = false
    for (const two of facilitiesBack) {
      const { at, sure } = times.get(two.id)!
      const left = two.backup === null || !sure ? null : Math.max(0, at)
      const service = two.kind === 'emergency_centre' ? 'emergency' : two.kind === 'water_pumping' ? 'water' : 'power'
      weight += (two.people ?? COUNT[two.kind]!) * each[two.kind]! * services[service]! * urgency(left) * (two.kind === 'water_pumping' && over(two) ? leftOf('water') : 1)
      if (critical.includes(two.kind) && (left === null || left < horizonH)) presses = true
    }
    const repair = (HOURS[one.kind] ?? [1, 3, 8, 24, 72])[one.severity ?? 2]!
    const others = counted.filter((other) => other.one.id !== one.id && other.one.oblast === one.oblast).reduce((sum, other) => sum + other.people, 0)
    const share = hanging === 0 || one.oblast === null ? 0 : hanging / Math.max(1, hanging + own + others)
    let tier = one.danger ? 0 : share >= enablingShare ? 1 : presses ? 2 : 3
    if (tier > 0 && one.override === 'raise') tier = Math.max(1, tier - 1)
    else if (tier > 0 && one.override === 'lower') tier = Math.min(3, tier + 1)
    return { id: one.id, tier, rank: weight / Math.max(0.25, repair + (site?.travel ?? 1)), people }
  })
}

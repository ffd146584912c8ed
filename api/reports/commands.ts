import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import type { Grades } from '../../geo/damages/grades.ts'
import { sectorOf, SiteKind } from '../../geo/sites/kinds.ts'
import { Problem } from '../../geo/problems.ts'
import type { DamageReport, StoredReport } from '../../geo/reports/report.ts'
import { canonical } from '../../geo/sync/canonical.ts'
import * as damages from '../damages/commands.ts'
import { assess, AssessedSite, KeptWeights } from '../damages/assess.ts'
import { many, maybe, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { struckAgain } from '../repairs/struck.ts'
import * as queries from './queries.ts'
import { storedOf } from './reading.ts'

const Context = z.object({
  existing: z.object({ hash: z.string(), filedBy: z.string() }).nullable(),
  site: AssessedSite.extend({ sector: z.string(), organisation: z.string().nullable() }).nullable(),
  damage: z.object({ id: z.uuid(), state: z.string(), kind: z.string().nullable(), site: z.uuid().nullable(), area: z.string().nullable(), otherWay: z.boolean() }).nullable(),
  corrected: z.string().nullable(),
  crew: z.object({ area: z.string().nullable(), name: z.string() }).nullable(),
  weights: KeptWeights,
})
type Context = z.infer<typeof Context>
const Placed = z.object({ area: z.string().nullable() })
const Filed = Placed.extend({ photosHere: z.array(z.string()).nullable() })

/** SHA-256 over the canonical text of a body as it was sent: the same on the phone. */
export const hashOf = (body: unknown): string => createHash('sha256').update(canonical(body)).digest('hex')

/** How something came when not by its author's own hand: whose session carried it, and who let it in after it was held. */
export type Delivery = { readonly carriedBy: string | null; readonly acceptedBy: string | null }

/** What a delivery adds to the event of what it brought. */
export const deliveredIn = (delivery: Delivery | undefined): Partial<Delivery> => Object.fromEntries(Object.entries(delivery ?? {}).filter(([, who]) => who !== null))

/** What a filing takes: the parsed report, the body as sent with its hash, and who sent it when. */
export type Filing = {
  readonly report: DamageReport
  readonly body: unknown
  readonly hash: string
  readonly device: string | null
  readonly now: Date
  readonly demo?: boolean
  /** The id of the damage, should this report open one. */
  readonly freshId: string
  readonly delivery?: Delivery
  /** True when the sender, who is its author and did not come by SMS, is to be told the report as it was stored. */
  readonly told?: boolean
  /** How it came, when not from the crew's page. */
  readonly via?: 'sms'
}

const Found = z.object({ id: z.uuid() })
const OfSite = z.object({ site: z.uuid() })

/** Holds the sites that some bodies name, before the first of them is filed; bodies that are no reports name none. */
export async function holdSites(tx: Tx, bodies: readonly unknown[]): Promise<void> {
  const sites = bodies.flatMap((body) => OfSite.safeParse(body).data?.site ?? [])
  if (sites.length > 1) await run(tx, queries.lockSites(sites))
}

/** True when a report says that all is well: it is kept as evidence but breaks nothing. */
const allWell = (report: DamageReport) => report.function === 'full' && (report.severity ?? 0) === 0

/** True when a report says nothing of how bad it is: photos before or after the work. */
const ungraded = (report: DamageReport) => report.severity === null && report.function === 'unknown'

/** True when a damage is no longer in the queue and a report says that something is broken all the same. */
const closedFor = (damage: damages.Locked, report: DamageReport) => !allWell(report) && !ungraded(report)
  && (damage.state === 'dismissed' || (damage.state === 'restored' && Date.parse(report.observedAt) > Date.parse(damage.restoredAt ?? report.observedAt)))

/**
 * Files a report once: it joins the open damage of its site, the damage it names, or opens one. A repeat changes nothing.
 * What is seen broken after its damage was closed opens another: behind the closed one nobody would see it.
 * Gives the report as it was stored to who is to be told, unless it was there before.
 * Throws `report-id-taken`, `site-not-found`, `damage-not-found`, `repair-not-found`, `report-not-found`.
 */
export async function fileReport(tx: Tx, actor: Actor, scope: Scope, filing: Filing): Promise<StoredReport | undefined> {
  const { hash } = filing
  const crew = scope.crews[0] ?? null
  const via = filing.via ?? 'phone'
  const report = await besideOtherWay(tx, filing.report, crew, via)
  await run(tx, queries.lockPlace(report))
  let known = await one(tx, Context, queries.context(report, scope, via))
  if (known.existing !== null) {
    if (known.existing.hash === hash && known.existing.filedBy === actor.id) {
      const carrier = filing.delivery?.carriedBy ?? null
      if (carrier !== null && report.photos.length > 0) await run(tx, queries.addCarrier(report.id, carrier))
      return undefined
    }
    throw new Problem('report-id-taken', { id: report.id })
  }
  if (report.site !== null && known.site === null) throw new Problem('site-not-found', { id: report.site })
  if (report.repair !== null && known.damage === null) throw new Problem('repair-not-found', { id: report.repair })
  if (report.damage !== null && known.damage === null) throw new Problem('damage-not-found', { id: report.damage })
  if (report.corrects !== null && known.corrected === null) throw new Problem('report-not-found', { id: report.corrects })

  // Held before the report refers to it: until then it may be merged, restored or dismissed.
  let held = known.damage === null ? null : await damages.root(tx, known.damage.id)
  const after = held !== null && closedFor(held, report) ? known.damage : null
  if (after !== null) {
    known = await one(tx, Context, queries.context({ ...report, damage: null, repair: null, corrects: null, site: report.site ?? after.site }, scope, via))
    held = known.damage === null ? null : await damages.root(tx, known.damage.id)
  }
  const opened = known.damage === null && !allWell(report) ? await open(tx, actor, filing, known, after) : null
  const damage = opened ?? known.damage
  const { rows: [row] } = await tx.query(queries.insertReport(report, {
    hash, body: canonical(filing.body), damage: damage?.id ?? null, filedBy: actor.id, crew, device: filing.device,
    area: known.site?.area ?? damage?.area ?? known.crew?.area ?? null, receivedAt: filing.now, demo: filing.demo ?? false,
    carriedBy: filing.delivery?.carriedBy ?? null, acceptedBy: filing.delivery?.acceptedBy ?? null, via,
  }, filing.told === true))
  if (row === undefined) throw new Problem('report-id-taken', { id: report.id })

  const { area, photosHere } = Filed.parse(row)
  const joined = known.damage?.otherWay !== true ? [] : await many(tx, Joined, queries.joinOtherWay(report.id, filing.now))
  const seen = { report: report.id, severity: report.severity, function: report.function, safety: report.safety }
  const happened: events.Happened[] = [{ verb: 'report.filed', id: report.id, area, damage: damage?.id ?? null, body: { ...seen, hash, photos: report.photos.length, ...(report.stage === null ? {} : { stage: report.stage, repair: report.repair }), ...deliveredIn(filing.delivery) } }]
  if (opened !== null) {
    happened.push({ verb: 'damage.opened', id: opened.id, area: opened.area ?? area, damage: opened.id, body: { ...seen, grades: opened.grades } })
  } else if (held !== null) {
    const grades = await damages.recompute(tx, held, filing.now, known.site)
    happened.push({ verb: 'damage.reported', id: held.id, area: held.area ?? area, damage: held.id, body: { ...seen, grades } })
  }
  for (const { sms, report: full } of joined) happened.push({ verb: 'report.joined', id: sms, area, damage: damage?.id ?? null, body: { to: full } })
  // Landed before its report was in, while that was held or with another: no landing will say it of this one.
  for (const { sha256, type, bytes } of report.photos) {
    if (photosHere?.includes(sha256)) happened.push({ verb: 'photo.stored', id: sha256, area: held?.area ?? area, damage: damage?.id ?? null, body: { report: report.id, type, bytes } })
  }
  await events.record(tx, actor, happened)
  if (filing.told !== true) return undefined
  const { fixAt, fixAccuracyM, ...found } = row as { fixAt: string | null; fixAccuracyM: number | null }
  const fix = report.fix === null ? null : { position: report.fix.position, accuracyM: fixAccuracyM, at: fixAt }
  return storedOf({ ...report, ...found, hash, damage: damage?.id ?? null, crew, crewName: known.crew?.name ?? null, fix, demo: filing.demo ?? false, via, joined: null, carriedBy: null, acceptedBy: null })
}

const Joined = z.object({ sms: z.uuid(), report: z.uuid() })

/** What a crew says of a place without a site joins what it said of it the other way, by SMS or in full: else it would open a second damage. */
async function besideOtherWay(tx: Tx, report: DamageReport, crew: string | null, via: 'phone' | 'sms'): Promise<DamageReport> {
  if (crew === null || report.position === null || report.site !== null || report.damage !== null || report.repair !== null || report.corrects !== null || report.separate) return report
  const other = await maybe(tx, Found, queries.otherWay(report, crew, via))
  return other === undefined ? report : { ...report, damage: other.id }
}

async function open(tx: Tx, actor: Actor, { report, freshId, demo, now }: Filing, { site, crew, weights }: Context, after: Context['damage']): Promise<{ id: string; area: string | null; grades: Grades }> {
  const kind = site?.kind ?? report.kind ?? after?.kind ?? null
  const ofSector = SiteKind.safeParse(kind)
  const { grades, priority } = await assess(tx, { damage: freshId, kind: kind ?? 'unknown', reports: [report], site: site ?? undefined, openedAt: report.observedAt, weights, back: null, now })
  const placed = await one(tx, Placed, queries.insertDamage(freshId, {
    site: site?.id ?? null, kind, sector: site?.sector ?? (ofSector.success ? sectorOf(ofSector.data) : null), organisation: site?.organisation ?? null,
    area: site?.area ?? after?.area ?? crew?.area ?? null, demo: demo ?? false, report, grades, priority, after: after?.id ?? null,
  }))
  if (report.separate && site !== null) await struckAgain(tx, actor, { site: site.id, opened: freshId, area: placed.area, at: report.observedAt })
  return { id: freshId, area: placed.area, grades }
}

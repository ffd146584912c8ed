import type { z } from 'zod'
import { Safety, Scale, ServiceState } from '../damages/grades.ts'
import { DamageState, Verification } from '../damages/damage.ts'
import { BlockedBy, ClosedReason, RepairState, Urgency } from '../repairs/lifecycle.ts'
import { EtrSource } from '../repairs/repair.ts'
import { Cause, Located } from '../reports/report.ts'
import { Sector, SiteKind } from '../sites/kinds.ts'
import { Basis, Sensitivity } from '../sites/site.ts'
import { CREW_STATUS, OUTAGE_STATUS } from './crosswalk.ts'

/** A property of features: its JSON type, what it says, and its name in IEC 61968-3 where it has one there. */
export type Property = {
  readonly type: 'string' | 'integer' | 'number' | 'boolean'
  readonly description: string
  readonly format?: 'date-time' | 'uuid'
  readonly values?: readonly string[]
  readonly cim?: string
}

const text = (description: string, cim?: string): Property => ({ type: 'string', description, ...(cim === undefined ? {} : { cim }) })
const time = (description: string, cim?: string): Property => ({ ...text(description, cim), format: 'date-time' })
const id = (description: string): Property => ({ type: 'string', format: 'uuid', description })
const whole = (description: string, cim?: string): Property => ({ type: 'integer', description, ...(cim === undefined ? {} : { cim }) })
const one = (values: readonly string[] | z.ZodEnum, description: string, cim?: string): Property =>
  ({ ...text(description, cim), values: Array.isArray(values) ? values : (values as z.ZodEnum).options as readonly string[] })

const names = { nameUk: text('Name in Ukrainian'), nameEn: text('Name in English') }
const where = {
  areaCode: text('Code of the smallest administrative area around it', 'communityDescriptor'),
  areaNameUk: text('Name of that area in Ukrainian'), areaNameEn: text('Name of that area in English'),
}
const kept = {
  demo: { type: 'boolean', description: 'Made for a demonstration' },
  updatedAt: time('When it last changed'), version: whole('Counts its changes'),
} as const satisfies Record<string, Property>
const etr = {
  estimatedRestorationTime: time('When service is expected back', 'Outage.estimatedPeriod.end'),
  etrSource: one(EtrSource, 'Who says when'), etrConfidence: one(['low', 'medium', 'high'], 'How sure'),
}
const crewStatus = one([...new Set(Object.values(CREW_STATUS))].filter((status) => status !== null), 'State of the crew in IEC 61968-3', 'Crew.status')

/** Properties of a site. */
export const SITE_PROPERTIES = {
  sector: one(Sector, 'Energy or communications'), kind: one(SiteKind, 'Kind of site'), ...names, operator: text('Who runs it'),
  voltagesV: text('Voltages in volts, highest first, by semicolon'), criticality: whole('Critical infrastructure category, 1 the highest'),
  populationServed: whole('People it serves', 'Outage.originalCustomersServed'), populationBasis: one(Basis, 'How that figure is known'),
  backupH: { type: 'number', description: 'Hours it works without its input' }, sensitivity: one(Sensitivity, 'How much harm it does when its state is known'),
  ...where, source: text('Where the record comes from'), sourceId: text('Its id there'), licence: text('Licence of the record'), attribution: text('What to print with it'),
  demo: kept.demo, retiredAt: time('When it was given up'), updatedAt: kept.updatedAt, version: kept.version,
} as const satisfies Record<string, Property>

/** Properties of a damage. */
export const DAMAGE_PROPERTIES = {
  state: one(DamageState.exclude(['merged']), 'Open until service is back; dismissed when it proved false'), sector: one(Sector, 'Energy or communications'),
  kind: text('Kind of site'), ...names, siteId: id('The site, in the collection sites'), place: text('Where, in words'), ...where,
  severity: whole('Physical state: 0 none, 1 minor, 2 moderate, 3 severe, 4 destroyed; null unknown'), function: one(ServiceState, 'Service'), safety: one(Safety, 'Whether people may work there'),
  scale: one(Scale, 'Scale of the latest report'), rawGrade: text('Grade on that scale, as given'), cause: one(Cause, 'Cause by the latest report', 'Outage.cause'),
  located: one(Located, 'How the latest report found its place'), accuracyM: { type: 'number', description: 'Metres within which that place is right' },
  doubts: text('Why its fix is not to be trusted (coarse, jumped, outside), by semicolon'), components: text('Parts it looked at, as part:state or part:state:count, by semicolon'),
  verification: one(Verification, 'How far it is believed'), verifiedAt: time('When that was said'), tier: whole('Tier of priority, 0 first'),
  peopleWithoutService: whole('People without service because of it; null when nobody can say', 'Outage.metersAffected'),
  reportCount: whole('Reports'), photoCount: whole('Photos'),
  openedAt: time('When it was first seen', 'Outage.actualPeriod.start'), lastReportAt: time('When it was last seen'), restoredAt: time('When service was back', 'Outage.actualPeriod.end'),
  repairId: id('Its latest repair, in the collection repairs'), repairState: one(RepairState, 'State of that repair'), repairSince: time('Since when'),
  blockedBy: one(BlockedBy, 'Why the repair stands still'), urgency: one(Urgency, 'How lasting the repair is meant to be'), crewName: text('The crew that was sent', 'Crew.name'),
  cimCrewStatus: crewStatus, cimOutageStatus: one(OUTAGE_STATUS, 'State of the outage in IEC 61968-3; null while unconfirmed', 'Outage.statusKind'),
  ...etr, ...kept,
} as const satisfies Record<string, Property>

/** Properties of a repair. */
export const REPAIR_PROPERTIES = {
  damageId: id('What is repaired, in the collection damages'), siteId: id('Where, in the collection sites'), sector: one(Sector, 'Energy or communications'),
  kind: text('Kind of site'), ...names, ...where, state: one(RepairState, 'Where it stands'), since: time('Since when'), blockedBy: one(BlockedBy, 'Why it stands still'),
  closedReason: one(ClosedReason, 'Why it was closed'), urgency: one(Urgency, 'How lasting it is meant to be'), note: text('What the desk wrote'), parts: text('What was used up, as name quantity unit, by semicolon'),
  crewId: id('The crew that was sent'), crewName: text('Its name', 'Crew.name'), cimCrewStatus: crewStatus, ...etr, etrMadeAt: time('When that was said'),
  createdAt: time('When it was planned'), ...kept,
} as const satisfies Record<string, Property>

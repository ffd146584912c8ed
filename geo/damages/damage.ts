import { z } from 'zod'
import { Clock } from '../clocks/clocks.ts'
import { StoredReport } from '../reports/report.ts'
import { Repair } from '../repairs/repair.ts'
import { BlockedBy, RepairState } from '../repairs/lifecycle.ts'
import { Sector } from '../sites/kinds.ts'
import { Position } from '../space/position.ts'
import { Names } from '../text.ts'
import { Safety, ServiceState } from './grades.ts'
import { Compared, Likeness } from './likeness.ts'
import { Override } from './override.ts'
import { Priority } from './priority.ts'

/** How far a damage is believed. */
export const Verification = z.enum(['unverified', 'verified', 'disputed', 'duplicate', 'withdrawn', 'false'])
export type Verification = z.infer<typeof Verification>

/** Where a damage stands: open until service is back; what turned out false or withdrawn is dismissed. */
export const DamageState = z.enum(['open', 'restored', 'dismissed', 'merged'])
export type DamageState = z.infer<typeof DamageState>

/** One broken thing, as a list shows it. */
export const Damage = z.object({
  id: z.uuid(),
  state: DamageState,
  site: z.uuid().nullable(),
  names: Names,
  kind: z.string().nullable(),
  sector: Sector.nullable(),
  position: Position.nullable(),
  place: z.string(),
  area: z.string().nullable(),
  areaNames: Names,
  severity: z.number().int().nullable(),
  function: ServiceState,
  safety: Safety,
  verification: Verification,
  mergedInto: z.uuid().nullable(),
  /** Where it stands, 0 first: by the figures, or as an authority moved it. */
  tier: z.number().int().min(0).max(3),
  priority: Priority,
  /** Who moved it out of the order of the figures, and why; null nobody. */
  override: Override.nullable(),
  reports: z.number().int(),
  photos: z.number().int(),
  photosMissing: z.number().int(),
  openedAt: z.string(),
  lastReportAt: z.string(),
  restoredAt: z.string().nullable(),
  repair: z.object({ id: z.uuid(), state: RepairState, crew: z.string().nullable(), crewName: z.string().nullable(), etr: z.string().nullable(), blockedBy: BlockedBy.nullable().default(null), blockedUntil: z.string().nullable().default(null) }).nullable(),
  demo: z.boolean(),
  version: z.number().int(),
})
export type Damage = z.infer<typeof Damage>

/** One line of what happened. */
export const TimelineEntry = z.object({
  seq: z.number().int(), at: z.string(), actor: z.string(), actorName: z.string().nullable(),
  verb: z.string(), noun: z.string(), id: z.string(), body: z.record(z.string(), z.unknown()),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** A damage that may be the same, with what speaks for it and against it. */
export const DuplicateHint = Compared.extend({
  id: z.uuid(), names: Names, version: z.number().int(),
  likeness: Likeness,
  /** A repair is under way there: it cannot be merged, but this one may be merged into it. */
  repair: z.boolean(),
})
export type DuplicateHint = z.infer<typeof DuplicateHint>

/** The place of an open damage in its reader's queue, and what would change it. */
export const Standing = z.object({
  place: z.number().int(),
  total: z.number().int(),
  /** It would be first, of all or of its tier, if the repair took less than these hours; null when hours alone cannot do it. */
  first: z.object({ repairH: z.number(), ofAll: z.boolean() }).nullable(),
  /** Where it would fall without the facility that counts most for it; null when there is none or it would stay. */
  without: z.object({ kind: z.string(), name: z.string().nullable(), place: z.number().int() }).nullable(),
  /** The places that its range spans. */
  from: z.number().int(),
  to: z.number().int(),
  /** The range spans so many places that a look on the ground tells more than the order. */
  verify: z.boolean(),
})
export type Standing = z.infer<typeof Standing>

/** Another damage of the same site, with the repair that is on it. */
export const BesideDamage = z.object({ id: z.uuid(), openedAt: z.string(), severity: z.number().int().nullable(), repair: z.object({ id: z.uuid(), state: RepairState, crewName: z.string().nullable() }).nullable() })
export type BesideDamage = z.infer<typeof BesideDamage>

/** All there is to one damage. */
export const DamageWhole = Damage.extend({
  standing: Standing.nullable(),
  verifiedAt: z.string().nullable(),
  verifiedBy: z.string().nullable(),
  verifiedWhy: z.string(),
  filed: z.array(StoredReport),
  repairs: z.array(Repair),
  merged: z.array(z.object({ id: z.uuid(), names: Names, reports: z.number().int(), mergedAt: z.string(), version: z.number().int() })),
  duplicates: z.array(DuplicateHint),
  /** Open damages of the same site, the latest first: whether it was struck while it was being repaired. */
  beside: z.array(BesideDamage).default([]),
  /** Its clocks: report to verified, to a crew assigned, to the spot, to restored. */
  clocks: z.array(Clock).default([]),
  timeline: z.array(TimelineEntry),
  /** Where the timeline goes on beyond its first page: when service was expected back of its repairs, and how they moved, older than that page; the latest first. */
  followed: z.array(TimelineEntry).default([]),
})
export type DamageWhole = z.infer<typeof DamageWhole>


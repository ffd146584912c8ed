import { z } from 'zod'
import { Safety, Scale, ServiceState, Severity } from '../damages/grades.ts'
import { FacilityKind, SiteKind } from '../sites/kinds.ts'
import { FIX_DOUBTS } from '../space/fix.ts'
import { ReportedPosition } from '../space/position.ts'
import { Instant, Sha256, text } from '../text.ts'
import { COMPONENT_STATES, COMPONENTS } from './components.ts'

/** What broke it. */
export const Cause = z.enum([
  'missile', 'uav', 'artillery', 'airstrike', 'mine_erw', 'sabotage_cyber', 'fire', 'flood', 'ice_wind',
  'vegetation', 'vehicle', 'equipment_failure', 'overload', 'theft', 'unknown',
])
export type Cause = z.infer<typeof Cause>

/** How the place became known, in falling order of trust. */
export const Located = z.enum(['site_scanned', 'site_picked', 'map_pin', 'gps', 'mgrs', 'plus_code', 'landmark_text'])
export type Located = z.infer<typeof Located>

/** Dangers on the spot. */
export const Hazard = z.enum(['unexploded_ordnance', 'mines', 'live_wires', 'fire', 'gas', 'collapse', 'flooding', 'chemical', 'shelling_risk', 'none_seen'])
export type Hazard = z.infer<typeof Hazard>

/** What the repair will need. */
export const Need = z.enum(['heavy_lift', 'generator', 'transformer', 'pole_or_tower', 'cable', 'fibre_splice', 'fuel', 'demining', 'road_clearing', 'other'])
export type Need = z.infer<typeof Need>

/** A part of a site, from `COMPONENTS`. */
export const Component = z.enum([...new Set(Object.values(COMPONENTS).flat())])

/** A part of the site with how it was found; `count` when there are several of the kind. */
export const SeenComponent = z.strictObject({ part: Component, state: z.enum(COMPONENT_STATES), count: z.number().int().min(1).max(999).nullable().default(null) })
export type SeenComponent = z.infer<typeof SeenComponent>

/** What the receiver of the phone said, whatever the crew then chose: evidence of where it stood. */
export const ReportedFix = z.strictObject({
  position: ReportedPosition, accuracyM: z.number().min(0).max(100_000),
  /** By the receiver's own clock. */
  at: Instant,
})
export type ReportedFix = z.infer<typeof ReportedFix>

/** When in a repair it was seen. */
export const Stage = z.enum(['before', 'after'])
export type Stage = z.infer<typeof Stage>

/** A photo as its report announces it; the bytes follow by content hash. */
export const AnnouncedPhoto = z.object({
  sha256: Sha256,
  bytes: z.number().int().min(1).max(12 * 1024 * 1024),
  type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  takenAt: Instant.nullable().default(null),
  /** Where its EXIF says it was taken: a second witness, compared and not believed. */
  exifPosition: ReportedPosition.nullable().default(null),
  /** A small copy made on the phone (JPEG, at most 320 px), which travels before the photo itself. */
  thumb: z.object({ sha256: Sha256, bytes: z.number().int().min(1).max(64 * 1024) }).nullable().default(null),
})
export type AnnouncedPhoto = z.infer<typeof AnnouncedPhoto>

const BY_SITE: readonly Located[] = ['site_scanned', 'site_picked']
const PLACED: readonly Located[] = ['gps', 'map_pin', 'mgrs', 'plus_code']
const distinct = <T>(list: readonly T[]) => new Set(list).size === list.length

/** What one crew saw, once: immutable evidence, as it travels from the phone. */
export const DamageReport = z.strictObject({
  id: z.uuid(),
  /** By the phone's clock when it was seen; never refused for being off. */
  observedAt: Instant,
  site: z.uuid().nullable().default(null),
  /** The damage this adds to, when the crew chose "already reported here". */
  damage: z.uuid().nullable().default(null),
  position: ReportedPosition.nullable().default(null),
  accuracyM: z.number().min(0).max(100_000).nullable().default(null),
  located: Located,
  /** The receiver's own word, kept beside what the crew chose. */
  fix: ReportedFix.nullable().default(null),
  /** Why that fix is not to be trusted, as the phone judged it. One that jumped or lies outside places nothing. */
  doubts: z.array(z.enum(FIX_DOUBTS)).max(3).refine(distinct, 'the same doubt twice').default([]),
  /** A landmark in words: kept as said, never turned into a position. */
  place: text(300).default(''),
  /** Kind of what is broken when it is no known site. */
  kind: z.union([SiteKind, FacilityKind]).nullable().default(null),
  severity: Severity.nullable().default(null),
  function: ServiceState.default('unknown'),
  safety: Safety.default('unknown'),
  scale: Scale.default('own'),
  /** The grade as given on its own scale; never overwritten. */
  rawGrade: text(100).default(''),
  cause: Cause.default('unknown'),
  hazards: z.array(Hazard).max(10).refine(distinct, 'the same hazard twice').default([]),
  needs: z.array(Need).max(10).refine(distinct, 'the same need twice').default([]),
  note: text(2000).default(''),
  corrects: z.uuid().nullable().default(null),
  /** The parts of the site that were looked at. */
  components: z.array(SeenComponent).max(30).refine((seen) => distinct(seen.map(({ part, state }) => `${part} ${state}`)), 'the same part in the same state twice').default([]),
  /** True when the crew saw what is reported here already, and says that this is another thing. */
  separate: z.boolean().default(false),
  /** The repair during which it was seen, and whether before or after the work. */
  repair: z.uuid().nullable().default(null),
  stage: Stage.nullable().default(null),
  photos: z.array(AnnouncedPhoto).max(12).refine((photos) => distinct(photos.map((photo) => photo.sha256)), 'the same photo twice').default([]),
}).refine((report) => report.site !== null || report.damage !== null || report.repair !== null || report.position !== null || report.place.trim() !== '', {
  path: ['position'], message: 'say where: a site, a damage, a repair, a position or a place in words',
}).refine((report) => report.stage !== null || report.severity !== null || report.function !== 'unknown', {
  path: ['severity'], message: 'say how bad: a severity or a function',
}).refine((report) => report.stage === null || report.repair !== null, {
  path: ['repair'], message: 'before or after which repair',
}).refine((report) => !BY_SITE.includes(report.located) || report.site !== null || report.damage !== null || report.repair !== null, {
  path: ['site'], message: 'located by a site, but no site is named',
}).refine((report) => !PLACED.includes(report.located) || report.position !== null, {
  path: ['position'], message: 'located by a position, but no position is given',
})
export type DamageReport = z.infer<typeof DamageReport>

/** A photo as the server knows it. */
export const StoredPhoto = z.object({
  sha256: z.string(),
  type: z.string(),
  bytes: z.number().int(),
  takenAt: z.string().nullable(),
  /** When the bytes landed, checked against their hash; null while they are on their way. */
  storedAt: z.string().nullable(),
  /** When its small copy landed; null when none has, or none was announced. */
  thumbAt: z.string().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  /** What of its own place and time does not fit those of its report. */
  doubts: z.array(z.discriminatedUnion('is', [z.object({ is: z.literal('elsewhere'), apartM: z.number() }), z.object({ is: z.literal('another_time'), apartMs: z.number() })])).default([]),
})
export type StoredPhoto = z.infer<typeof StoredPhoto>

/** A report as the server keeps it. */
export const StoredReport = z.object({
  id: z.uuid(),
  hash: z.string(),
  /** Null when what was seen works and nothing was known broken there. */
  damage: z.uuid().nullable(),
  site: z.uuid().nullable(),
  crew: z.string().nullable(),
  crewName: z.string().nullable(),
  observedAt: z.string(),
  receivedAt: z.string(),
  position: z.tuple([z.number(), z.number()]).nullable(),
  accuracyM: z.number().nullable(),
  located: Located,
  place: z.string(),
  kind: z.string().nullable(),
  severity: z.number().int().nullable(),
  function: ServiceState,
  safety: Safety,
  scale: Scale,
  rawGrade: z.string(),
  cause: Cause,
  hazards: z.array(Hazard),
  needs: z.array(Need),
  note: z.string(),
  corrects: z.uuid().nullable(),
  fix: z.object({ position: z.tuple([z.number(), z.number()]), accuracyM: z.number(), at: z.string() }).nullable(),
  doubts: z.array(z.enum(FIX_DOUBTS)),
  components: z.array(SeenComponent),
  separate: z.boolean(),
  repair: z.uuid().nullable(),
  stage: Stage.nullable(),
  demo: z.boolean(),
  /** How it came: by the crew's page, or in short by SMS, which is believed less until it is confirmed. */
  via: z.enum(['phone', 'sms']),
  /** The full report that a report by SMS was joined to: both count as one. */
  joined: z.uuid().nullable(),
  photos: z.array(StoredPhoto),
  /** Whose phone delivered it, when that was not its author's own. */
  carriedBy: z.string().nullable(),
  /** Who filed it after it was held for review. */
  acceptedBy: z.string().nullable(),
})
export type StoredReport = z.infer<typeof StoredReport>

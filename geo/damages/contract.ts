import { z } from 'zod'
import { DESK_WRITERS, READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Sector } from '../sites/kinds.ts'
import { Bbox } from '../space/position.ts'
import { Names, text } from '../text.ts'
import { RepairState } from '../repairs/lifecycle.ts'
import { Damage, DamageState, DamageWhole, TimelineEntry, Verification } from './damage.ts'
import { Safety, ServiceState } from './grades.ts'

const Id = z.object({ id: z.uuid() })
const Seen = { version: z.number().int().min(0) }

/** "a,b" as a query parameter, each from a list. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.string().max(300).transform((value) => value.split(',').filter(Boolean)).pipe(z.array(item).max(20) as unknown as z.ZodType<z.output<T>[], string[]>)

/** What narrows the queue; the desk keeps the same names in its URL. */
export const DamageFilter = z.object({
  state: DamageState.default('open'),
  area: z.string().max(40).optional(),
  sector: Sector.optional(),
  severity: listOf(z.coerce.number().int().min(0).max(4)).optional(),
  function: listOf(ServiceState).optional(),
  safety: listOf(Safety).optional(),
  kind: listOf(z.string().regex(/^\w{1,40}$/)).optional(),
  /** Hours since it was first seen: "6-24", "-24" (less than a day ago), "72-" (three days ago or more). */
  age: z.string().regex(/^(?=.*\d)\d{0,5}-\d{0,5}$/, 'hours, as "6-24", "-24" or "72-"').optional(),
  verification: listOf(Verification).optional(),
  repair: listOf(z.union([RepairState, z.literal('none')])).optional(),
  crew: z.uuid().optional(),
  text: text(100).optional(),
  bbox: Bbox.optional(),
})

/** How the queue is sorted: by priority, latest report first, oldest damage first, worst first, most people first, soonest expected back first. */
export const DamageOrder = z.enum(['priority', 'latest', 'age', 'severity', 'people', 'etr'])
export type DamageOrder = z.infer<typeof DamageOrder>

/** What the queue is grouped by; `repair` is the state of the repair, `crew` who is on it. */
export const DamageGrouping = z.enum(['oblast', 'raion', 'repair', 'crew', 'sector', 'kind'])
export type DamageGrouping = z.infer<typeof DamageGrouping>

export const listDamages = endpoint({
  method: 'get', path: '/api/damages', tag: 'Damages', roles: READERS,
  summary: 'Damages in order of priority or another; a page after the last, from any place, or around a damage',
  query: DamageFilter.extend({
    order: DamageOrder.default('priority'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    /** Continues after the last page: what `next` said. */
    after: z.string().max(300).optional(),
    /** Begins at this place instead, 0 the first. */
    at: z.coerce.number().int().min(0).max(10_000_000).optional(),
    /** Begins at the page that this damage is on; at the first when it is not among them. */
    around: z.uuid().optional(),
    /** One group alone, as "oblast:UA63000000000041885"; nothing after the colon is the group of those without. */
    group: z.string().regex(new RegExp(`^(${DamageGrouping.options.join('|')}):[\\w-]{0,40}$`)).optional(),
  }),
  returns: z.object({
    damages: z.array(Damage), next: z.string().nullable(), total: z.number().int(),
    /** The place of the first; null after a cursor, which knows no place. */
    at: z.number().int().nullable(),
  }),
  problems: ['area-not-found', 'cursor-unknown'],
})

/** Something that hangs on the site of a damage. */
export const HangsOn = z.object({ id: z.uuid(), kind: z.string(), names: Names, people: z.number().nullable() })
export type HangsOn = z.infer<typeof HangsOn>

export const listDependents = endpoint({
  method: 'get', path: '/api/damages/{id}/dependents', tag: 'Damages', roles: READERS,
  summary: 'Sites and facilities of your areas that are without supply because of a damage, or were until a step of its repair',
  params: z.object({ id: z.uuid() }),
  returns: z.object({ dependents: z.array(HangsOn) }),
  problems: ['damage-not-found'],
})

/** Damages that have something in common; a null key: those without. */
export const DamageGroup = z.object({ key: z.string().nullable(), names: Names, count: z.number().int() })
export type DamageGroup = z.infer<typeof DamageGroup>

export const groupDamages = endpoint({
  method: 'get', path: '/api/damages/groups', tag: 'Damages', roles: READERS,
  summary: 'How many damages there are by area, repair, crew, sector or kind; narrowed as in /api/damages',
  query: DamageFilter.extend({ by: DamageGrouping }),
  returns: z.object({ groups: z.array(DamageGroup), total: z.number().int() }),
  problems: ['area-not-found'],
})

const counted = z.record(z.string(), z.number().int())

export const countDamages = endpoint({
  method: 'get', path: '/api/damages/counts', tag: 'Damages', roles: READERS,
  summary: 'How many damages there are, and how many of each severity, service, verification and state of repair',
  query: DamageFilter.pick({ state: true, area: true, sector: true, kind: true }),
  returns: z.object({
    total: z.number().int(),
    /** By severity 0 to 4, or `unknown`; what is not here is none. */
    severity: counted, function: counted, verification: counted,
    /** By the state of the repair, `none` without one. */
    repair: counted,
  }),
})

export const getDamage = endpoint({
  method: 'get', path: '/api/damages/{id}', tag: 'Damages', roles: READERS,
  summary: 'One damage with its reports, photos, repairs, likely duplicates and timeline',
  params: Id, returns: DamageWhole, problems: ['damage-not-found'],
})

/** As many lines of a timeline come with the damage, and at most at once. */
export const TIMELINE_PAGE = 200

export const listTimeline = endpoint({
  method: 'get', path: '/api/damages/{id}/timeline', tag: 'Damages', roles: READERS,
  summary: 'What happened to a damage and all that was merged into it, the latest first; before a line, all that is older',
  params: Id,
  query: z.object({ before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(), limit: z.coerce.number().int().min(1).max(TIMELINE_PAGE).default(TIMELINE_PAGE) }),
  returns: z.object({ timeline: z.array(TimelineEntry) }), problems: ['damage-not-found'],
})

export const verifyDamage = endpoint({
  method: 'post', path: '/api/damages/{id}/verification', tag: 'Damages', roles: DESK_WRITERS,
  summary: 'Say how far a damage is believed, and why',
  params: Id,
  body: z.strictObject({ verification: Verification.exclude(['duplicate']), why: text(1000).default(''), ...Seen }),
  returns: Damage, problems: ['damage-not-found', 'stale-version', 'damage-cannot-merge'],
})

export const mergeDamage = endpoint({
  method: 'post', path: '/api/damages/{id}/merge', tag: 'Damages', roles: DESK_WRITERS,
  summary: 'Merge a duplicate into another damage; both histories stay',
  params: Id,
  body: z.strictObject({ into: z.uuid(), why: text(1000).default(''), ...Seen }),
  returns: Damage, problems: ['damage-not-found', 'damage-cannot-merge', 'stale-version'],
})

export const partDamage = endpoint({
  method: 'post', path: '/api/damages/{id}/part', tag: 'Damages', roles: DESK_WRITERS,
  summary: 'Take a merged damage out again',
  params: Id,
  body: z.strictObject({ why: text(1000).default(''), ...Seen }),
  returns: Damage, problems: ['damage-not-found', 'damage-not-merged', 'stale-version'],
})

import { z } from 'zod'
import { DESK_READERS } from '../access/roles.ts'
import { WEIGHERS } from '../damages/order-contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { Position } from '../space/position.ts'
import { Names, words } from '../text.ts'
import { Clock } from './clocks.ts'
import { ClockName, Targets } from './targets.ts'

/** One decision on the targets of an area; null targets: what holds around it holds again. */
export const TargetDecision = z.object({ version: z.number().int(), targets: Targets.nullable(), why: z.string(), by: z.string(), madeAt: z.string() })
export type TargetDecision = z.infer<typeof TargetDecision>

/** What is promised in an area, for an organisation or for all, from where, and how that came. */
export const AreaTargets = z.object({
  area: z.string(), organisation: z.uuid().nullable(),
  targets: Targets,
  /** The number of the decision in force; 0 where nobody decided. */
  version: z.number().int(),
  /** The area that it was made for, and whether for the organisation alone. */
  from: z.string().nullable(), fromNames: Names.nullable(), forOrganisation: z.boolean(),
  /** Who made it, and when; null where nobody decided. */
  by: z.string().nullable(), madeAt: z.string().nullable(),
  /** The number of the own latest decision, 0 before the first: what the next one is based on. */
  own: z.number().int(),
  history: z.array(TargetDecision),
})
export type AreaTargets = z.infer<typeof AreaTargets>

const area = z.string().min(1).max(40)

export const readTargets = endpoint({
  method: 'get', path: '/api/clock-targets', tag: 'Clocks', roles: DESK_READERS,
  summary: 'Within how many hours things are to be done in an area, for an organisation or for all, and what was decided on it',
  query: z.object({ area, organisation: z.uuid().optional() }),
  returns: AreaTargets, problems: ['area-not-found', 'organisation-not-found'],
})

/** What other hours would do to the clocks that have not ended: how many of each name are over their target now and would be, and the first of which that changes. */
export const TargetPreview = z.object({
  /** Open damages that were looked at, the first in order, of all that the decision could touch. */
  looked: z.number().int(), total: z.number().int(),
  clocks: z.array(z.object({ name: ClockName, now: z.number().int(), then: z.number().int() })),
  /** How many clocks would change from one to the other, and the first of them in order; `late` as it would be. */
  changes: z.number().int(),
  changed: z.array(z.object({ id: z.uuid(), names: Names, areaNames: Names, kind: z.string().nullable(), clock: ClockName, spentH: z.number(), beforeH: z.number(), afterH: z.number(), late: z.boolean() })),
})
export type TargetPreview = z.infer<typeof TargetPreview>

export const previewTargets = endpoint({
  method: 'post', path: '/api/clock-targets/preview', tag: 'Clocks', roles: WEIGHERS,
  summary: 'What would be late under other hours, before they are put in force; changes nothing',
  body: z.strictObject({ area, organisation: z.uuid().nullable().default(null), targets: Targets.nullable() }),
  returns: TargetPreview, problems: ['area-not-found', 'organisation-not-found'],
})

export const setTargets = endpoint({
  method: 'post', path: '/api/clock-targets', tag: 'Clocks', roles: WEIGHERS,
  summary: 'Put other hours in force in an area, for an organisation or for all, with a reason; null takes its own back',
  body: z.strictObject({ area, organisation: z.uuid().nullable().default(null), targets: Targets.nullable(), why: words(1000), version: z.number().int().min(0) }),
  returns: AreaTargets, problems: ['area-not-found', 'organisation-not-found', 'stale-version'],
})

/** A damage that is over one of its targets, with every clock that is late and has not ended, the one that was due first leading. */
export const Overdue = z.object({ id: z.uuid(), names: Names, areaNames: Names, place: z.string(), kind: z.string().nullable(), site: z.uuid().nullable(), position: Position.nullable(), tier: z.number().int(), clocks: z.array(Clock) })
export type Overdue = z.infer<typeof Overdue>

export const listOverdue = endpoint({
  method: 'get', path: '/api/clocks/overdue', tag: 'Clocks', roles: DESK_READERS,
  summary: 'Open damages of your areas that are over a target now, the first in order of work first',
  query: z.object({ area: area.optional() }),
  returns: z.object({ overdue: z.array(Overdue), /** There are more than are told one by one. */ more: z.boolean() }),
})

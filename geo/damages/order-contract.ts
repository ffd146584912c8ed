import { z } from 'zod'
import { DESK_READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Names, words } from '../text.ts'
import { Damage } from './damage.ts'
import { OverrideAsked } from './override.ts'
import { Weights } from './weights.ts'

/** Who may weigh and move: an authority of the area. */
export const WEIGHERS = ['authority'] as const

/** One decision on the weights of an area; null weights: what holds around it holds again. */
export const Decision = z.object({
  version: z.number().int(), weights: Weights.nullable(), why: z.string(), moved: z.number().int(), by: z.string(), madeAt: z.string(),
})
export type Decision = z.infer<typeof Decision>

/** What holds in an area, from where, and how that came. */
export const AreaWeights = z.object({
  area: z.string(),
  weights: Weights,
  /** The number of the weights in force; 0 are those that hold where nobody set any. */
  version: z.number().int(),
  /** The area that they were set for: this one, one around it, or none. */
  from: z.string().nullable(),
  fromNames: Names.nullable(),
  /** The number of the area's own latest decision, 0 before the first: what the next one is based on. */
  own: z.number().int(),
  history: z.array(Decision),
})
export type AreaWeights = z.infer<typeof AreaWeights>

/** A damage in the order before and after. */
export const Moving = z.object({ id: z.uuid(), names: Names, areaNames: Names, kind: z.string().nullable(), tier: z.number().int(), rank: z.number(), before: z.number().int(), after: z.number().int() })
export type Moving = z.infer<typeof Moving>

/** What other weights would do to an area's order: how many change their place, and its top before and after. */
export const Preview = z.object({ moved: z.number().int(), total: z.number().int(), before: z.array(Moving), after: z.array(Moving) })
export type Preview = z.infer<typeof Preview>

const area = z.string().min(1).max(40)

export const readWeights = endpoint({
  method: 'get', path: '/api/weights', tag: 'Order', roles: DESK_READERS,
  summary: 'What weighs in an area, and all that was decided on it',
  query: z.object({ area }),
  returns: AreaWeights, problems: ['area-not-found'],
})

export const previewWeights = endpoint({
  method: 'post', path: '/api/weights/preview', tag: 'Order', roles: WEIGHERS,
  summary: 'What other weights would move in an area, before they are put in force; changes nothing',
  body: z.strictObject({ area, weights: Weights.nullable() }),
  returns: Preview, problems: ['area-not-found'],
})

export const setWeights = endpoint({
  method: 'post', path: '/api/weights', tag: 'Order', roles: WEIGHERS,
  summary: 'Put weights in force in an area, with a reason; null takes its own back',
  body: z.strictObject({ area, weights: Weights.nullable(), why: words(1000), version: z.number().int().min(0) }),
  returns: AreaWeights, problems: ['area-not-found', 'stale-version'],
})

export const overrideDamage = endpoint({
  method: 'post', path: '/api/damages/{id}/override', tag: 'Order', roles: WEIGHERS,
  summary: 'Move a damage out of the order of the figures, with a reason and an end',
  params: z.object({ id: z.uuid() }),
  body: OverrideAsked.safeExtend({ version: z.number().int().min(0) }),
  returns: Damage, problems: ['damage-not-found', 'damage-closed', 'stale-version', 'override-impossible'],
})

export const endOverride = endpoint({
  method: 'post', path: '/api/damages/{id}/override/end', tag: 'Order', roles: WEIGHERS,
  summary: 'Put a moved damage back into the order of the figures',
  params: z.object({ id: z.uuid() }),
  body: z.strictObject({ why: words(1000), version: z.number().int().min(0) }),
  returns: Damage, problems: ['damage-not-found', 'stale-version', 'override-impossible'],
})

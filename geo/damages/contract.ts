import { z } from 'zod'
import { DESK_WRITERS, READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Sector } from '../sites/kinds.ts'
import { Bbox } from '../space/position.ts'
import { Names, text } from '../text.ts'
import { RepairState } from '../repairs/lifecycle.ts'
import { Damage, DamageState, DamageWhole, Verification } from './damage.ts'
import { ServiceState } from './grades.ts'

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
  verification: listOf(Verification).optional(),
  repair: listOf(z.union([RepairState, z.literal('none')])).optional(),
  crew: z.uuid().optional(),
  text: text(100).optional(),
  bbox: Bbox.optional(),
})

export const listDamages = endpoint({
  method: 'get', path: '/api/damages', tag: 'Damages', roles: READERS,
  summary: 'Damages in order of priority, or the latest first',
  query: DamageFilter.extend({
    order: z.enum(['priority', 'latest']).default('priority'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    /** Continues after the last page: what `next` said. */
    after: z.string().max(200).optional(),
  }),
  returns: z.object({ damages: z.array(Damage), next: z.string().nullable(), total: z.number().int() }),
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

export const getDamage = endpoint({
  method: 'get', path: '/api/damages/{id}', tag: 'Damages', roles: READERS,
  summary: 'One damage with its reports, photos, repairs, likely duplicates and timeline',
  params: Id, returns: DamageWhole, problems: ['damage-not-found'],
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

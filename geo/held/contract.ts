import { z } from 'zod'
import type { Role } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Raw } from '../photos/contract.ts'
import { Sha256, text, words } from '../text.ts'
import { HeldOp } from './held.ts'

/** Roles that decide on what was held: for the area that its content names, else for the areas of the person it is from. */
export const REVIEWERS = ['dispatcher', 'authority', 'admin'] as const satisfies readonly Role[]

const Id = z.object({ id: z.uuid() })

export const listHeld = endpoint({
  method: 'get', path: '/api/held', tag: 'Held', roles: REVIEWERS,
  summary: 'What phones sent that is set aside for a person to look at, the oldest first; what was decided with `decided=yes`, the latest first',
  query: z.object({ decided: z.enum(['yes', 'no']).default('no'), device: z.uuid().optional() }),
  returns: z.object({ held: z.array(HeldOp), /** How many wait in all. */ waiting: z.number().int() }),
})

export const getHeld = endpoint({
  method: 'get', path: '/api/held/{id}', tag: 'Held', roles: REVIEWERS,
  summary: 'One thing that was set aside, opened',
  params: Id, returns: HeldOp, problems: ['not-found'],
})

export const decideHeld = endpoint({
  method: 'post', path: '/api/held/{id}/decision', tag: 'Held', roles: REVIEWERS,
  summary: 'File what was set aside as the person it is from, or discard it with a reason; safe to repeat',
  params: Id,
  body: z.strictObject({ accept: z.boolean(), why: text(1000).default('') }).refine(({ accept, why }) => accept || why.trim() !== '', { path: ['why'], message: 'say why it is discarded' }),
  returns: HeldOp,
  problems: ['not-found', 'held-decided', 'report-id-taken', 'op-id-taken', 'site-not-found', 'damage-not-found', 'report-not-found', 'repair-not-found', 'repair-cannot-move', 'repair-of-another-crew', 'repair-needs-crew', 'step-ahead', 'clearance-needed', 'damage-closed', 'repair-ended', 'role-not-served'],
})

export const decideHeldOfDevice = endpoint({
  method: 'post', path: '/api/held/devices/{id}/decision', tag: 'Held', roles: REVIEWERS,
  summary: 'Decide alike on all that waits from one phone within your areas, at most 200 at a time; what cannot be filed goes on waiting and is named',
  params: Id,
  body: z.strictObject({ accept: z.boolean(), why: words(1000) }),
  returns: z.object({ decided: z.number().int(), failed: z.array(z.object({ id: z.uuid(), problem: z.looseObject({ type: z.string(), title: z.string() }) })), more: z.boolean() }),
})

export const getHeldPhoto = endpoint({
  method: 'get', path: '/api/held/{id}/photos/{sha256}', tag: 'Held', roles: REVIEWERS,
  summary: 'A photo of a report that was set aside, re-encoded without its metadata',
  params: z.object({ id: z.uuid(), sha256: Sha256 }),
  query: z.object({ size: z.enum(['thumb', 'screen']).default('screen') }),
  returns: Raw,
  problems: ['photo-not-found', 'photo-not-landed'],
})

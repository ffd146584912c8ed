import { z } from 'zod'
import { DESK_WRITERS, READERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Instant, text } from '../text.ts'
import { Urgency } from './lifecycle.ts'
import { StepAsked } from './restoration.ts'
import { EtrSource, Repair, RepairMove, Window } from './repair.ts'

const Id = z.object({ id: z.uuid() })
/** The version the sender saw: a later one is answered 409 instead of being overwritten. */
const Seen = { version: z.number().int().min(0) }

export const openRepair = endpoint({
  method: 'put', path: '/api/repairs/{id}', tag: 'Repairs', roles: DESK_WRITERS,
  summary: 'Open a repair on a damage, with or without a crew; safe to repeat',
  params: Id,
  body: z.strictObject({ damage: z.uuid(), crew: z.uuid().nullable().default(null), urgency: Urgency.default('permanent'), note: text(1000).default('') }),
  returns: Repair,
  problems: ['damage-not-found', 'crew-not-found', 'repair-underway', 'damage-closed', 'op-id-taken'],
})

export const assignRepair = endpoint({
  method: 'post', path: '/api/repairs/{id}/crew', tag: 'Repairs', roles: DESK_WRITERS,
  summary: 'Send a crew to a repair, or another crew instead',
  params: Id,
  body: z.strictObject({ crew: z.uuid(), ...Seen }),
  returns: Repair,
  problems: ['repair-not-found', 'crew-not-found', 'repair-cannot-move', 'stale-version'],
})

export const moveRepairTo = endpoint({
  method: 'post', path: '/api/repairs/{id}/state', tag: 'Repairs', roles: ['crew', ...DESK_WRITERS],
  summary: 'Move a repair along its lifecycle; a repeated move changes nothing',
  params: Id,
  /** With the version that was seen, a later one is answered 409; without it, the lifecycle alone decides. */
  body: RepairMove.safeExtend({ version: Seen.version.optional() }),
  returns: Repair,
  problems: ['repair-not-found', 'stale-version', 'repair-cannot-move', 'repair-needs-crew', 'repair-of-another-crew', 'clearance-needed'],
})

/** When service is expected back, as somebody says it: on whose word, and how sure. */
export const SaidEtr = { at: Instant, source: EtrSource.exclude(['calculated']), confidence: z.enum(['low', 'medium', 'high']).nullable().default(null) }

export const setEtr = endpoint({
  method: 'post', path: '/api/repairs/{id}/etr', tag: 'Repairs', roles: ['crew', 'operator', ...DESK_WRITERS],
  summary: 'Say when service is expected back; the history is kept',
  params: Id,
  body: z.strictObject({ ...SaidEtr, ...Seen }),
  returns: Repair,
  problems: ['repair-not-found', 'repair-of-another-crew', 'stale-version', 'repair-ended'],
})

export const planRepair = endpoint({
  method: 'post', path: '/api/repairs/{id}/plan', tag: 'Repairs', roles: DESK_WRITERS,
  summary: 'Say when a repair is to be worked on and by whom, or take the window back',
  params: Id,
  body: z.strictObject({ planned: Window.nullable(), /** Left out: the crew stays. */ crew: z.uuid().optional(), ...Seen }),
  returns: Repair,
  problems: ['crew-not-found', 'repair-cannot-move', 'repair-not-found', 'repair-of-another-crew', 'stale-version', 'repair-ended'],
})

const ofStep = z.object({ id: z.uuid(), step: z.uuid() })

export const sayStep = endpoint({
  method: 'put', path: '/api/repairs/{id}/steps/{step}', tag: 'Repairs', roles: ['crew', 'operator', ...DESK_WRITERS],
  summary: 'Say what a repair gives back before it is done, expected or confirmed; safe to repeat, and said again to change it',
  params: ofStep,
  body: StepAsked.safeExtend(Seen),
  returns: Repair,
  problems: ['repair-not-found', 'repair-of-another-crew', 'stale-version', 'repair-ended', 'op-id-taken', 'step-ahead', 'unknown-reference'],
})

export const takeBackStep = endpoint({
  method: 'post', path: '/api/repairs/{id}/steps/{step}/withdrawal', tag: 'Repairs', roles: ['crew', 'operator', ...DESK_WRITERS],
  summary: 'Say that a step of a repair was not so, or is lost again; whom it had given back counts as without service',
  params: ofStep,
  body: z.strictObject({ why: text(1000).default(''), ...Seen }),
  returns: Repair,
  problems: ['repair-not-found', 'repair-of-another-crew', 'stale-version', 'not-found', 'repair-ended'],
})

export const listOwnRepairs = endpoint({
  method: 'get', path: '/api/repairs', tag: 'Repairs', roles: READERS,
  summary: 'Repairs of your crew, or of your areas, that are not closed',
  returns: z.object({ repairs: z.array(Repair) }),
})

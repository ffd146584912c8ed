import { z } from 'zod'
import { DESK_READERS, DESK_WRITERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Raw } from '../photos/contract.ts'
import { SaidEtr } from '../repairs/contract.ts'
import { RepairMove } from '../repairs/repair.ts'
import { Sha256, text, words } from '../text.ts'
import { Handed } from './handed.ts'
import { Handover, HandoverAnswer, Party, REASONED, SharedPart } from './handover.ts'

const Id = z.object({ id: z.uuid() })
const Shared = z.array(SharedPart).max(SharedPart.options.length).refine((parts) => new Set(parts).size === parts.length, 'the same part twice')
/** The version the sender saw: a later one is answered 409 instead of being overwritten. */
const Seen = { version: z.number().int().min(0) }

/** Who is responsible for a damage, since when, and on its way to whom. */
export const Responsibility = z.object({
  damage: z.uuid(),
  /** Null: nobody yet. */
  responsible: Party.nullable(),
  since: z.string().nullable(),
  version: z.number().int(),
  /** What its reader may do: organisations of theirs for which they may claim it, hand it over, give it up. */
  claims: z.array(Party), hands: z.boolean(), releases: z.boolean(),
  /** The latest first. */
  handovers: z.array(Handover.extend({ answers: z.array(HandoverAnswer) })),
})
export type Responsibility = z.infer<typeof Responsibility>

export const readResponsibility = endpoint({
  method: 'get', path: '/api/damages/{id}/responsibility', tag: 'Hand-over', roles: DESK_READERS,
  summary: 'Which organisation is responsible for a damage, and its hand-overs',
  params: Id, returns: Responsibility, problems: ['damage-not-found'],
})

export const claimDamage = endpoint({
  method: 'post', path: '/api/damages/{id}/claim', tag: 'Hand-over', roles: DESK_WRITERS,
  summary: 'Take a damage that is nobody\'s for an organisation of yours',
  params: Id, body: z.strictObject({ organisation: z.uuid(), ...Seen }), returns: Responsibility,
  problems: ['damage-not-found', 'damage-closed', 'not-responsible', 'handover-impossible', 'stale-version'],
})

export const releaseDamage = endpoint({
  method: 'post', path: '/api/damages/{id}/release', tag: 'Hand-over', roles: DESK_WRITERS,
  summary: 'Give a damage up: it is nobody\'s until somebody takes it',
  params: Id, body: z.strictObject({ why: words(1000), ...Seen }), returns: Responsibility,
  problems: ['damage-not-found', 'not-responsible', 'handover-impossible', 'stale-version'],
})

export const askHandover = endpoint({
  method: 'put', path: '/api/handovers/{id}', tag: 'Hand-over', roles: DESK_WRITERS,
  summary: 'Ask another organisation to take a damage, and say what it may see; safe to repeat',
  params: Id,
  body: z.strictObject({
    damage: z.uuid(), to: z.uuid(), reason: words(1000),
    shared: Shared,
    /** Of the responsibility, as the sender saw it. */
    ...Seen,
  }),
  returns: Responsibility,
  problems: ['damage-not-found', 'damage-closed', 'organisation-not-found', 'not-responsible', 'handover-impossible', 'op-id-taken', 'stale-version'],
})

export const handOn = endpoint({
  method: 'put', path: '/api/handovers/{id}/onward/{next}', tag: 'Hand-over', roles: DESK_WRITERS,
  summary: 'Ask another organisation to take what was handed over to you, and say what it may see of what you see; safe to repeat',
  params: z.object({ id: z.uuid(), /** Of the hand-over that is made. */ next: z.uuid() }),
  body: z.strictObject({ to: z.uuid(), reason: words(1000), shared: Shared, /** Of the hand-over by which it is yours. */ ...Seen }),
  returns: Handed,
  problems: ['handover-not-found', 'damage-closed', 'organisation-not-found', 'not-responsible', 'handover-impossible', 'op-id-taken', 'stale-version'],
})

export const listHandovers = endpoint({
  method: 'get', path: '/api/handovers', tag: 'Hand-over', roles: DESK_READERS,
  summary: 'What is handed to your organisations and waits or is theirs, and what they handed over lately; without reports, photos and dependents',
  returns: z.object({ received: z.array(Handed), given: z.array(Handed) }),
})

export const getHandover = endpoint({
  method: 'get', path: '/api/handovers/{id}', tag: 'Hand-over', roles: DESK_READERS,
  summary: 'One hand-over with as much of its damage as you may see',
  params: Id, returns: Handed, problems: ['handover-not-found'],
})

export const getHandedPhoto = endpoint({
  method: 'get', path: '/api/handovers/{id}/photos/{sha256}', tag: 'Hand-over', roles: DESK_READERS,
  summary: 'A photo that a hand-over shares, re-encoded without its metadata',
  params: z.object({ id: z.uuid(), sha256: Sha256 }), query: z.object({ size: z.enum(['thumb', 'screen']).default('screen') }),
  returns: Raw, problems: ['handover-not-found', 'photo-not-found', 'photo-not-landed'],
})

export const answerHandover = endpoint({
  method: 'post', path: '/api/handovers/{id}/answer', tag: 'Hand-over', roles: DESK_WRITERS,
  summary: 'Accept or decline what was handed to you, give it back later, or take back what you asked',
  params: Id,
  body: z.strictObject({ answer: HandoverAnswer, why: text(1000).default(''), ...Seen })
    .refine(({ answer, why }) => !REASONED.includes(answer) || why.trim() !== '', { path: ['why'], message: 'say why' }),
  returns: Handed, problems: ['handover-not-found', 'not-responsible', 'handover-impossible', 'damage-closed', 'stale-version'],
})

export const sendToHanded = endpoint({
  method: 'post', path: '/api/handovers/{id}/crew', tag: 'Hand-over', roles: DESK_WRITERS,
  summary: 'Send a crew of your organisation to what was handed over to it',
  params: Id,
  /** `repair` is the id of the repair, should one have to be opened; `version` that of the one there is. */
  body: z.strictObject({ crew: z.uuid(), repair: z.uuid(), version: Seen.version.nullable() }),
  returns: Handed, problems: ['handover-not-found', 'not-responsible', 'crew-not-found', 'damage-closed', 'repair-cannot-move', 'repair-underway', 'op-id-taken', 'stale-version'],
})

export const moveHanded = endpoint({
  method: 'post', path: '/api/handovers/{id}/state', tag: 'Hand-over', roles: DESK_WRITERS,
  summary: 'Move the repair of what was handed over to you along its lifecycle; a repeated move changes nothing',
  params: Id, body: RepairMove.safeExtend({ ...Seen }),
  returns: Handed, problems: ['handover-not-found', 'not-responsible', 'repair-not-found', 'stale-version', 'repair-cannot-move', 'repair-needs-crew', 'clearance-needed'],
})

export const expectHanded = endpoint({
  method: 'post', path: '/api/handovers/{id}/etr', tag: 'Hand-over', roles: DESK_WRITERS,
  summary: 'Say when service is expected back of what was handed over to you; the history is kept',
  params: Id, body: z.strictObject({ ...SaidEtr, ...Seen }),
  returns: Handed, problems: ['handover-not-found', 'not-responsible', 'repair-not-found', 'stale-version', 'repair-ended'],
})

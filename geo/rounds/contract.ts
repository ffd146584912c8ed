import { z } from 'zod'
import { DESK_READERS, DESK_WRITERS } from '../access/roles.ts'
import { endpoint } from '../http/endpoint.ts'
import { Instant, words } from '../text.ts'
import { Round, RoundAsked, RoundChange, StopMove } from './round.ts'

const Id = z.object({ id: z.uuid() })
/** The version the sender saw: a later one is answered 409 instead of being overwritten. */
const Seen = { version: z.number().int().min(0) }
const WIDEST_MS = 62 * 86_400_000

export const listRounds = endpoint({
  method: 'get', path: '/api/rounds', tag: 'Rounds', roles: DESK_READERS,
  summary: 'Rounds and visits of your areas between two moments, at most 62 days apart, that are not cancelled',
  query: z.object({ from: Instant, until: Instant, area: z.string().min(1).max(40).optional() })
    .refine(({ from, until }) => Date.parse(until) > Date.parse(from) && Date.parse(until) - Date.parse(from) <= WIDEST_MS, { path: ['until'], message: 'is after `from`, and at most 62 days' }),
  returns: z.object({ rounds: z.array(Round), more: z.boolean() }),
})

export const getRound = endpoint({
  method: 'get', path: '/api/rounds/{id}', tag: 'Rounds', roles: DESK_READERS,
  summary: 'One round or visit with its stops, a cancelled one too',
  params: Id, returns: Round, problems: ['round-not-found'],
})

export const planRound = endpoint({
  method: 'put', path: '/api/rounds/{id}', tag: 'Rounds', roles: DESK_WRITERS,
  summary: 'Plan a round of a crew to sites, once or each so many days, or a visit outside of any; safe to repeat',
  params: Id, body: RoundAsked, returns: Round, problems: ['crew-not-found', 'site-not-found', 'op-id-taken'],
})

export const changeRound = endpoint({
  method: 'post', path: '/api/rounds/{id}/amendment', tag: 'Rounds', roles: DESK_WRITERS,
  summary: 'Change the crew, the time, the kind or the stops of a round, alone or of all that follow in its repetition',
  params: Id,
  /** `following`: crew, kind, note, stops, hour and length hold for all that come after it too; their days stay. */
  body: z.strictObject({ change: RoundChange, following: z.boolean().default(false), ...Seen }),
  returns: Round, problems: ['round-not-found', 'round-of-another-crew', 'crew-not-found', 'site-not-found', 'round-cancelled', 'round-stop-done', 'stale-version'],
})

export const cancelRound = endpoint({
  method: 'post', path: '/api/rounds/{id}/cancellation', tag: 'Rounds', roles: DESK_WRITERS,
  summary: 'Cancel a round with a reason, alone or with all that follow in its repetition; a repeat changes nothing',
  params: Id, body: z.strictObject({ why: words(500), following: z.boolean().default(false), ...Seen }),
  returns: Round, problems: ['round-not-found', 'round-of-another-crew', 'round-stop-done', 'stale-version'],
})

export const moveStop = endpoint({
  method: 'post', path: '/api/rounds/{id}/stops/{stop}/state', tag: 'Rounds', roles: ['crew', ...DESK_WRITERS],
  summary: 'Say that a stop was visited, was skipped and why, or neither after all; a repeat changes nothing',
  params: z.object({ id: z.uuid(), stop: z.uuid() }), body: StopMove,
  returns: Round, problems: ['round-not-found', 'round-of-another-crew', 'round-cancelled', 'not-found'],
})

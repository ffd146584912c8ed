import { createHash } from 'node:crypto'
import type { Scope } from '../../geo/access/scope.ts'

/** Which pages of the first state are still to come, in this order. */
const STAGES = ['damages', 'hazards', 'clearances', 'sites'] as const
/** One of them. */
export type Stage = (typeof STAGES)[number]

/** How far a phone has been told: events up to `events`, within the scope that `scope` stands for, and pages of the first state up to `after`. */
export type Place = { readonly events: string; readonly scope: string; readonly stage: Stage | null; readonly after: string | null }

/** The stage after one; null when all has been told. */
export const nextStage = (stage: Stage): Stage | null => STAGES[STAGES.indexOf(stage) + 1] ?? null

/** A word that is another as soon as its holder reaches other areas or crews: what it was told before is not what it may see then. */
export const scopeWord = (scope: Scope): string => createHash('sha256')
  .update(JSON.stringify([scope.actor, scope.areas === null ? null : [...scope.areas].sort(), [...scope.crews].sort()])).digest('base64url').slice(0, 10)

/** The cursor as it travels: "xid.seq~scope~stage~after". */
export const cursorOf = (place: Place): string => [place.events, place.scope, ...(place.stage === null ? [] : [place.stage[0], place.after ?? ''])].join('~')

const UUID = /^[0-9a-f-]{36}$/

/** The place that a cursor names. One of events alone, as former versions gave it, has no scope: all is told anew. */
export function placeOf(cursor: string): Place {
  const [events = '', scope = '', letter = '', after = ''] = cursor.split('~')
  return { events, scope, stage: STAGES.find((stage) => stage[0] === letter) ?? null, after: UUID.test(after) ? after : null }
}

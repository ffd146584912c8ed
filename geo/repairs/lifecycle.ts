import { z } from 'zod'
import { Problem } from '../problems.ts'

/** Where a repair stands. Crosswalk to CIM crew and outage states in `domain.md`. */
export const RepairState = z.enum([
  'proposed', 'approved', 'assigned', 'en_route', 'on_site', 'in_progress', 'temporary_fix', 'field_complete',
  'restored', 'closed', 'blocked', 'cancelled',
])
export type RepairState = z.infer<typeof RepairState>

/** Why a repair stands still. */
export const BlockedBy = z.enum(['awaiting_clearance', 'awaiting_parts', 'air_alert', 'second_strike', 'weather', 'access', 'other'])
export type BlockedBy = z.infer<typeof BlockedBy>

/** Why a repair was closed. */
export const ClosedReason = z.enum(['done', 'done_by_others', 'unable', 'not_responsible', 'duplicate', 'out_of_scope'])
export type ClosedReason = z.infer<typeof ClosedReason>

/** How lasting the repair is meant to be. */
export const Urgency = z.enum(['emergency', 'temporary', 'permanent'])
export type Urgency = z.infer<typeof Urgency>

const WORKING = ['assigned', 'en_route', 'on_site', 'in_progress', 'temporary_fix'] as const

const MOVES: Record<RepairState, readonly RepairState[]> = {
  proposed: ['approved', 'cancelled'],
  approved: ['assigned', 'cancelled'],
  assigned: ['en_route', 'blocked', 'approved', 'cancelled'],
  en_route: ['on_site', 'blocked', 'assigned', 'cancelled'],
  on_site: ['in_progress', 'blocked', 'restored', 'field_complete', 'en_route', 'cancelled'], // nothing was broken after all
  in_progress: ['temporary_fix', 'field_complete', 'restored', 'blocked', 'cancelled'],
  temporary_fix: ['in_progress', 'field_complete', 'restored', 'blocked', 'cancelled'],
  field_complete: ['restored', 'in_progress'], // a dispatcher may send the crew back
  restored: ['closed', 'in_progress'],
  closed: [],
  blocked: [...WORKING, 'cancelled'],
  cancelled: [],
}

/** Moves a crew may make itself, from its phone. The rest are the desk's. */
export const CREW_MOVES: readonly RepairState[] = ['en_route', 'on_site', 'in_progress', 'temporary_fix', 'field_complete', 'restored', 'blocked']

/** States in which a repair occupies its crew and its damage. */
export const ACTIVE: readonly RepairState[] = ['proposed', 'approved', ...WORKING, 'field_complete', 'blocked']

/** States in which a crew works on it or is on its way. */
export const AT_WORK = ['en_route', 'on_site', 'in_progress', 'temporary_fix'] as const satisfies readonly RepairState[]

/** True where only the desk lets it go on: what was struck again is looked at first. */
export const needsReview = (repair: { readonly state: RepairState; readonly blockedBy: BlockedBy | null }): boolean => repair.state === 'blocked' && repair.blockedBy === 'second_strike'

/**
 * The repair as a crew finds it that did not know of a block: one that the server set by itself (an air alert, a clearance that ended) is
 * passed over by a step that was possible before it. What a person blocked stays blocked.
 */
export function unawareOfBlock<R extends Moving & { readonly blockedBySystem: boolean }>(repair: R, to: RepairState): R {
  if (repair.state !== 'blocked' || !repair.blockedBySystem || repair.blockedFrom === null || to === 'blocked' || to === 'cancelled') return repair
  return MOVES[repair.blockedFrom].includes(to) ? { ...repair, state: repair.blockedFrom, blockedFrom: null } : repair
}

/** The part of a repair that a move changes. */
export type Moving = {
  readonly id: string
  readonly state: RepairState
  /** The state it was blocked in, to which alone it returns; null when it is not blocked. */
  readonly blockedFrom: RepairState | null
  readonly crew: string | null
}

/** The states a repair may go to. */
export function movesFrom(repair: Pick<Moving, 'state' | 'blockedFrom'>): readonly RepairState[] {
  if (repair.state !== 'blocked' || repair.blockedFrom === null) return MOVES[repair.state]
  return [repair.blockedFrom, 'cancelled']
}

/** The repair after a move: one function for phone and server. A replayed move is not an error. Throws `repair-cannot-move`, `repair-needs-crew`. */
export function moveRepair<R extends Moving>(repair: R, to: RepairState): R {
  if (repair.state === to) return repair
  const allows = movesFrom(repair)
  if (!allows.includes(to)) throw new Problem('repair-cannot-move', { from: repair.state, to, allows: [...allows] })
  const needsCrew = !['proposed', 'approved', 'cancelled', 'closed'].includes(to)
  if (needsCrew && repair.crew === null) throw new Problem('repair-needs-crew', { id: repair.id })
  return { ...repair, state: to, blockedFrom: to === 'blocked' ? repair.state : null, crew: to === 'approved' ? null : repair.crew }
}

import type { BlockedBy, RepairState } from './lifecycle.ts'

/** What is known of the ground that a repair is on. */
export type Known = { readonly alert: 'active' | 'clear' | 'unknown'; /** When the alert began. */ readonly alertSince: string | null; readonly gate: { readonly open: boolean; readonly needed: boolean } }

/** A repair as far as the server holds it or lets it go on. */
export type Holding = { readonly state: RepairState; readonly since: string; readonly blockedFrom: RepairState | null; readonly blockedBy: BlockedBy | null; readonly blockedBySystem: boolean }

const UNDER_ALERT: readonly RepairState[] = ['en_route', 'on_site', 'in_progress', 'temporary_fix']
const ON_GROUND: readonly RepairState[] = ['in_progress', 'temporary_fix']

/** True while the ground decides whether a repair waits. */
export const asksGround = ({ state, blockedBy }: Holding): boolean => ON_GROUND.includes(state) || blockedBy === 'awaiting_clearance'

/**
 * What holds a repair that is worked on: an alert that began since its last step, or ground that may not be worked on without a clearance. A
 * step taken under an alert was taken knowing it: where alerts last for weeks nobody would else work. Null: nothing, or it waits already.
 */
export function heldBy(repair: Holding, { alert, alertSince, gate }: Known): BlockedBy | null {
  if (alert === 'active' && alertSince !== null && Date.parse(alertSince) > Date.parse(repair.since) && UNDER_ALERT.includes(repair.state)) return 'air_alert'
  return !gate.open && ON_GROUND.includes(repair.state) ? 'awaiting_clearance' : null
}

/**
 * True when what a blocked repair waits for is over: an alert that the server had set, once it is known to be over; a clearance, whoever
 * said that it was needed, once one holds. What nobody knows lifts nothing.
 */
export function liftable(repair: Holding, { alert, gate }: Known): boolean {
  if (repair.state !== 'blocked' || repair.blockedFrom === null) return false
  if (repair.blockedBy === 'air_alert') return repair.blockedBySystem && alert === 'clear'
  return repair.blockedBy === 'awaiting_clearance' && gate.open && (repair.blockedBySystem || gate.needed)
}

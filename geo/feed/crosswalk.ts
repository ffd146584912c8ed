import type { RepairState } from '../repairs/lifecycle.ts'

/** Our repair states as crew states of IEC 61968-3; null while no crew is sent. What blocks a crew leaves it where it was. */
export const CREW_STATUS: Readonly<Record<Exclude<RepairState, 'blocked'>, string | null>> = {
  proposed: null, approved: null, cancelled: null,
  assigned: 'assigned', en_route: 'enroute', on_site: 'arrived', in_progress: 'arrived', temporary_fix: 'arrived',
  field_complete: 'fieldComplete', restored: 'fieldComplete', closed: 'fieldComplete',
}

/** Outage states of IEC 61968-3 that a damage takes. */
export const OUTAGE_STATUS = ['confirmed', 'partiallyRestored', 'restored', 'closed'] as const

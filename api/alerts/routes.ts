import { readAlerts } from '../../geo/alerts/contract.ts'
import type { Mount } from '../http/mount.ts'
import { pictureOf } from './reading.ts'

/** Air alerts, as their source last told them. */
export function mountAlerts(mount: Mount): void {
  mount(readAlerts, async ({ tx, scope, now }) => ({ ...await pictureOf(tx, scope), now: now.toISOString() }))
}

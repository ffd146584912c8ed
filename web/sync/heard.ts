import type { AlertPicture } from '../../geo/hazards/picture.ts'
import type { SyncAnswer } from './verdicts.ts'

/** What the last answer said of alerts, and how far this phone's clock was from the server's then. */
export type HeardAlerts = { readonly picture: AlertPicture; readonly phoneMs: number; readonly serverMs: number }
/** The fact under which it is kept: alerts are no secret, and are read while the vault is locked. */
export const HEARD = 'alerts'

/** What an answer said of alerts; undefined when its time cannot be read, so that nothing older is taken for newer. */
export function heardOf(answer: Pick<SyncAnswer, 'alerts' | 'now'>, phoneMs: number): HeardAlerts | undefined {
  const serverMs = Date.parse(answer.now)
  return Number.isNaN(serverMs) ? undefined : { picture: answer.alerts, phoneMs, serverMs }
}

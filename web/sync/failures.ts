import { Refused, Unreachable } from '../call.ts'

/** Why nothing is being delivered. */
export type Trouble =
  | 'unreachable' // no network, a captive portal, a proxy's page
  | 'busy' // the server asks for patience
  | 'signed-out' // the outbox waits until someone signs in
  | 'someone-else' // another person signed in since, in another tab
  | 'revoked' // this device was withdrawn
  | 'not-served' // whoever is signed in may not file
  | 'fault' // the server could not answer this batch
  | 'start-over' // the cursor is not one of the server's

/** What to make of a failed call, with the wait the server asks for. Throws what is no failure of a call: a fault of ours must not pass for a bad network. */
export function troubleOf(error: unknown): { readonly trouble: Trouble; readonly waitMs: number | null } {
  if (error instanceof Unreachable) return { trouble: 'unreachable', waitMs: null }
  if (!(error instanceof Refused)) throw error
  if (error.problem === 'cursor-unknown') return { trouble: 'start-over', waitMs: 0 }
  if (error.problem === 'device-revoked') return { trouble: 'revoked', waitMs: null }
  if (error.problem === 'signed-in-as-another') return { trouble: 'someone-else', waitMs: null }
  if (error.body.status === 401) return { trouble: 'signed-out', waitMs: null }
  if (error.body.status === 403) return { trouble: 'not-served', waitMs: null }
  if (error.body.status === 429 || error.body.status === 503) {
    const seconds = error.body.retryAfterS
    return { trouble: 'busy', waitMs: typeof seconds === 'number' ? seconds * 1000 : null }
  }
  return { trouble: 'fault', waitMs: null }
}

/** How often a phone that reaches the server asks for changes, in ms. */
export const HEARTBEAT_MS = 15_000
const FIRST_MS = 2_000
const SLOWEST_MS = 300_000

/** Full-jitter back-off: anywhere from half a second to a bound that doubles with each failure, so that phones coming back together do not come at once. */
export function backoffMs(failures: number, random: number): number {
  const bound = Math.min(SLOWEST_MS, FIRST_MS * 2 ** Math.min(failures, 20))
  return Math.max(500, random * bound)
}

/** When to come again to a server that said so: then, and not all in the same moment. At most every second, whatever it says. */
export const toldMs = (waitMs: number, random: number): number => Math.max(1000, waitMs) + random * 500

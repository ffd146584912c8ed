import { PAST_DAYS } from '../../../geo/map/past.ts'

const HOUR_MS = 3_600_000

/** How many steps the bar has: none is now, one the last full hour, the most the first full hour that is certain to be shown. */
export const STEPS_BACK = PAST_DAYS * 24 - 1

const lastHour = (now: number) => Math.floor(now / HOUR_MS) * HOUR_MS

/** The moment of a step back from now, as an address keeps it; null is now. */
export const momentAt = (step: number, now: number): string | null => (step <= 0 ? null : `${new Date(lastHour(now) - (Math.min(step, STEPS_BACK) - 1) * HOUR_MS).toISOString().slice(0, 19)}Z`)

/** How many steps back a moment is, to the nearest; 0 for now. */
export function stepOf(at: string | null, now: number): number {
  if (at === null) return 0
  return Math.max(1, Math.min(STEPS_BACK, Math.round((lastHour(now) - Date.parse(at)) / HOUR_MS) + 1))
}

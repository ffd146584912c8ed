import type { FacilityBack, Priority } from './priority.ts'
import type { Standing } from './override.ts'

const LEAST_H = 0.25

/** Down to two significant digits, so that what is said of a figure still holds of it as it is shown. */
function roundedDown(value: number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1)
  return Number((Math.floor(value / unit + 1e-9) * unit).toPrecision(2))
}

/**
 * Hours that the repair itself would have to stay under for a damage to stand before another of its tier, all else unchanged; null when hours
 * alone cannot do it: it stands before it already, gives nothing back, or the way there takes too long.
 */
export function repairHoursToPass(own: Priority, rank: number): number | null {
  const weight = own.equivalents?.value ?? 0
  if (weight <= 0 || rank <= 0 || (own.perCrewHour?.value ?? 0) >= rank) return null
  const hours = weight / rank
  const repair = hours - own.travelH.value
  return hours <= LEAST_H || repair < 0.1 ? null : roundedDown(repair)
}

/** Person-equivalents per crew-hour if the repair took `repairH` hours. */
export const rankIf = (own: Priority, repairH: number): number => (own.equivalents?.value ?? 0) / Math.max(LEAST_H, repairH + own.travelH.value)

/** Where a damage would stand without one of its facilities; of those left one may still be critical. */
export function without(own: Priority, facility: FacilityBack): Standing {
  const weight = Math.max(0, (own.equivalents?.value ?? 0) - facility.equivalents)
  const critical = own.facilities.some((other) => other !== facility && other.critical)
  return { tier: own.tier === 2 && facility.critical && !critical ? 3 : own.tier, rank: weight / Math.max(LEAST_H, own.repairH.value + own.travelH.value) }
}

/** The facility that counts most for a damage's place; null when none hangs on it. */
export const weightiest = (own: Priority): FacilityBack | null =>
  own.facilities.reduce<FacilityBack | null>((best, one) => (best === null || one.equivalents > best.equivalents ? one : best), null)

/** Places that the range of a figure may span before the order pretends to know what it does not. */
export const PLACES_SURE = 5

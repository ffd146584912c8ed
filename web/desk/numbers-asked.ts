import { Instant } from '../../geo/text.ts'

/** The periods that are asked for most, in days up to now. */
export const DAYS = [1, 3, 7, 30] as const
/** One of those periods. */
export type Days = (typeof DAYS)[number]

const DAY_MS = 86_400_000

/** What the numbers are asked for, as the address says it: an area, and the last days or a period of one's own, whose end is now where none is given. */
export type Asked = { readonly area: string; readonly days: Days; readonly from: string; readonly to: string }

/** What an address asks for; what it does not understand it leaves out. */
export function askedOf(search: string): Asked {
  const query = new URLSearchParams(search)
  const instant = (name: string) => Instant.safeParse(query.get(name)).data ?? ''
  return { area: query.get('area') ?? '', days: DAYS.find((one) => String(one) === query.get('days')) ?? 7, from: instant('from'), to: instant('to') }
}

/** The period that is meant, in milliseconds; without a beginning of its own, the days before its end. */
export function periodOf({ days, from, to }: Asked, nowMs: number): { readonly from: number; readonly to: number } {
  const end = to === '' ? nowMs : Date.parse(to)
  return { from: from === '' ? end - days * DAY_MS : Date.parse(from), to: end }
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the clock of a zone shows at a moment, as if it were UTC. */
function wallMs(zone: string, atMs: number): number {
  let clock = clocks.get(zone)
  if (clock === undefined) clocks.set(zone, clock = new Intl.DateTimeFormat('en', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }))
  const part = Object.fromEntries(clock.formatToParts(atMs).map(({ type, value }) => [type, Number(value)])) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>
  return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second)
}

/** The day, as YYYY-MM-DD, and the minute of it that the clock of a zone shows at a moment. */
export function localOf(zone: string, atMs: number): { readonly day: string; readonly minute: number } {
  const wall = wallMs(zone, atMs)
  return { day: new Date(wall).toISOString().slice(0, 10), minute: Math.floor((wall % DAY_MS) / MINUTE_MS) }
}

/**
 * The moment at which the clock of a zone shows a minute of a day, in milliseconds. A minute that the change to summer time leaves out is as
 * much later as was left out; of one that comes twice, the first.
 */
export function instantOf(zone: string, day: string, minute: number): number {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS
  const offset = (atMs: number) => wallMs(zone, atMs) - atMs
  const [early, late] = [wall - offset(wall - DAY_MS), wall - offset(wall + DAY_MS)]
  return early + offset(early) === wall || late + offset(late) !== wall ? early : late
}

/** A day some days on. */
export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** When something comes again: each so many days from its first, at a minute by the clock of a zone, through a last day if there is one. */
export type Rhythm = { readonly first: string; readonly everyDays: number; readonly minute: number; readonly zone: string; readonly last: string | null }

/** The days on which it comes, after one day and through another, each with its moment. */
export function occurrences({ first, everyDays, minute, zone, last }: Rhythm, after: string, through: string): { readonly day: string; readonly atMs: number }[] {
  const days = (day: string) => Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${first}T00:00:00Z`)) / DAY_MS)
  const end = last !== null && last < through ? last : through
  const found = []
  for (let n = Math.max(0, Math.floor(days(after) / everyDays) + 1); n * everyDays <= days(end); n += 1) {
    const day = dayAfter(first, n * everyDays)
    found.push({ day, atMs: instantOf(zone, day, minute) })
  }
  return found
}

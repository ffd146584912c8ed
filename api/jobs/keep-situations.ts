import { EVERYWHERE } from '../../geo/access/scope.ts'
import { keep } from '../situation/commands.ts'
import { areasAwaiting } from '../situation/reading.ts'
import type { Job } from './scheduler.ts'

const HOUR_MS = 3_600_000
const LATE_MS = 2 * HOUR_MS // a server that was down at the hour makes up for it, and not for yesterday

/** The latest of some hours of the day, in UTC, that has begun. */
export function dueAt(hours: readonly number[], now: Date): Date | undefined {
  const begun = Math.floor(now.getTime() / HOUR_MS) * HOUR_MS
  for (let ago = 0; ago < 24; ago += 1) {
    const at = new Date(begun - ago * HOUR_MS)
    if (hours.includes(at.getUTCHours())) return at
  }
  return undefined
}

/** Keeps a situation report of the country and of each oblast at some hours of the day: once each, whichever server does it. */
export const keepSituations = (hours: readonly number[], makeId: () => string): Job => ({
  name: 'keep-situations',
  cron: '*/5 * * * *',
  run: async (tx, now) => {
    const due = dueAt(hours, now)
    if (due === undefined || now.getTime() - due.getTime() > LATE_MS) return 0
    let made = 0
    for (const code of await areasAwaiting(tx, due)) {
      if (await keep(tx, EVERYWHERE, { id: makeId(), area: code, by: null, due, now })) made += 1
    }
    return made
  },
})

import { run } from '../db/sql.ts'
import * as queries from './queries.ts'
import type { Job } from './scheduler.ts'

/** Forgets sessions that have ended, and counts of attempts that no longer matter. */
export const dropEndedSessions: Job = {
  name: 'drop-ended-sessions',
  cron: '17 * * * *',
  run: async (tx, now) => (await run(tx, queries.dropEndedSessions(now))) + (await run(tx, queries.dropOldAttempts(now))),
}

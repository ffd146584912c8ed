import { sql } from '../db/sql.ts'

/** True when no other server runs this job now; held until the transaction ends. */
export const tryLock = (name: string) => sql`select pg_try_advisory_xact_lock(hashtextextended(${`job:${name}`}, 0)) as held`

export const dropEndedSessions = (now: Date) => sql`delete from sessions where expires_at < ${now}`
export const dropOldAttempts = (now: Date) => sql`delete from rate_limits where last_request < ${now.getTime() - 3_600_000}`

import { readFileSync } from 'node:fs'
import type { Database } from '../../api/db/database.ts'

// Linux counts a process's CPU in hundredths of a second.
const TICK_MS = 10

/** CPU that a process has used so far, with all its threads, in milliseconds, as Linux shows it; undefined when there is no such process here. */
export function cpuOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

/**
 * CPU used so far, in milliseconds, by a process and by every back end of the database, as far as they run on this machine. Back ends
 * are looked for at each reading; one that ended takes its CPU with it, so the pools must be warm.
 */
export const cpuMeter = (database: Database) => async (pid: number): Promise<number> => {
  const { rows } = await database.pool.query<{ pid: number }>('select pid from pg_stat_activity where datname = current_database() and backend_type = \'client backend\'')
  return [pid, ...rows.map((row) => row.pid)].reduce((sum, one) => sum + (cpuOf(one) ?? 0), 0)
}

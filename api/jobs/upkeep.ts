import { schedule } from 'node-cron'
import type { Database } from '../db/database.ts'
import { vacuum } from '../db/vacuum.ts'
import type { Logger } from '../log.ts'

/** Vacuums the embedded database each hour, outside any transaction; a PostGIS server does it by itself. */
export function startUpkeep(database: Database, log: Logger): { stop(): Promise<void> } {
  const task = schedule('41 * * * *', async () => {
    try {
      await vacuum(database)
    } catch (error) {
      log.error({ err: error }, 'the embedded database was not vacuumed; it is tried again in an hour')
    }
  }, { name: 'vacuum', noOverlap: true, timezone: 'UTC' })
  return { stop: async () => { await task.destroy() } }
}

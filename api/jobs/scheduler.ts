import { schedule, type ScheduledTask } from 'node-cron'
import { z } from 'zod'
import type { Database } from '../db/database.ts'
import { one, type Tx } from '../db/sql.ts'
import type { Logger } from '../log.ts'
import * as queries from './queries.ts'

/** Something that runs on a clock, and with `atStart` once when the server starts, too. `now` is passed in, so that tests need no fake timers. */
export type Job = { readonly name: string; readonly cron: string; readonly atStart?: true; readonly run: (tx: Tx, now: Date) => Promise<number> }

const Held = z.object({ held: z.boolean() })

/** Runs a job unless another server holds it: the lock and the work share one transaction. Gives what the job counted, or undefined. */
export const runOnce = (database: Database, job: Job, now: Date): Promise<number | undefined> => database.write(async (tx) => {
  const { held } = await one(tx, Held, queries.tryLock(job.name))
  return held ? job.run(tx, now) : undefined
})

/** Starts the jobs' clocks. A job that fails is logged and runs again at its next time. */
export function startJobs(database: Database, jobs: readonly Job[], log: Logger, clock: () => Date): { stop(): Promise<void> } {
  const run = async (job: Job) => {
    try {
      const count = await runOnce(database, job, clock())
      if (count !== undefined && count > 0) log.info({ job: job.name, count }, 'job done')
    } catch (error) {
      log.error({ job: job.name, err: error }, 'job failed')
    }
  }
  const tasks: ScheduledTask[] = jobs.map((job) => schedule(job.cron, () => run(job), { name: job.name, noOverlap: true, timezone: 'UTC' }))
  const first = Promise.all(jobs.filter(({ atStart }) => atStart).map(run))
  return {
    async stop() {
      for (const task of tasks) await task.destroy()
      await first
    },
  }
}

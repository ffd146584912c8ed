import { expect, test } from 'vitest'
import { startJobs, type Job } from '../../../api/jobs/scheduler.ts'
import { makeLog } from '../../../api/log.ts'
import { withDatabase } from '../../kit/database.ts'

const LEAP_DAY = '0 0 29 2 *'

test('what is to run at the start runs then, once, fails alone, and is finished before the jobs have stopped', withDatabase(async (database) => {
  const ran: string[] = []
  const job = (name: string, more: Partial<Job> = {}): Job => ({ name, cron: LEAP_DAY, run: async () => { ran.push(name); return 1 }, ...more })
  const fails = job('fails', { atStart: true, run: () => Promise.reject(new Error('a fault of the job')) })
  const jobs = startJobs(database, [fails, job('at the start', { atStart: true }), job('on its day')], makeLog('silent'), () => new Date())
  await jobs.stop()
  expect(ran).toEqual(['at the start'])
}))

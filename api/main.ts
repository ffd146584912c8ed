import { join, resolve } from 'node:path'
import { serve } from '@hono/node-server'
import { startAlerts } from './alerts/poll.ts'
import { buildApp } from './app.ts'
import { configFrom } from './config.ts'
import { dropBulkAnswers } from './bulk/once.ts'
import { keepOrder } from './damages/ranking.ts'
import { migrate } from './db/migrate.ts'
import { openDatabase } from './db/open.ts'
import { prepareDemo } from './demo/prepare.ts'
import { keepWatch } from './clocks/watch.ts'
import { holdAtWork } from './repairs/holding.ts'
import { keepRounds } from './rounds/schedules.ts'
import { dropAbandonedUploads } from './jobs/drop-abandoned-uploads.ts'
import { dropEndedSessions } from './jobs/drop-ended-sessions.ts'
import { keepSituations } from './jobs/keep-situations.ts'
import { startJobs } from './jobs/scheduler.ts'
import { startUpkeep } from './jobs/upkeep.ts'
import { makeLog } from './log.ts'
import { projectRoot } from './root.ts'
import { standOn } from './standing.ts'
import { mountStatic } from './static.ts'

const STOP_WITHIN_MS = 10_000
const FINISH_WITHIN_MS = 5_000

/** Says in one line why the server does not start, or cannot go on, and ends it. */
function giveUp(error: unknown): never {
  process.stderr.write(`Vidnova cannot start: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}

async function start(): Promise<void> {
  const config = configFrom(process.env)
  const log = makeLog(config.logLevel)
  const note = (message: string, fields: object = {}) => log.info(fields, message)
  const dataDir = resolve(projectRoot, config.dataDir)

  const database = await openDatabase({ url: config.databaseUrl, dataDir, poolSize: config.poolSize, log: note })
  await migrate(database)

  let ready = true
  const standing = await standOn(database, { ...config, dataDir }, log, () => ready)
  await standing.seal.current() // a key that cannot be read is told before a phone is answered
  if (config.demo) await prepareDemo(standing)
  const app = buildApp(standing)
  mountStatic(app, join(projectRoot, '.build/web'), standing)
  const jobs = startJobs(database, [keepOrder, holdAtWork, keepWatch, dropEndedSessions, dropBulkAnswers, dropAbandonedUploads(standing.parts), keepSituations(config.reportHours, standing.makeId), keepRounds(standing.makeId)], log, standing.clock)
  const upkeep = startUpkeep(database, log)
  const alerts = config.alerts === undefined ? undefined : startAlerts({ ...config.alerts, database, fetch, clock: standing.clock, makeId: standing.makeId, log })

  const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) => {
    log.info({ port, database: database.kind, demo: config.demo }, `Vidnova is at ${config.publicUrl ?? `http://localhost:${port}`}`)
  })
  server.once('error', giveUp) // the port is taken

  async function stop(signal: string): Promise<void> {
    if (!ready) return
    ready = false
    log.info({ signal }, 'stopping: requests under way are finished first')
    // A reader that has stalled must not keep the database from being closed in order.
    const stalled = setTimeout(() => { if ('closeAllConnections' in server) server.closeAllConnections() }, FINISH_WITHIN_MS)
    const late = setTimeout(() => { log.error('requests did not end in time'); process.exit(1) }, STOP_WITHIN_MS)
    const deaf = standing.live.close()
    await jobs.stop()
    await upkeep.stop()
    await alerts?.stop()
    await new Promise<void>((closed) => { server.close(() => closed()) })
    clearTimeout(stalled)
    await deaf
    await database.close()
    clearTimeout(late)
    log.info('stopped')
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stop(signal).then(() => process.exit(0), (error: unknown) => {
        log.error({ err: error }, 'the server did not stop in order')
        process.exit(1)
      })
    })
  }
}

start().catch(giveUp)

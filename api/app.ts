import { Hono } from 'hono'
import { CONTRACT } from '../geo/http/contract.ts'
import { putPhoto, UPLOADS } from '../geo/photos/contract.ts'
import { Problem } from '../geo/problems.ts'
import { sync } from '../geo/sync/contract.ts'
import { mountAccess } from './access/routes.ts'
import { mountPeople } from './access/people-routes.ts'
import type { Auth } from './access/auth.ts'
import { mountAlerts } from './alerts/routes.ts'
import { mountAreas } from './areas/routes.ts'
import { mountBaseMaps } from './base-maps/routes.ts'
import type { BaseMapSetting } from './base-maps/settings.ts'
import { mountBoard } from './board/routes.ts'
import { mountBulk } from './bulk/routes.ts'
import { mountClearances } from './clearances/routes.ts'
import { mountClocks } from './clocks/routes.ts'
import { mountCrews } from './crews/routes.ts'
import { mountDamages } from './damages/routes.ts'
import type { Database } from './db/database.ts'
import { mountFeed } from './feed/routes.ts'
import { mountFilters } from './filters/routes.ts'
import { mountHandovers } from './handovers/routes.ts'
import { mountHazards } from './hazards/routes.ts'
import { admitted, makeAdmission, standsBack, syncsAtOnce } from './http/admission.ts'
import { mountDocs } from './http/docs.ts'
import { mountHeld } from './held/routes.ts'
import { onError } from './http/failures.ts'
import { mounter, type Kept } from './http/mount.ts'
import { sameSite } from './http/same-site.ts'
import { mountLive, mountPresence } from './live/routes.ts'
import type { LiveFeed } from './live/live-feed.ts'
import type { Logger } from './log.ts'
import type { PhotoStore } from './photos/store.ts'
import type { Seal } from './seal/seal.ts'
import { mountMap } from './map/routes.ts'
import { makePast } from './map/past.ts'
import { makeThingFollower } from './map/things.ts'
import type { Parts } from './uploads/parts.ts'
import { mountUploads } from './uploads/routes.ts'
import { mountNumbers } from './numbers/routes.ts'
import { mountOrganisations } from './organisations/routes.ts'
import { mountPhotos } from './photos/routes.ts'
import { mountRepairs } from './repairs/routes.ts'
import { mountRounds } from './rounds/routes.ts'
import { mountReports } from './reports/routes.ts'
import { mountSms } from './reports/sms-routes.ts'
import { mountSites } from './sites/routes.ts'
import { mountSituation } from './situation/routes.ts'
import { mountWeights } from './weights/routes.ts'
import { mountHandIn } from './sync/hand-in.ts'
import { mountSync } from './sync/routes.ts'

/** All that the app stands on; nothing in it is read from the environment. */
export type Standing = {
  readonly database: Database
  readonly auth: Auth
  readonly photos: PhotoStore
  /** What phones seal to. */
  readonly seal: Seal
  /** Photos that are on their way. */
  readonly parts: Parts
  readonly live: LiveFeed
  /** Base maps that the operator added. */
  readonly baseMaps: readonly BaseMapSetting[]
  /** The clock of areas of which the code list says none. */
  readonly timeZone: string
  /** How others are asked, such as the hosts of base maps. */
  readonly network: typeof fetch
  readonly log: Logger
  readonly demo: boolean
  readonly publicUrl: string | undefined
  /** A proxy of ours stands before the server, and the last address of X-Forwarded-For is its word. */
  readonly trustProxy: boolean
  readonly version: string
  readonly clock: () => Date
  /** A fresh id for a request or a record made by the server. */
  readonly makeId: () => string
  /** True while the server takes requests: false as soon as it is told to stop. */
  readonly ready: () => boolean
}

const after = (waitMs: number, then: () => void) => {
  const timer = setTimeout(then, waitMs)
  return () => clearTimeout(timer)
}

const SHORT_ID = /^[\w-]{1,64}$/

/** The whole API as one Hono app. Static files and sockets are `main.ts`'s. */
export function buildApp(standing: Standing): Hono<Kept> {
  const { database, log } = standing
  const app = new Hono<Kept>()
  app.onError(onError(log))
  app.notFound((c) => onError(log)(elsewhere(c.req.method, c.req.path), c))
  app.use(async (c, next) => {
    const given = c.req.header('x-request-id') ?? ''
    const requestId = SHORT_ID.test(given) ? given : standing.makeId()
    c.set('requestId', requestId)
    const began = performance.now()
    await next()
    // Set on the answer itself: c.header() would wrap its body anew, as a stream.
    const { headers } = c.res
    headers.set('x-request-id', requestId)
    headers.set('x-content-type-options', 'nosniff')
    headers.set('referrer-policy', 'no-referrer')
    log.info({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, actor: c.get('actor')?.id, ms: Math.round(performance.now() - began) }, 'request')
  })
  app.use('/api/*', sameSite(standing.publicUrl))

  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    if (!standing.ready()) throw new Problem('not-ready', {})
    await database.pool.query('select 1')
    return c.json({ ok: true })
  })

  const admission = makeAdmission({ atOnce: syncsAtOnce(database), nowMs: () => performance.now(), random: Math.random, after })
  app.use(sync.path, admitted(admission))
  for (const path of [putPhoto.path.replace(/\{\w+\}/, ':sha256'), UPLOADS, `${UPLOADS}/*`]) app.on(['PUT', 'POST', 'PATCH'], path, standsBack(admission, Math.random))

  const mount = mounter(app, standing)
  mountAccess(mount, app, standing)
  mountPeople(mount, standing)
  mountAreas(mount)
  mountSites(mount)
  mountMap(mount, makeThingFollower(database), makePast())
  mountBaseMaps(mount, standing)
  mountCrews(mount, standing.makeId)
  mountOrganisations(mount, standing.makeId)
  mountReports(mount, standing.makeId)
  mountPhotos(mount, standing.photos)
  mountUploads(app, standing)
  mountSms(app, standing)
  mountDamages(mount)
  mountFilters(mount)
  mountWeights(mount)
  mountNumbers(mount)
  mountClocks(mount)
  mountSituation(mount)
  mountBoard(mount)
  mountRepairs(mount)
  mountRounds(mount, standing.makeId, standing.timeZone)
  mountHazards(mount)
  mountHandovers(mount, standing.photos)
  mountBulk(mount)
  mountAlerts(mount)
  mountClearances(mount)
  mountSync(mount, standing, admission.crowded)
  mountHandIn(mount, standing)
  mountHeld(mount, standing)
  mountPresence(mount, standing)
  mountLive(app, standing)
  mountFeed(app, standing)
  mountDocs(app, standing)
  return app
}

const shaped = CONTRACT.map((endpoint) => ({ method: endpoint.method.toUpperCase(), path: new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`) }))

/** What to say of an address that nobody answers: another method, or nothing there. */
function elsewhere(method: string, path: string): Problem {
  const allows = shaped.filter((endpoint) => endpoint.path.test(path)).map((endpoint) => endpoint.method)
  return allows.length > 0 && !allows.includes(method) ? new Problem('method-not-allowed', { allows }) : new Problem('not-found', {})
}

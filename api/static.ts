import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import type { Context, Hono } from 'hono'
import { READERS } from '../geo/access/roles.ts'
import type { Standing } from './app.ts'
import { visibleTo } from './base-maps/routes.ts'
import { originsOf } from './base-maps/settings.ts'
import type { Kept } from './http/mount.ts'

/** The page's policy: nothing foreign, but pictures from the hosts of base maps that the operator added. */
const policy = (hosts: readonly string[]) => [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", ["img-src 'self' blob: data:", ...hosts].join(' '), "connect-src 'self'", "font-src 'self'", "manifest-src 'self'",
  "worker-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'",
].join('; ')

const SCREENS = ['/', '/sign-in', '/desk/*', '/admin', '/admin/*', '/account', '/labels']
// The same page, which asks at once for the scripts of the desk, or of the crew's part.
const DESK_SCREENS = ['/desk']
const CREW_SCREENS = ['/field', '/field/*']
const CREW = /^\/field(\/|$)/
const WORKER = '/service-worker.js'
// What only programs ask, and files: a page in their place would be taken for an answer.
const PROGRAMS = /^\/(api|ogc|assets|basemap)(\/|$)|\.\w+$/

/**
 * The built web: files by content hash kept for ever, the one page for every screen, headers that allow nothing foreign. Nothing here is secret,
 * but the hosts of base maps: they are named to who reads the map, and to others only where the operator made them public. The crew's page needs none.
 */
export function mountStatic(app: Hono<Kept>, folder: string, { baseMaps, auth }: Pick<Standing, 'baseMaps'> & { readonly auth: Pick<Standing['auth'], 'actorOf'> }): void {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`the web is not built: ${folder} has no index.html; run the build first`)
  app.use(async (c, next) => {
    await next()
    if (!(c.res.headers.get('content-type') ?? '').startsWith('text/html') || c.res.headers.has('content-security-policy')) return
    c.header('content-security-policy', policy(CREW.test(c.req.path) ? [] : await hostsFor(c)))
    c.header('cross-origin-opener-policy', 'same-origin')
    c.header('permissions-policy', 'geolocation=(self), camera=(self), microphone=(self)')
  })
  async function hostsFor(c: Context): Promise<string[]> {
    if (originsOf(baseMaps).length === 0) return []
    const actor = await auth.actorOf(c)
    return originsOf(visibleTo(baseMaps, actor?.grants.some(({ role }) => (READERS as readonly string[]).includes(role)) ?? false))
  }
  for (const hashed of ['/assets/*', '/basemap/:name{.+\\.json}']) {
    app.use(hashed, async (c, next) => {
      await next()
      if (c.res.ok) c.header('cache-control', 'public, max-age=31536000, immutable')
    })
  }
  app.use(WORKER, async (c, next) => {
    await next()
    c.header('content-security-policy', "default-src 'none'; connect-src 'self'") // all that a worker of ours does is fetch
  })
  app.get('*', serveStatic({ root: folder, precompressed: true, onFound: (_path, c) => { c.header('cache-control', 'no-cache') } }))
  const page = (path: string) => serveStatic({ root: folder, path, precompressed: true, onFound: (_path, c) => { c.header('cache-control', 'no-cache') } })
  for (const screen of SCREENS) app.get(screen, page('index.html'))
  for (const screen of DESK_SCREENS) app.get(screen, page('desk.html'))
  for (const screen of CREW_SCREENS) app.get(screen, page('field.html'))
  // A person whom a link led nowhere is told so by the page, in their language; a program is told by its problem.
  const lost = page('index.html')
  app.get('*', async (c, next) => {
    if (PROGRAMS.test(c.req.path) || !(c.req.header('accept') ?? '').includes('text/html')) return next()
    const answer = await lost(c, next)
    return answer === undefined ? answer : new Response(answer.body, { status: 404, headers: answer.headers })
  })
}

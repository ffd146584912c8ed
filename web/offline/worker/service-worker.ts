import { FAMILY, type Asked, type Told } from '../messages.ts'

declare const self: ServiceWorkerGlobalScope
/** Given by the build: its name, every file that the crew's page may need with its integrity, and how many of them, from the first, open it. */
declare const __BUILD__: string
declare const __FILES__: readonly (readonly [path: string, integrity: string])[]
declare const __FIRST__: number

const BUILD = __BUILD__
const FILES = __FILES__
const CACHE = FAMILY + BUILD
const PAGE = '/field.html'
const OLDER = '/.older-builds'
const LANES = 2 // a report that is being sent comes first
const GIVE_UP_AFTER = 6
const FILE_WITHIN_MS = 170_000
const PAGE_WITHIN_MS = 5_000
// Served by this origin, but another page's business, or nobody's without a network.
const ANSWERED_WHEN_OFFLINE = ['/', '/sign-in', '/account']

const paths = new Set(FILES.map(([path]) => path))
const found = { ignoreVary: true, ignoreSearch: true } as const // packed or not, it is the same file

async function tell(kept: number) {
  const told: Told = { build: BUILD, kept, all: FILES.length }
  for (const client of await self.clients.matchAll({ includeUncontrolled: true, type: 'window' })) client.postMessage(told)
}

/** The integrity makes the browser refuse anything else: a captive portal's page, a file of another build. */
async function keep(cache: Cache, path: string, integrity: string) {
  const hashed = path.startsWith('/assets/')
  const ask = (how: RequestCache) => fetch(path, { integrity, cache: how, signal: AbortSignal.timeout(FILE_WITHIN_MS) })
  // An unchanged file is taken from the build before this one; one that the page has just loaded, from the browser.
  const reply = (hashed ? await caches.match(path, found) : undefined) ?? await ask(hashed ? 'default' : 'no-cache').catch(() => ask('reload'))
  if (!reply.ok) throw new Error(`${path} was answered ${reply.status}`)
  await cache.put(path, reply)
}

/** Fetches what is not there yet, each file by itself: what arrived stays, whatever becomes of the rest. Gives how many are missing still. */
async function fill(wanted: typeof FILES): Promise<number> {
  const cache = await caches.open(CACHE)
  const there = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname))
  let kept = FILES.filter(([path]) => there.has(path)).length
  const missing = wanted.filter(([path]) => !there.has(path))
  let failures = 0
  const lane = async () => {
    for (let file = missing.shift(); file && failures < GIVE_UP_AFTER; file = missing.shift()) {
      try {
        await keep(cache, ...file)
        kept += 1
        await tell(kept)
      } catch (error) {
        failures += 1
        console.info('to be fetched again later:', file[0], error)
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  await tell(kept)
  return missing.length + failures
}

let filling: Promise<number> | undefined
const fillAll = () => (filling ??= fill(FILES).finally(() => { filling = undefined }))

/** Drops the builds before this one of which no page is open. A build that is on its way is left alone. */
async function sweep() {
  if (self.registration.installing ?? self.registration.waiting) return
  const cache = await caches.open(CACHE)
  const older = (await (await cache.match(OLDER))?.json().catch(() => [])) as string[] | undefined
  if (!older?.length) return
  const { held = [] } = await navigator.locks.query()
  const alive = new Set(held.map(({ name }) => name))
  for (const name of older) if (!alive.has(name)) await caches.delete(name)
  await cache.put(OLDER, Response.json(older.filter((name) => alive.has(name))))
}

async function takeOver() {
  const older = (await caches.keys()).filter((name) => name.startsWith(FAMILY) && name !== CACHE)
  await (await caches.open(CACHE)).put(OLDER, Response.json(older))
  await self.clients.claim()
  await sweep()
}

/** The first worker needs what opens the page; a later one needs all that its forerunner had, or offline would become less. */
self.addEventListener('install', (event) => event.waitUntil((async () => {
  const missing = await fill(self.registration.active ? FILES : FILES.slice(0, __FIRST__))
  if (missing > 0) throw new Error(`${missing} files are missing; the next try begins where this one ended`)
})()))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))
self.addEventListener('message', (event) => {
  const { ask } = event.data as Asked
  if (ask === 'take') event.waitUntil(self.skipWaiting())
  if (ask === 'fill') event.waitUntil(fillAll().then(sweep))
})

/** A page of an older build asks for that build's files: a name with a hash in it is right in whichever cache it is. */
const kept = async (path: string) => (await (await caches.open(CACHE)).match(path, found)) ?? (await caches.match(path, found))

/** The network's page, unless it fails or is slow. */
async function fromNetwork(request: Request, pathname: string): Promise<Response> {
  const slow = new AbortController()
  const timer = setTimeout(() => slow.abort(), PAGE_WITHIN_MS)
  try {
    return await fetch(request, { signal: slow.signal })
  } catch (error) {
    const page = pathname === '/' ? Response.redirect('/field') : await kept(PAGE)
    if (page) return page
    throw error
  } finally {
    clearTimeout(timer) // what has begun to come may take its time
  }
}

// Whatever is not answered here goes its way as if there were no worker: the API, the feed, the live stream, the desk.
self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    if (/^\/field(\/|$)/.test(pathname)) event.respondWith(kept(PAGE).then((page) => page ?? fetch(request)))
    else if (ANSWERED_WHEN_OFFLINE.includes(pathname)) event.respondWith(fromNetwork(request, pathname))
  } else if (paths.has(pathname) || pathname.startsWith('/assets/')) {
    event.respondWith(kept(pathname).then((file) => file ?? fetch(request)))
  }
})

import { BUILD } from './build-lock.ts'
import { isCalm, reload, settle } from './calm.ts'
import type { Asked, Told } from './messages.ts'
import { noteKept, noteNewer, noteWorks, standing } from './standing.ts'

const AGAIN_MS = 60_000
const LOOK_FOR_NEWER_MS = 3_600_000

const ask = (worker: ServiceWorker | null | undefined, what: Asked['ask']) => worker?.postMessage({ ask: what } satisfies Asked)
let taking = false

/** Takes the newer build that waits, with all that was typed kept. */
export async function takeNewer(): Promise<void> {
  const waiting = (await navigator.serviceWorker.getRegistration())?.waiting
  if (!waiting) return reload() // it was taken in another tab
  await settle()
  taking = true
  ask(waiting, 'take') // the page is loaded anew when the worker has changed
}

const takeWhenUnseen = () => {
  if (standing().newer && document.visibilityState === 'hidden' && isCalm()) void takeNewer()
}

function watch(registration: ServiceWorkerRegistration) {
  const consider = () => {
    if (!registration.waiting || !navigator.serviceWorker.controller) return
    noteNewer()
    takeWhenUnseen()
  }
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', consider))
  registration.installing?.addEventListener('statechange', consider)
  consider()
}

/**
 * Begins to make the phone ready to open this page without a network, and looks for newer builds. Call it once the page can be used:
 * nothing here is needed for the first report.
 */
export function startOffline(): void {
  const workers = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined
  if (workers === undefined || BUILD === '') return noteWorks(false)
  let hadWorker = workers.controller !== null
  let lookedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let watched: ServiceWorkerRegistration | undefined

  workers.addEventListener('message', ({ data }: MessageEvent<Partial<Told>>) => {
    if (data.build === BUILD && data.kept !== undefined && data.all !== undefined) noteKept(data.kept, data.all)
  })
  workers.addEventListener('controllerchange', () => {
    if (taking) location.reload()
    else if (hadWorker) noteNewer()
    hadWorker = true
  })

  async function tend() {
    clearTimeout(timer)
    timer = setTimeout(() => void tend(), AGAIN_MS)
    try {
      const registration = await workers!.register('/service-worker.js', { updateViaCache: 'none' })
      if (watched !== registration) watch(watched = registration)
      noteWorks(true)
      if (performance.now() - lookedAt > LOOK_FOR_NEWER_MS) {
        lookedAt = performance.now()
        await registration.update() // the first look is the registration's own
      }
      const { active } = await workers!.ready
      ask(active, 'fill')
      if (standing().kept !== null && standing().kept === standing().all) clearTimeout(timer)
    } catch (error) {
      // No network, or a window that may keep nothing: the next wake tries again.
      console.info('not ready for no network yet', error)
      if (error instanceof DOMException && error.name === 'SecurityError') noteWorks(false)
    }
  }

  const wake = () => { if (document.visibilityState === 'visible') void tend() }
  document.addEventListener('visibilitychange', () => { takeWhenUnseen(); wake() })
  addEventListener('online', wake)
  void tend()
}

import { createSignal } from 'solid-js'

// Chromium's event; no standard has it.
type InstallPrompt = Event & { prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }> }

/** How the page can come onto the home screen: it is there; the browser asks; by the hand of the person on a phone of Apple's; by the browser's menu. */
export type InstallWay = 'installed' | 'ask' | 'apple' | 'menu'

const LATER = 'vidnova.install-later'
const LATER_MS = 7 * 86_400_000

const standalone = () => matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true
const apple = () => 'standalone' in navigator && navigator.maxTouchPoints > 0
const wayNow = (): InstallWay => (standalone() ? 'installed' : apple() ? 'apple' : 'menu')

const [way, setWay] = createSignal<InstallWay>(wayNow())
const [putOffAt, setPutOffAt] = createSignal(Number(localStorage.getItem(LATER) ?? 0))
let asking: InstallPrompt | undefined

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault() // the browser's own banner gives no reason, and comes at the wrong moment
  asking = event as InstallPrompt
  setWay('ask')
})
addEventListener('appinstalled', () => setWay('installed'))

/** The way to install it from here. */
export { way as installWay }

/** Whether to ask for it on the page itself: it can be done from here, and was not put off within a week. */
export const mayAskInstall = (): boolean => (way() === 'ask' || way() === 'apple') && Math.abs(Date.now() - putOffAt()) >= LATER_MS

/** Puts it off for a week: Safari clears what it stores of a site that was not used for as long. */
export function putOffInstall(): void {
  localStorage.setItem(LATER, String(Date.now()))
  setPutOffAt(Date.now())
}

/** Has the browser ask. One event asks once. */
export async function askInstall(): Promise<void> {
  const prompt = asking
  if (!prompt) return
  asking = undefined
  const { outcome } = await prompt.prompt()
  setWay(outcome === 'accepted' ? 'installed' : wayNow())
  if (outcome === 'dismissed') putOffInstall()
}

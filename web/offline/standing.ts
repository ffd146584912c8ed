import { createSignal } from 'solid-js'

/** How far the phone is from working without a network, and whether a newer build waits. */
export type Standing = {
  /** Whether this browser can open the page without a network at all; null until it was asked. */
  readonly works: boolean | null
  /** How many of the build's files are on the phone; null until the worker said. */
  readonly kept: number | null
  readonly all: number
  /** They became complete while this page was open: worth saying once. */
  readonly justReady: boolean
  /** A newer build is on the phone and waits, or was taken in another tab. */
  readonly newer: boolean
}

const [standing, setStanding] = createSignal<Standing>({ works: null, kept: null, all: 0, justReady: false, newer: false })

/** How the page stands without a network. */
export { standing }

/** The files that are on the phone, as the worker counts them. */
export function noteKept(kept: number, all: number): void {
  setStanding((now) => ({ ...now, works: true, kept, all, justReady: kept === all && (now.justReady || (now.kept !== null && now.kept < now.all)) }))
}

/** Whether the browser can do it. */
export const noteWorks = (works: boolean): void => { setStanding((now) => ({ ...now, works })) }

/** A newer build waits. */
export const noteNewer = (): void => { setStanding((now) => ({ ...now, newer: true })) }

/** Whether the page would open now if the network were gone; null when that is not known yet. */
export const isReady = ({ works, kept, all }: Standing): boolean | null => (works === false ? false : kept === null ? null : kept === all)

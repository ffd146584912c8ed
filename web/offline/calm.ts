const busy = new Set<() => boolean>()
const settling = new Set<() => Promise<unknown>>()

const joined = <T>(set: Set<T>, one: T) => {
  set.add(one)
  return () => { set.delete(one) }
}

/** While `isBusy` says so, a new version waits: something is filled in or sent. Gives the end of it. */
export const holdVersion = (isBusy: () => boolean): (() => void) => joined(busy, isBusy)

/** Has `settle` finish before the page is loaded anew, so that nothing typed is lost. Gives the end of it. */
export const beforeReload = (settle: () => Promise<unknown>): (() => void) => joined(settling, settle)

/** Whether nothing is filled in or sent, and no question is open. */
export const isCalm = (): boolean => ![...busy].some((isBusy) => isBusy()) && document.querySelector('dialog[open]') === null

/** Waits until all that was typed is kept; what cannot be kept is said on the console and holds nobody up. */
export async function settle(): Promise<void> {
  const ended = await Promise.allSettled([...settling].map((one) => one()))
  for (const one of ended) if (one.status === 'rejected') console.error('not kept before the page is loaded anew', one.reason)
}

/** Loads the page anew, with all that was typed kept. */
export async function reload(): Promise<void> {
  await settle()
  location.reload()
}

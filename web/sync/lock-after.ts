const AWAY_MS = 5 * 60_000

/** Locks once the page was out of sight for five minutes, at the latest when it comes back; returns the end of it. */
export function lockAfter(lock: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let since: { readonly dateMs: number; readonly pageMs: number } | undefined
  const look = () => {
    clearTimeout(timer)
    if (document.visibilityState === 'hidden') {
      since ??= { dateMs: Date.now(), pageMs: performance.now() }
      timer = setTimeout(lock, AWAY_MS)
      return
    }
    // A page that sleeps runs no timers, and its own time may stand still; the clock may have been put back. The longer of both counts.
    if (since && Math.max(Date.now() - since.dateMs, performance.now() - since.pageMs) >= AWAY_MS) lock()
    since = undefined
  }
  document.addEventListener('visibilitychange', look)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', look)
  }
}

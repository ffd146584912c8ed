/** What wakes the outbox, and the clock it sleeps by. */
export type TriggerWorld = {
  readonly after: (waitMs: number, then: () => void) => () => void
  /** Calls back when the network or the page comes back; returns the end of it. */
  readonly onWake: (wake: () => void) => () => void
  /** Told of a fault of the phone itself, such as a store that was closed. */
  readonly failed: (error: unknown) => void
}

const AFTER_FAULT_MS = 60_000

/**
 * Keeps the outbox going: flushes at once, again after the time each flush asks for, and when the page wakes.
 * `kick` is for a new operation: it does not wait for the back-off. `stop` ends all of it.
 */
export function keepFlushing(flush: () => Promise<number>, world: TriggerWorld): { kick: () => void; stop: () => void } {
  let cancel: (() => void) | undefined
  let running = false
  let again = false
  let stopped = false

  async function run() {
    if (running) {
      again = true // filed while a flight was under way
      return
    }
    running = true
    cancel?.()
    let waitMs = 0
    do {
      again = false
      waitMs = await flush().catch((error: unknown) => {
        world.failed(error)
        return AFTER_FAULT_MS
      })
    } while (again && !stopped)
    running = false
    if (!stopped) cancel = world.after(waitMs, kick)
  }

  const kick = () => void run()
  const sleep = world.onWake(kick)
  kick()
  return {
    kick,
    stop() {
      stopped = true
      cancel?.()
      sleep()
    },
  }
}

/** Knows when everything that really takes time, hashing and reading bytes, has come to its end. */
export type Quiet = {
  /** Counts a promise as under way until it is settled. */
  watch<T>(work: Promise<T>): Promise<T>
  settled(): Promise<void>
  /** Gives the browser's cryptography and its console back as they were. */
  end(): void
}

/**
 * Watches `crypto.subtle`, the only thing under the phone's code that the virtual clock does not drive: Node computes it in other threads.
 * With nothing of it under way, one turn of the event loop runs all that can be run.
 */
export function makeQuiet(): Quiet {
  let busy = 0
  let idle = () => undefined as unknown
  const watch = async <T>(work: Promise<T>): Promise<T> => {
    busy += 1
    try {
      return await work
    } finally {
      busy -= 1
      if (busy === 0) idle()
    }
  }
  const real = globalThis.crypto.subtle
  const watched = new Proxy(real, {
    get(_, name) {
      const method = Reflect.get(real, name) as unknown
      return typeof method === 'function' ? (...given: unknown[]) => watch(Reflect.apply(method, real, given) as Promise<unknown>) : method
    },
  })
  Object.defineProperty(globalThis.crypto, 'subtle', { value: watched, configurable: true })
  // A phone that is full says so to its console, in every world.
  const { warn } = console
  console.warn = () => undefined
  return {
    watch,
    async settled() {
      for (;;) {
        await new Promise((turn) => { setImmediate(turn) })
        if (busy === 0) return
        await new Promise<void>((resolve) => { idle = resolve })
      }
    },
    end() {
      console.warn = warn
      Reflect.deleteProperty(globalThis.crypto, 'subtle')
    },
  }
}

import { createSignal } from 'solid-js'
import { problemOf } from './loading.ts'

/** Runs what asks the server, one at a time, and keeps in the words of `say` what it was refused for. */
export function createTelling(say: (problem: string) => string) {
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string | undefined>()
  return {
    busy, error,
    clear: () => setError(undefined),
    /** True when it went through; false when it was refused, or when another is under way. */
    async tell(run: () => Promise<unknown>): Promise<boolean> {
      if (busy()) return false
      setBusy(true)
      setError(undefined)
      try {
        await run()
        return true
      } catch (failure) {
        setError(say(problemOf(failure)))
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}

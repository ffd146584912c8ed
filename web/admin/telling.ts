import { createSignal } from 'solid-js'
import { problemOf } from '../store/loading.ts'
import { useAdmin } from './admin-context.tsx'

/** Runs what asks the server, one at a time, and keeps what it was refused for in words. */
export function createTelling() {
  const admin = useAdmin()
  const [busy, setBusy] = createSignal(false)
  const [error, setError] = createSignal<string | undefined>()
  return {
    busy, error,
    clear: () => setError(undefined),
    /** True when it went through. */
    async tell(run: () => Promise<unknown>): Promise<boolean> {
      if (busy()) return false
      setBusy(true)
      setError(undefined)
      try {
        await run()
        return true
      } catch (failure) {
        setError(admin.problemText(problemOf(failure)))
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}

import { Refused, Unreachable } from '../call.ts'

/** How far something asked for has come: nothing yet, there, or failed with what is there still standing. */
export type Phase = 'loading' | 'ready' | 'failed'

/** Runs one ask at a time: what is asked meanwhile is asked once more after it, not beside it. */
export function makeOneFlight(ask: () => Promise<void>): () => Promise<void> {
  let flying: Promise<void> | undefined
  let again = false
  return function run(): Promise<void> {
    if (flying !== undefined) {
      again = true
      return flying
    }
    flying = ask().finally(() => {
      flying = undefined
      if (!again) return
      again = false
      return run()
    })
    return flying
  }
}

/** Calls a thing once things have been quiet for `waitMs`, but never later than four times that after the first call. */
export function makeDebounced(waitMs: number, then: () => void): { (): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let since: number | undefined
  const fire = () => {
    timer = since = undefined
    then()
  }
  const debounced = () => {
    const now = performance.now()
    since ??= now
    clearTimeout(timer)
    timer = setTimeout(fire, Math.min(waitMs, Math.max(0, since + 4 * waitMs - now)))
  }
  return Object.assign(debounced, { cancel: () => { clearTimeout(timer); timer = since = undefined } })
}

/** True when the ask was called off by us, which is no failure. */
export const calledOff = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

/** The name of the server's problem, or `unreachable` when no answer of ours came. Anything else is a fault of the page and thrown on. */
export function problemOf(error: unknown): string {
  if (error instanceof Refused) return error.problem
  if (error instanceof Unreachable) return 'unreachable'
  throw error
}

import { createSignal, type Accessor } from 'solid-js'
import type { NearSite } from '../../geo/sites/site.ts'
import { Refused, Unreachable } from '../call.ts'

const PAUSE_MS = 250
const SHORTEST = 2

/** Sites that the server knows by what is typed, a moment after; what is typed next takes away what was found, and calls off what is still asked. */
export function createSiteFinder(ask: (text: string, signal: AbortSignal) => Promise<readonly NearSite[]>, pauseMs = PAUSE_MS): { readonly found: Accessor<readonly NearSite[]>; readonly type: (text: string) => void; readonly end: () => void } {
  const [found, setFound] = createSignal<readonly NearSite[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = new AbortController()

  async function look(text: string, signal: AbortSignal) {
    try {
      const sites = await ask(text, signal)
      if (!signal.aborted) setFound(sites)
    } catch (error) {
      if (!(signal.aborted || error instanceof Refused || error instanceof Unreachable)) throw error // the phone's own list stands
    }
  }
  function end() {
    clearTimeout(timer)
    asking.abort()
  }
  return {
    found, end,
    type(text) {
      end()
      asking = new AbortController()
      const { signal } = asking
      setFound([])
      if (text.trim().length >= SHORTEST) timer = setTimeout(() => void look(text.trim(), signal), pauseMs)
    },
  }
}

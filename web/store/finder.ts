import { createStore } from 'solid-js/store'
import { listDamages } from '../../geo/damages/contract.ts'
import type { Damage } from '../../geo/damages/damage.ts'
import { listSites } from '../../geo/sites/contract.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import { call } from '../call.ts'
import { calledOff, problemOf, type Phase } from './loading.ts'

const SHORTEST = 2
const AT_MOST = 6

/** What the server has of some words, within the reach of who asks. */
export type Found = { readonly sites: readonly NearSite[]; readonly damages: readonly Damage[] }

const NOTHING: Found = { sites: [], damages: [] }

async function ask(text: string, signal: AbortSignal): Promise<Found> {
  const query = { text, limit: AT_MOST }
  const [{ sites }, { damages }] = await Promise.all([call(listSites, { query }, signal), call(listDamages, { query }, signal)])
  return { sites, damages }
}

/** Sites and open damages by words. An answer that comes after other words were typed is dropped. */
export function createFinder(source: typeof ask = ask) {
  const [state, set] = createStore<{ found: Found; text: string; phase: Phase; problem: string | null }>({ found: NOTHING, text: '', phase: 'ready', problem: null })
  let asking = new AbortController()
  return {
    state,
    /** Looks for words; fewer than two letters find nothing and ask nobody. What was found stays until the next answer. */
    async look(said: string): Promise<void> {
      const text = said.trim()
      asking.abort()
      asking = new AbortController()
      const { signal } = asking
      if (text.length < SHORTEST) return set({ found: NOTHING, text, phase: 'ready', problem: null })
      set({ text, phase: 'loading', problem: null })
      try {
        const found = await source(text, signal)
        if (!signal.aborted) set({ found, phase: 'ready' })
      } catch (error) {
        if (signal.aborted || calledOff(error)) return
        set({ found: NOTHING, phase: 'failed', problem: problemOf(error) })
      }
    },
    /** Ends what is under way. */
    end: () => asking.abort(),
  }
}

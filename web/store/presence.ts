import { createStore } from 'solid-js/store'
import { HEARTBEAT_MS, sayPresence, type Doing, type Presence, type Present } from '../../geo/presence/contract.ts'
import { call } from '../call.ts'
import { makeDebounced, problemOf } from './loading.ts'

const SETTLE_MS = 250 // going down the queue tells nobody of each step

/** Who else is at the damage that this window shows; and saying that one is there oneself, again and again until the page is hidden. */
export function createPresence(tab: string, say = (body: { tab: string; damage: string | null; doing: Doing }) => call(sayPresence, { body })) {
  const [state, set] = createStore<{ damage: string | null; others: readonly Present[] }>({ damage: null, others: [] })
  let doing: Doing = 'looking'
  let told: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  async function beat() {
    clearTimeout(timer)
    const { damage } = state
    if (damage === null && told === null) return
    told = damage
    if (damage !== null) timer = setTimeout(() => void beat(), HEARTBEAT_MS)
    try {
      const { others } = await say({ tab, damage, doing })
      if (state.damage === damage) set('others', others)
    } catch (error) {
      problemOf(error) // whoever else is there is not known for a moment; the next beat asks again
    }
  }
  const soon = makeDebounced(SETTLE_MS, () => void beat())

  return {
    state,
    /** Another damage is shown, or none. */
    at(damage: string | null) {
      if (damage === state.damage) return
      doing = 'looking'
      set({ damage, others: [] })
      soon()
    },
    /** A form on it is being filled in, or no longer. */
    does(next: Doing) {
      if (next === doing || state.damage === null) return
      doing = next
      soon()
    },
    /** What the live stream says. */
    hear(presence: Presence) {
      if (presence.damage === state.damage) set('others', presence.others)
    },
    /** Says once more where one is, at once: after the stream was cut. */
    beat,
    end() {
      soon.cancel()
      set({ damage: null, others: [] })
      void beat()
    },
  }
}

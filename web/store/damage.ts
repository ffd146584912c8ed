import { createStore, reconcile } from 'solid-js/store'
import { getDamage } from '../../geo/damages/contract.ts'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { call } from '../call.ts'
import { calledOff, problemOf, type Phase } from './loading.ts'

type State = { id: string | null; whole: DamageWhole | null; phase: Phase; problem: string | null }

const readWhole = (id: string, signal: AbortSignal) => call(getDamage, { params: { id } }, signal)

/** The damage of the panel with all that belongs to it. */
export function createDamage(read = readWhole) {
  const [state, set] = createStore<State>({ id: null, whole: null, phase: 'ready', problem: null })
  let asking = new AbortController()
  let newest: Promise<void> = Promise.resolve()

  /** Reads it; one that a later reading calls off is over when that one is, so that whoever waits sees what is there then. */
  function load(id: string): Promise<void> {
    asking.abort()
    asking = new AbortController()
    const mine: Promise<void> = readInto(id, asking.signal).then((done) => (done || newest === mine ? undefined : newest))
    newest = mine
    return mine
  }

  async function readInto(id: string, signal: AbortSignal): Promise<boolean> {
    try {
      const whole = await read(id, signal)
      set('whole', state.whole?.id === id ? reconcile(whole, { key: 'id' }) : whole)
      set({ phase: 'ready', problem: null })
    } catch (error) {
      if (calledOff(error)) return false
      set({ phase: 'failed', problem: problemOf(error) })
    }
    return true
  }

  return {
    state,
    /** Shows another damage, or none. */
    async choose(id: string | null): Promise<void> {
      if (id === state.id) return
      asking.abort()
      set({ id, whole: null, phase: id === null ? 'ready' : 'loading', problem: null })
      if (id !== null) await load(id)
    },
    /** Reads the shown damage again, in place. */
    async refresh(): Promise<void> {
      if (state.id !== null) await load(state.id)
    },
    /** Shows a change at once, before the server has said so. Gives what takes it back. */
    suppose(change: Partial<DamageWhole>): () => void {
      const { whole } = state
      if (whole === null) return () => {}
      const before = Object.fromEntries(Object.keys(change).map((key) => [key, whole[key as keyof DamageWhole]])) as Partial<DamageWhole>
      const id = whole.id
      set('whole', change)
      return () => { if (state.whole?.id === id) set('whole', before) }
    },
  }
}

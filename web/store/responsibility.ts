import { createStore, reconcile } from 'solid-js/store'
import { readResponsibility, type Responsibility } from '../../geo/handovers/contract.ts'
import { call } from '../call.ts'
import { calledOff, problemOf, type Phase } from './loading.ts'

/** Which organisation is responsible for the shown damage, and its hand-overs. */
export function createResponsibility() {
  const [state, set] = createStore<{ whole: Responsibility | null; phase: Phase }>({ whole: null, phase: 'loading' })
  let asking = new AbortController()
  return {
    state,
    /** Reads that of a damage; the last asked for is shown. */
    async read(damage: string): Promise<void> {
      asking.abort()
      asking = new AbortController()
      if (state.whole?.damage !== damage) set({ whole: null, phase: 'loading' })
      try {
        const whole = await call(readResponsibility, { params: { id: damage } }, asking.signal)
        set('whole', state.whole?.damage === damage ? reconcile(whole, { key: 'id' }) : whole)
        set('phase', 'ready')
      } catch (error) {
        if (calledOff(error)) return
        problemOf(error)
        set('phase', 'failed')
      }
    },
  }
}

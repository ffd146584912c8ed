import { createStore } from 'solid-js/store'
import type { z } from 'zod'
import { readPast } from '../../geo/map/past-contract.ts'
import { call } from '../call.ts'
import { calledOff, problemOf, type Phase } from './loading.ts'

/** The queue as it was at a moment. */
export type PastData = z.output<typeof readPast.returns>

/** What is asked for it, as the contract takes it. */
export type PastQuery = z.input<typeof readPast.query>

/** The figures of a moment: asked anew with each, the last shown until the next is there. */
export function createPast() {
  const [state, set] = createStore<{ data: PastData | null; phase: Phase; problem: string | null }>({ data: null, phase: 'loading', problem: null })
  let asking = new AbortController()
  return {
    state,
    /** Shows another moment; the previous question is called off. */
    async ask(query: PastQuery): Promise<void> {
      asking.abort()
      asking = new AbortController()
      set('phase', 'loading')
      try {
        const data = await call(readPast, { query }, asking.signal)
        set({ data, phase: 'ready', problem: null })
      } catch (error) {
        if (calledOff(error)) return
        set({ problem: problemOf(error), phase: 'failed' })
      }
    },
  }
}

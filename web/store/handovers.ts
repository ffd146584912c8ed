import { createStore, reconcile } from 'solid-js/store'
import { answerHandover, expectHanded, getHandover, handOn, listHandovers, moveHanded, sendToHanded } from '../../geo/handovers/contract.ts'
import type { Handed } from '../../geo/handovers/handed.ts'
import type { HandoverAnswer, SharedPart } from '../../geo/handovers/handover.ts'
import type { RepairMove } from '../../geo/repairs/repair.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

/** What was handed to one's organisations and what these handed over. */
export function createHandovers() {
  const [state, set] = createStore<{ received: Handed[]; given: Handed[]; phase: Phase }>({ received: [], given: [], phase: 'loading' })
  const refresh = makeOneFlight(async () => {
    try {
      const { received, given } = await call(listHandovers, {})
      set('received', reconcile(received, { key: 'id' }))
      set('given', reconcile(given, { key: 'id' }))
      set('phase', 'ready')
    } catch (error) {
      problemOf(error)
      set('phase', 'failed')
    }
  })
  return {
    state,
    refresh,
    /** How many wait for an answer. */
    waiting: () => state.received.filter((one) => one.state === 'asked').length,
    /** Answers one. Throws as `call` does. */
    answer: async (id: string, answer: HandoverAnswer, why: string, version: number): Promise<Handed> => {
      try {
        return await call(answerHandover, { params: { id }, body: { answer, why, version } })
      } finally {
        await refresh()
      }
    },
    /** Sends a crew; `repair` is the id of the repair, should one have to be opened. Throws as `call` does. */
    send: (id: string, crew: string, repair: string, version: number | null): Promise<Handed> => call(sendToHanded, { params: { id }, body: { crew, repair, version } }),
    /** Moves the repair. Throws as `call` does. */
    move: (id: string, step: RepairMove, version: number): Promise<Handed> => call(moveHanded, { params: { id }, body: { ...step, version } }),
    /** Says when service is expected back, on the word of the desk. Throws as `call` does. */
    expect: (id: string, at: string, version: number): Promise<Handed> => call(expectHanded, { params: { id }, body: { at, source: 'dispatcher', version } }),
    /** Asks another organisation to take it; `next` is the id of the hand-over that is made. Gives what was handed on as it stands then. Throws as `call` does. */
    handOn: async (id: string, next: string, offer: { readonly to: string; readonly reason: string; readonly shared: readonly SharedPart[] }, version: number): Promise<Handed> => {
      await call(handOn, { params: { id, next }, body: { ...offer, shared: [...offer.shared], version } })
      return call(getHandover, { params: { id } })
    },
  }
}

/** The store of hand-overs. */
export type Handovers = ReturnType<typeof createHandovers>

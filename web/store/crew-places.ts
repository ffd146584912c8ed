import { createStore } from 'solid-js/store'
import { listCrewPlaces, type CrewPlace } from '../../geo/crews/contract.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

/** Where crews are to be looked for; asked for while the map shows them. */
export function createCrewPlaces() {
  const [state, set] = createStore<{ places: readonly CrewPlace[]; phase: Phase }>({ places: [], phase: 'loading' })
  return {
    state,
    /** Reads them again; what is there stays when the server does not answer. */
    refresh: makeOneFlight(async () => {
      try {
        const { crews } = await call(listCrewPlaces, {})
        set({ places: crews, phase: 'ready' })
      } catch (error) {
        problemOf(error)
        set('phase', 'failed')
      }
    }),
  }
}

import { createStore } from 'solid-js/store'
import type { Area } from '../../geo/areas/area.ts'
import { listAreas } from '../../geo/areas/contract.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

/** The areas within reach that a queue is narrowed to: oblasts and raions. */
export function createAreas() {
  const [state, set] = createStore<{ areas: Area[]; phase: Phase }>({ areas: [], phase: 'loading' })
  return {
    state,
    /** The area with a code, once it is there. */
    find: (code: string) => state.areas.find((area) => area.code === code),
    /** Reads them; they hardly ever change. */
    refresh: makeOneFlight(async () => {
      try {
        const levels = await Promise.all((['oblast', 'raion'] as const).map((level) => call(listAreas, { query: { level } })))
        set({ areas: levels.flatMap(({ areas }) => areas), phase: 'ready' })
      } catch (error) {
        problemOf(error)
        set('phase', 'failed')
      }
    }),
  }
}

import { createStore } from 'solid-js/store'
import type { Area, AreaLevel } from '../../geo/areas/area.ts'
import { listAreas } from '../../geo/areas/contract.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

const at = async (level: AreaLevel) => (await call(listAreas, { query: { level } })).areas

/** The areas within reach that something is narrowed to: oblasts and raions, and when they are asked for the hromadas below them. They hardly ever change. */
export function createAreas() {
  const [state, set] = createStore<{ areas: Area[]; phase: Phase; fine: Phase | 'unasked' }>({ areas: [], phase: 'loading', fine: 'unasked' })
  return {
    state,
    /** The area with a code, once it is there. */
    find: (code: string) => state.areas.find((area) => area.code === code),
    /** Reads oblasts and raions. */
    refresh: makeOneFlight(async () => {
      try {
        const levels = await Promise.all((['oblast', 'raion'] as const).map(at))
        set('areas', (before) => [...levels.flat(), ...before.filter(({ level }) => level === 'hromada')])
        set('phase', 'ready')
      } catch (error) {
        problemOf(error)
        set('phase', 'failed')
      }
    }),
    /** Reads the hromadas too, once: they are many, and most people never choose one. */
    async refreshFine(): Promise<void> {
      if (state.fine === 'loading' || state.fine === 'ready') return
      set('fine', 'loading')
      try {
        const hromadas = await at('hromada')
        set('areas', (before) => [...before.filter(({ level }) => level !== 'hromada'), ...hromadas])
        set('fine', 'ready')
      } catch (error) {
        problemOf(error)
        set('fine', 'failed')
      }
    },
  }
}

/** The areas that something is narrowed to. */
export type Areas = ReturnType<typeof createAreas>

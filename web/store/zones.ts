import { createStore, reconcile } from 'solid-js/store'
import type { Clearance } from '../../geo/clearances/clearance.ts'
import { listClearances } from '../../geo/clearances/contract.ts'
import { listHazards } from '../../geo/hazards/contract.ts'
import type { HazardZone } from '../../geo/hazards/hazard.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

/** Hazard zones and clearances of one's areas that hold or come, with outlines; `more` when not all of them are here; `readings` counts how often they were read. */
type State = { hazards: HazardZone[]; clearances: Clearance[]; more: boolean; phase: Phase; problem: string | null; readings: number }

const AT_MOST = 5000
const readZones = async () => {
  const query = { outlines: 'yes', limit: AT_MOST } as const
  const [hazards, clearances] = await Promise.all([call(listHazards, { query }), call(listClearances, { query })])
  return { hazards: hazards.hazards, clearances: clearances.clearances, more: hazards.more || clearances.more }
}

/** The zones of the map: all at once, since what threatens is to be known before one looks there. */
export function createZones(read = readZones) {
  const [state, set] = createStore<State>({ hazards: [], clearances: [], more: false, phase: 'loading', problem: null, readings: 0 })
  return {
    state,
    /** Reads them again; what is there stays when the server does not answer. */
    refresh: makeOneFlight(async () => {
      try {
        const { hazards, clearances, more } = await read()
        set('hazards', reconcile(hazards, { key: 'id' }))
        set('clearances', reconcile(clearances, { key: 'id' }))
        set({ more, phase: 'ready', problem: null, readings: state.readings + 1 })
      } catch (error) {
        set({ problem: problemOf(error), phase: 'failed' })
      }
    }),
  }
}

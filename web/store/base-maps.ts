import { createSignal } from 'solid-js'
import { listBaseMaps, type BaseMap } from '../../geo/map/base-contract.ts'
import { call } from '../call.ts'
import { problemOf } from './loading.ts'

const STORED = 'vidnova.base-map'

/** Base maps that the operator added, and which of them this device shows; null is the one that ships. */
export function createBaseMaps() {
  const [all, setAll] = createSignal<readonly BaseMap[]>([])
  const [chosen, setChosen] = createSignal(localStorage.getItem(STORED))
  return {
    all,
    /** The chosen one, as far as it is still there. */
    chosen: (): BaseMap | null => all().find(({ id }) => id === chosen()) ?? null,
    choose(id: string | null): void {
      setChosen(id)
      if (id === null) localStorage.removeItem(STORED)
      else localStorage.setItem(STORED, id)
    },
    /** Asks which there are; without an answer there is the one that ships. */
    async refresh(): Promise<void> {
      try {
        setAll((await call(listBaseMaps, {})).baseMaps)
      } catch (error) {
        problemOf(error)
      }
    },
  }
}

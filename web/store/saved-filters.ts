import { createStore, reconcile } from 'solid-js/store'
import { listFilters, removeFilter, saveFilter, type SavedFilter } from '../../geo/filters/contract.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

/** Filters of the queue that were saved under a name: one's own and those that others share. */
export function createSavedFilters() {
  const [state, set] = createStore<{ filters: SavedFilter[]; phase: Phase; problem: string | null }>({ filters: [], phase: 'loading', problem: null })
  const refresh = makeOneFlight(async () => {
    try {
      set('filters', reconcile((await call(listFilters, {})).filters, { key: 'id' }))
      set({ phase: 'ready', problem: null })
    } catch (error) {
      set({ phase: 'failed', problem: problemOf(error) })
    }
  })
  return {
    state,
    refresh,
    /** Saves one, new (version 0) or changed. Rejects with the server's problem. */
    async save(id: string, given: { readonly name: string; readonly query: Record<string, string>; readonly shared: boolean; readonly version: number }): Promise<void> {
      await call(saveFilter, { params: { id }, body: given })
      await refresh()
    },
    async remove(id: string): Promise<void> {
      await call(removeFilter, { params: { id } })
      await refresh()
    },
  }
}

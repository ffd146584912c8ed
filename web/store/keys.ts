import { createStore } from 'solid-js/store'
import type { z } from 'zod'
import { createKey, listKeys, revokeKey } from '../../geo/access/contract.ts'
import { call } from '../call.ts'
import { problemOf, type Phase } from './loading.ts'

type Listed = z.output<typeof listKeys.returns>['keys'][number]

/** A key as it is shown once, after it was made. */
export type MadeKey = z.output<typeof createKey.returns>

/** Keys of feed consumers; the secret of a new one is given once and kept nowhere. */
export function createKeys() {
  const [state, set] = createStore<{ keys: Listed[]; phase: Phase; problem: string | null }>({ keys: [], phase: 'loading', problem: null })
  async function refresh() {
    try {
      const { keys } = await call(listKeys, {})
      set({ keys, phase: 'ready', problem: null })
    } catch (error) {
      set({ problem: problemOf(error), phase: 'failed' })
    }
  }
  return {
    state,
    refresh,
    /** Makes a key. Throws as `call` does. */
    async make(asked: z.input<typeof createKey.body>): Promise<MadeKey> {
      const made = await call(createKey, { body: asked })
      await refresh()
      return made
    },
    /** Withdraws a key. Throws as `call` does. */
    async revoke(id: string): Promise<void> {
      await call(revokeKey, { params: { id } })
      await refresh()
    },
  }
}

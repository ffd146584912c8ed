import { createStore } from 'solid-js/store'
import { getMe, type Me } from '../../geo/access/contract.ts'
import { DESK_READERS, type Role } from '../../geo/access/roles.ts'
import { call } from '../call.ts'
import { problemOf, type Phase } from './loading.ts'

/** Who is signed in. `problem` is `not-signed-in` when nobody is. */
export function createMe() {
  const [state, set] = createStore<{ me: Me | null; phase: Phase; problem: string | null }>({ me: null, phase: 'loading', problem: null })
  return {
    state,
    /** True when one of the roles is held anywhere. */
    holds: (roles: readonly Role[]): boolean => state.me?.grants.some((grant) => roles.includes(grant.role)) ?? false,
    /** True for who works at the desk of an organisation: what is handed over to it is told to them. */
    takes: (): boolean => state.me?.grants.some(({ role, organisation }) => organisation !== null && (DESK_READERS as readonly Role[]).includes(role)) ?? false,
    /** Asks the server. */
    async refresh(): Promise<void> {
      try {
        const me = await call(getMe, {})
        set({ me, phase: 'ready', problem: null })
      } catch (error) {
        set({ phase: 'failed', problem: problemOf(error) })
      }
    },
  }
}

import { createStore, reconcile } from 'solid-js/store'
import type { z } from 'zod'
import { endGrant, endSessions, giveGrant, listDevices, listPeople, makePerson, revokeDevice, setPassword } from '../../geo/access/people-contract.ts'
import type { Device, GrantAsked, Person, PersonAsked } from '../../geo/access/people.ts'
import { call } from '../call.ts'
import { makeDebounced, makeOneFlight, problemOf, type Phase } from './loading.ts'

const TYPING_MS = 200

/** People with their roles; whatever is changed here is read anew after it. What changes throws as `call` does. */
export function createPeople() {
  const [state, set] = createStore<{ people: Person[]; more: boolean; phase: Phase; search: string }>({ people: [], more: false, phase: 'loading', search: '' })
  const refresh = makeOneFlight(async () => {
    try {
      const { people, more } = await call(listPeople, { query: { search: state.search } })
      set('people', reconcile(people, { key: 'id' }))
      set({ more, phase: 'ready' })
    } catch (error) {
      problemOf(error)
      set('phase', 'failed')
    }
  })
  const soon = makeDebounced(TYPING_MS, () => void refresh())
  async function then<T>(asked: Promise<T>): Promise<T> {
    const answer = await asked
    await refresh()
    return answer
  }
  return {
    state,
    refresh,
    /** Narrows the list to names and addresses that hold these words. */
    search(words: string): void {
      set('search', words)
      soon()
    },
    make: (body: z.input<typeof PersonAsked>) => then(call(makePerson, { body })),
    giveGrant: (id: string, body: z.input<typeof GrantAsked>) => then(call(giveGrant, { params: { id }, body })),
    endGrant: (id: string, grant: string) => then(call(endGrant, { params: { id, grant } })),
    setPassword: (id: string, password: string | null) => then(call(setPassword, { params: { id }, body: { password } })),
    endSessions: (id: string) => then(call(endSessions, { params: { id } })),
  }
}

/** Phones that have sent something. */
export function createDevices() {
  const [state, set] = createStore<{ devices: Device[]; more: boolean; phase: Phase; search: string }>({ devices: [], more: false, phase: 'loading', search: '' })
  const refresh = makeOneFlight(async () => {
    try {
      const { devices, more } = await call(listDevices, { query: { search: state.search } })
      set('devices', reconcile(devices, { key: 'id' }))
      set({ more, phase: 'ready' })
    } catch (error) {
      problemOf(error)
      set('phase', 'failed')
    }
  })
  const soon = makeDebounced(TYPING_MS, () => void refresh())
  return {
    state,
    refresh,
    /** Narrows the list to people and crews whose names hold these words. */
    search(words: string): void {
      set('search', words)
      soon()
    },
    /** Withdraws a phone or allows it again. Throws as `call` does. */
    async revoke(id: string, revoked: boolean): Promise<void> {
      await call(revokeDevice, { params: { id }, body: { revoked } })
      await refresh()
    },
  }
}

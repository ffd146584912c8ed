import { createStore, reconcile } from 'solid-js/store'
import type { z } from 'zod'
import { changeCrew, listWholeCrews, makeCrew, retireCrew, type CrewAsked, type WholeCrew } from '../../geo/crews/contract.ts'
import { changeOrganisation, listOrganisations, makeOrganisation, type Organisation, type OrganisationAsked } from '../../geo/organisations/contract.ts'
import { call } from '../call.ts'
import { makeOneFlight, problemOf, type Phase } from './loading.ts'

/** Organisations and their crews as they are kept. What changes throws as `call` does. */
export function createOrganisations() {
  const [state, set] = createStore<{ organisations: Organisation[]; crews: WholeCrew[]; phase: Phase }>({ organisations: [], crews: [], phase: 'loading' })
  const refresh = makeOneFlight(async () => {
    try {
      const [{ organisations }, { crews }] = await Promise.all([call(listOrganisations, {}), call(listWholeCrews, {})])
      set('organisations', reconcile(organisations, { key: 'id' }))
      set('crews', reconcile(crews, { key: 'id' }))
      set('phase', 'ready')
    } catch (error) {
      problemOf(error)
      set('phase', 'failed')
    }
  })
  async function then(asked: Promise<unknown>): Promise<void> {
    await asked
    await refresh()
  }
  return {
    state,
    refresh,
    /** Makes an organisation, or changes the one with this id. */
    put: (id: string | null, body: z.input<typeof OrganisationAsked>) => then(id === null ? call(makeOrganisation, { body }) : call(changeOrganisation, { params: { id }, body })),
    /** Makes a crew, or changes the one with this id. */
    putCrew: (id: string | null, body: z.input<typeof CrewAsked>) => then(id === null ? call(makeCrew, { body }) : call(changeCrew, { params: { id }, body })),
    retireCrew: (id: string, retired: boolean) => then(call(retireCrew, { params: { id }, body: { retired } })),
  }
}

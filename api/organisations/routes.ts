import { changeOrganisation, listOrganisations, makeOrganisation, Organisation } from '../../geo/organisations/contract.ts'
import { Problem } from '../../geo/problems.ts'
import { mustReach } from '../access/reach.ts'
import { many, run } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import type { Mount } from '../http/mount.ts'
import * as queries from './queries.ts'

/** Organisations that own sites and send crews. One stands in no area: an administrator of some areas alone leaves it as it is. */
export function mountOrganisations(mount: Mount, makeId: () => string): void {
  mount(listOrganisations, async ({ tx }) => ({ organisations: await many(tx, Organisation, queries.list()) }))

  mount(makeOrganisation, async ({ tx, actor, scope, body }) => {
    await mustReach(tx, scope, null)
    const id = makeId()
    await run(tx, queries.insert(id, body))
    await events.record(tx, actor, [{ verb: 'organisation.made', id, body }])
    return { id }
  })

  mount(changeOrganisation, async ({ tx, actor, scope, params, body }) => {
    await mustReach(tx, scope, null)
    if ((await run(tx, queries.update(params.id, body))) === 0) throw new Problem('organisation-not-found', params)
    await events.record(tx, actor, [{ verb: 'organisation.changed', id: params.id, body }])
    return params
  })
}

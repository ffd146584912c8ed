import { Problem } from '../../geo/problems.ts'
import { getSite, listSites } from '../../geo/sites/contract.ts'
import { NearSite, Site } from '../../geo/sites/site.ts'
import { many, maybe } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import * as queries from './queries.ts'

/** Sites for lists and phones. */
export function mountSites(mount: Mount): void {
  mount(listSites, async ({ tx, scope, query }) => ({ sites: await many(tx, NearSite, queries.list(query, scope)) }))

  mount(getSite, async ({ tx, scope, params }) => {
    const site = await maybe(tx, Site, queries.byId(params.id, scope))
    if (site === undefined) throw new Problem('site-not-found', params)
    return {
      ...site,
      needs: await many(tx, getSite.returns.shape.needs.element, queries.needs(params.id, scope)),
      dependents: await many(tx, getSite.returns.shape.dependents.element, queries.dependents(params.id, scope)),
    }
  })
}

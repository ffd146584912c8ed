import { z } from 'zod'
import { Problem } from '../../geo/problems.ts'
import { getSite, listSites, MapCluster, MapLine, MapPoint, readMap } from '../../geo/sites/contract.ts'
import { NearSite, Site } from '../../geo/sites/site.ts'
import { boxGeometry } from '../db/box.ts'
import { many, maybe, one } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import * as map from './map-queries.ts'
import * as queries from './queries.ts'

const POINTS_AT_MOST = 2000
const LINES_AT_MOST = 2000
const CELL_PIXELS = 48
const Count = z.object({ count: z.number().int() })

/** Degrees of longitude that a pixel covers at a zoom level (256-pixel tiles). */
const degreesPerPixel = (zoom: number) => 360 / (256 * 2 ** zoom)

/** Sites for lists, phones and the map. */
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

  mount(readMap, async ({ tx, scope, query }) => {
    const asked = { bbox: boxGeometry(query.bbox), sector: query.sector, show: query.show }
    const { count } = await one(tx, Count, map.countThings(asked, scope, POINTS_AT_MOST + 1))
    const clustered = count > POINTS_AT_MOST
    return {
      points: clustered ? [] : await many(tx, MapPoint, map.points(asked, scope, POINTS_AT_MOST)),
      clusters: clustered ? await many(tx, MapCluster, map.clusters(asked, scope, CELL_PIXELS * degreesPerPixel(query.zoom))) : [],
      lines: query.show === 'damages' ? [] : await many(tx, MapLine, map.lines(asked, scope, degreesPerPixel(query.zoom), LINES_AT_MOST)),
      partial: clustered,
    }
  })
}

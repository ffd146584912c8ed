import { Area } from '../../geo/areas/area.ts'
import { listAreas } from '../../geo/areas/contract.ts'
import { many } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import * as queries from './queries.ts'

/** Administrative areas within reach. */
export function mountAreas(mount: Mount): void {
  mount(listAreas, async ({ tx, scope, query }) => ({ areas: await many(tx, Area, queries.list(query, scope)) }))
}

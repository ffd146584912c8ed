import { Crew, listCrews } from '../../geo/crews/contract.ts'
import { many } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import * as queries from './queries.ts'

/** Crews that can be sent, with how much they have to do. */
export function mountCrews(mount: Mount): void {
  mount(listCrews, async ({ tx, scope }) => ({ crews: await many(tx, Crew, queries.list(scope)) }))
}

import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import { maybe, type Tx } from '../db/sql.ts'
import { areaReached } from './queries.ts'

/** Throws `area-not-found` unless the scope reaches an area; null is everywhere, which only a scope of everything reaches. */
export async function mustReach(tx: Tx, scope: Scope, area: string | null): Promise<void> {
  const reached = area === null ? scope.areas === null : (await maybe(tx, z.object({ code: z.string() }), areaReached(area, scope))) !== undefined
  if (!reached) throw new Problem('area-not-found', { id: area ?? 'everywhere' })
}

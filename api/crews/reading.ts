import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { maybe, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** A crew that the scope may change and man: of its areas, or any where the scope is everywhere. */
export const crewWithin = (tx: Tx, scope: Scope, id: string): Promise<{ id: string; area: string | null } | undefined> =>
  maybe(tx, z.object({ id: z.uuid(), area: z.string().nullable() }), queries.within(id, scope))

/** The crew that an SMS from a number speaks for, within a gateway's reach. */
export const crewOfPhone = (tx: Tx, scope: Scope, phone: string): Promise<{ id: string; area: string | null } | undefined> =>
  maybe(tx, z.object({ id: z.uuid(), area: z.string().nullable() }), queries.byPhone(phone, scope))

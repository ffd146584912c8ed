import type { Scope } from '../../geo/access/scope.ts'
import { NearSite } from '../../geo/sites/site.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** Sites by id as the phone keeps them, those retired or out of scope left out. */
export const byIds = (tx: Tx, ids: readonly string[], scope: Scope): Promise<NearSite[]> => many(tx, NearSite, queries.byIds(ids, scope))

/** A page of the sites that a phone keeps, after an id. */
export const pageAfter = (tx: Tx, after: string | null, limit: number, scope: Scope): Promise<NearSite[]> => many(tx, NearSite, queries.pageAfter(after, limit, scope))

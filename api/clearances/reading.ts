import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { Clearance } from '../../geo/clearances/clearance.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

const Id = z.object({ id: z.uuid() })

/** Clearances by id, revoked ones too, those out of scope left out. */
export const byIds = (tx: Tx, ids: readonly string[], scope: Scope): Promise<Clearance[]> => (ids.length === 0 ? Promise.resolve([]) : many(tx, Clearance, queries.byIds(ids, scope)))

/** A page of the clearances that a phone keeps, after an id. */
export const pageAfter = (tx: Tx, after: string | null, at: Date, limit: number, scope: Scope): Promise<Clearance[]> => many(tx, Clearance, queries.pageAfter(after, at, limit, scope))

/** Those of some clearances that a phone keeps. */
export const keptByIds = (tx: Tx, ids: readonly string[], at: Date, scope: Scope): Promise<Clearance[]> => (ids.length === 0 ? Promise.resolve([]) : many(tx, Clearance, queries.keptByIds(ids, at, scope)))

/** Ids of clearances that a phone keeps if it works there, of the places of some damages beyond the areas of its scope. */
export const beyond = async (tx: Tx, damages: readonly string[], at: Date, scope: Scope): Promise<string[]> => (damages.length === 0 ? [] : (await many(tx, Id, queries.beyond(damages, at, scope))).map(({ id }) => id))

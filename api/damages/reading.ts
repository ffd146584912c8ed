import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { Damage } from '../../geo/damages/damage.ts'
import { many, maybe, one, type Tx } from '../db/sql.ts'
import * as lists from './list-queries.ts'
import type { Asked } from './list-queries.ts'
import * as queries from './queries.ts'

/** Damages by id, those out of scope left out. */
export const byIds = (tx: Tx, ids: readonly string[], scope: Scope): Promise<Damage[]> => many(tx, Damage, queries.byIds(ids, scope))

/** Whether a damage is in scope. */
export const isReached = async (tx: Tx, id: string, scope: Scope): Promise<boolean> => (await maybe(tx, z.object({ id: z.string() }), queries.reached(id, scope))) !== undefined

const FOUND_AT_MOST = 200_000

/** Ids of damages that a filter of the queue leaves, those out of scope left out. */
export const idsFound = async (tx: Tx, asked: Asked): Promise<string[]> => (await one(tx, z.object({ ids: z.array(z.string()) }), lists.found(asked, FOUND_AT_MOST))).ids

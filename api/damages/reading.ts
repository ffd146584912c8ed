import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { HangsOn } from '../../geo/damages/contract.ts'
import { Damage } from '../../geo/damages/damage.ts'
import { many, maybe, one, type Tx } from '../db/sql.ts'
import { behind } from './cascade.ts'
import * as cascadeQueries from './cascade-queries.ts'
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

/** A damage with what was merged into it, as far as the scope reaches, itself in any case. */
export const treeWithin = async (tx: Tx, id: string, scope: Scope): Promise<string[]> =>
  [...new Set([id, ...(await many(tx, z.object({ id: z.uuid() }), queries.reachedSubtree(id, scope))).map((row) => row.id)])]

/** What hangs on the site of a damage and is without supply by it, as far as the scope reaches. */
export async function dependentsWithin(tx: Tx, { site, openedAt }: { readonly site: string; readonly openedAt: string }, scope: Scope, now: Date): Promise<HangsOn[]> {
  const ids = await behind(tx, site, openedAt, now)
  return ids.length === 0 ? [] : many(tx, HangsOn, cascadeQueries.named(ids, scope))
}

import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { Damage, type DamageState } from '../../geo/damages/damage.ts'
import { many, type Tx } from '../db/sql.ts'
import * as lists from './list-queries.ts'
import * as queries from './queries.ts'

/** Damages by id, those out of scope left out. */
export const byIds = (tx: Tx, ids: readonly string[], scope: Scope): Promise<Damage[]> => many(tx, Damage, queries.byIds(ids, scope))

const NAMED_AT_MOST = 5000

/** Ids of damages that a text names, those out of scope left out: as the queue finds them. */
export const idsNamed = async (tx: Tx, text: string, state: DamageState, scope: Scope): Promise<string[]> =>
  (await many(tx, z.object({ id: z.string() }), lists.named(text, state, scope, NAMED_AT_MOST))).map(({ id }) => id)

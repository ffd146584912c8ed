import type { Scope } from '../../geo/access/scope.ts'
import { Damage } from '../../geo/damages/damage.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** Damages by id, those out of scope left out. */
export const byIds = (tx: Tx, ids: readonly string[], scope: Scope): Promise<Damage[]> => many(tx, Damage, queries.byIds(ids, scope))

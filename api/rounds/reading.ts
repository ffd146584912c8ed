import type { Scope } from '../../geo/access/scope.ts'
import { Round } from '../../geo/rounds/round.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** Rounds by id, cancelled ones too, those out of scope left out. */
export const byIds = (tx: Tx, ids: readonly string[], now: Date, scope: Scope): Promise<Round[]> => (ids.length === 0 ? Promise.resolve([]) : many(tx, Round, queries.byIds(ids, now, scope)))

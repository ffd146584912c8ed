import type { Scope } from '../../geo/access/scope.ts'
import { Repair } from '../../geo/repairs/repair.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** The repairs of one damage, newest first. */
export const ofDamage = (tx: Tx, damage: string, scope: Scope): Promise<Repair[]> => many(tx, Repair, queries.ofDamage(damage, scope))

/** Repairs by id, those out of scope left out. */
export const byIds = (tx: Tx, ids: readonly string[], scope: Scope): Promise<Repair[]> => many(tx, Repair, queries.byIds(ids, scope))

/** Repairs that are not closed: of the scope's crews, or of its areas. */
export const open = (tx: Tx, scope: Scope): Promise<Repair[]> => many(tx, Repair, queries.open(scope))

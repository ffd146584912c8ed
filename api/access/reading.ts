import { Actor } from '../../geo/access/roles.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** Some people by id, with the roles that they hold now; who does not exist is left out. */
export const actorsById = async (tx: Tx, ids: readonly string[], demo: boolean): Promise<ReadonlyMap<string, Actor>> =>
  new Map((await many(tx, Actor, queries.actorsById([...new Set(ids)], demo))).map((actor) => [actor.id, actor]))

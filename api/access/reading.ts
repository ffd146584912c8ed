import { z } from 'zod'
import { Actor } from '../../geo/access/roles.ts'
import { many, one, type Tx } from '../db/sql.ts'
import { countAttempt as countOf } from './people-queries.ts'
import * as queries from './queries.ts'

/** Some people by id, with the roles that they hold now; who does not exist is left out. */
export const actorsById = async (tx: Tx, ids: readonly string[], demo: boolean): Promise<ReadonlyMap<string, Actor>> =>
  new Map((await many(tx, Actor, queries.actorsById([...new Set(ids)], demo))).map((actor) => [actor.id, actor]))

/** Counts an attempt under a key; the count of those that followed each other within `windowMs`. */
export const countAttempt = async (tx: Tx, attempt: { id: string; key: string; at: number; windowMs: number }): Promise<number> =>
  (await one(tx, z.object({ count: z.number() }), countOf(attempt))).count

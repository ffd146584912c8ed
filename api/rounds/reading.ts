import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { Round } from '../../geo/rounds/round.ts'
import { ToldRound } from '../../geo/rounds/told.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** Rounds by id, cancelled ones too, those out of scope left out. */
export const byIds = (tx: Tx, ids: readonly string[], now: Date, scope: Scope): Promise<Round[]> => (ids.length === 0 ? Promise.resolve([]) : many(tx, Round, queries.byIds(ids, now, scope)))

/** The rounds that a phone keeps: those of the scope's crews, none where it has no crew. */
export const told = (tx: Tx, now: Date, scope: Scope): Promise<ToldRound[]> => (scope.crews.length === 0 ? Promise.resolve([]) : many(tx, ToldRound, queries.told(null, now, scope)))

/** Those of some rounds that a phone keeps. */
export const toldByIds = (tx: Tx, ids: readonly string[], now: Date, scope: Scope): Promise<ToldRound[]> => (scope.crews.length === 0 || ids.length === 0 ? Promise.resolve([]) : many(tx, ToldRound, queries.told(ids, now, scope)))

/** Rounds that a phone may still have though they are over, so that it lets go of them. */
export const over = async (tx: Tx, now: Date, scope: Scope): Promise<string[]> => (scope.crews.length === 0 ? [] : (await many(tx, z.object({ id: z.uuid() }), queries.over(now, scope))).map(({ id }) => id))

import { z } from 'zod'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** Codes of the areas that still want a report for an hour of the clock. */
export const areasAwaiting = async (tx: Tx, due: Date): Promise<string[]> => (await many(tx, z.object({ code: z.string() }), queries.awaiting(due))).map(({ code }) => code)

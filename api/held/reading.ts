import { z } from 'zod'
import { one, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

/** How much waits for a decision that a phone handed in. */
export const waitingFrom = async (tx: Tx, device: string): Promise<number> => (await one(tx, z.object({ waiting: z.number() }), queries.countFrom(device))).waiting

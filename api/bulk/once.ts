import { z } from 'zod'
import { BulkVerdict } from '../../geo/bulk/contract.ts'
import { Problem } from '../../geo/problems.ts'
import type { Actor } from '../../geo/access/roles.ts'
import { one, run, type Tx } from '../db/sql.ts'
import type { Job } from '../jobs/scheduler.ts'
import * as queries from './queries.ts'

const Answered = z.object({ actor: z.string(), hash: z.string(), answer: z.array(BulkVerdict) })
const KEPT_MS = 7 * 24 * 3_600_000

/**
 * Decides once under an id: the answer is kept in the transaction that decides, so that a repeat after a lost answer is told the same, with
 * the way back. Throws `op-id-taken` when the id was another's, or of other decisions.
 */
export async function once(tx: Tx, actor: Actor, given: { id: string; hash: string; now: Date }, decide: () => Promise<BulkVerdict[]>): Promise<BulkVerdict[]> {
  if ((await run(tx, queries.begin(given.id, actor.id, given.hash, given.now))) === 0) {
    const before = await one(tx, Answered, queries.answered(given.id))
    if (before.actor !== actor.id || before.hash !== given.hash) throw new Problem('op-id-taken', { id: given.id })
    return before.answer
  }
  const verdicts = await decide()
  await run(tx, queries.finish(given.id, verdicts))
  return verdicts
}

/** Forgets answers after a week: nobody asks for them again. */
export const dropBulkAnswers: Job = {
  name: 'drop-bulk-answers',
  cron: '41 3 * * *',
  run: (tx, now) => run(tx, queries.dropOld(new Date(now.getTime() - KEPT_MS))),
}

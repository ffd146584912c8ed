import type { Actor } from '../../geo/access/roles.ts'
import type { Verb } from '../../geo/events/event.ts'
import { Problem } from '../../geo/problems.ts'
import { z } from 'zod'
import { run, one, type Tx } from '../db/sql.ts'
import { happenedAt, horizon, insertEvents, lastDone } from './queries.ts'

/** One change, to be written in the transaction that makes it. */
export type Happened = {
  readonly verb: Verb
  readonly id: string
  readonly area?: string | null
  readonly damage?: string | null
  readonly body?: Readonly<Record<string, unknown>>
}

/** Writes what happened, in the order given. Nothing when nothing did. */
export async function record(tx: Tx, actor: Pick<Actor, 'id'>, happened: readonly Happened[]): Promise<void> {
  if (happened.length === 0) return
  const written = await run(tx, insertEvents(actor.id, JSON.stringify(happened)))
  if (written !== happened.length) throw new Error('an event was not written')
}

/** Says at what moment what follows in this transaction happened; null is now. For the demonstration, whose history is made up. */
export const happensAt = async (tx: Tx, at: Date | null): Promise<void> => { await tx.query(happenedAt(at)) }

const Done = z.object({ actor: z.string(), by: z.string(), at: z.string(), why: z.string() })

/** Throws `ended-already` unless it was this person who ended something: their own word said again is a repeat, somebody else's reason is told. */
export async function mustBeOwn(tx: Tx, actor: Pick<Actor, 'id'>, verb: Verb, id: string): Promise<void> {
  const { actor: who, ...done } = await one(tx, Done, lastDone(verb, id))
  if (who !== actor.id) throw new Problem('ended-already', { id, ...done })
}

/** The cursor from which a reader misses nothing that is not visible now. */
export const cursorNow = async (tx: Tx): Promise<string> => (await one(tx, z.object({ cursor: z.string() }), horizon())).cursor

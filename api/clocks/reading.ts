import { z } from 'zod'
import { clocksOf, type Clock } from '../../geo/clocks/clocks.ts'
import { repairMoments, type Told } from '../../geo/clocks/moments.ts'
import { DEFAULT_TARGETS, hoursFor, Targets } from '../../geo/clocks/targets.ts'
import { BlockedBy } from '../../geo/repairs/lifecycle.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

const moment = z.string().transform((text) => Date.parse(text))
const Event = z.object({ seq: z.number(), verb: z.string(), repair: z.string(), at: moment, body: z.record(z.string(), z.unknown()) })
const Row = z.object({
  id: z.uuid(), version: z.number(), state: z.string(), tier: z.number(), kind: z.string().nullable(), area: z.string().nullable(), targets: Targets.nullable(), decision: z.number(),
  reported: moment, verified: moment.nullable(), restored: moment.nullable(), told: z.array(Event),
})
const Promised = z.object({ id: z.uuid(), targets: Targets.nullable() })

/** An event of a repair as the clocks understand it: who was sent, and where it moved; by the mover's clock, but never after the server heard of it. */
function toldBy({ seq, verb, repair, at, body }: z.infer<typeof Event>): Told[] {
  const text = (key: string) => (typeof body[key] === 'string' ? body[key] : null)
  const said = Date.parse(text('at') ?? '')
  const when = Number.isNaN(said) ? at : Math.min(said, at)
  if (verb === 'repair.opened') return [{ seq, at, repair, what: 'crew', to: text('crew'), blockedBy: null }]
  if (verb === 'repair.assigned') return [{ seq, at, repair, what: 'crew', to: text('to'), blockedBy: null }]
  const blockedBy = verb === 'repair.struck' ? 'second_strike' : BlockedBy.safeParse(body['blockedBy']).data ?? null
  return [{ seq, at: when, repair, what: 'state', to: text('to'), blockedBy }]
}

/** The clocks of a damage, and what they were reckoned from. */
export type Timed = { readonly id: string; readonly version: number; readonly open: boolean; readonly area: string | null; readonly clocks: Clock[] }

const timed = async (tx: Tx, ids: readonly string[]) => (ids.length === 0 ? [] : await many(tx, Row, queries.timed(ids)))

/** The clocks of a damage under what is promised for it. */
function clocksUnder(row: z.infer<typeof Row>, promised: Targets | null, now: Date): Clock[] {
  const targets = promised ?? DEFAULT_TARGETS
  const moments = { reported: row.reported, verified: row.verified, restored: row.restored, ...repairMoments(row.told.flatMap(toldBy)) }
  return clocksOf(moments, hoursFor(targets, row), targets.pausing, now.getTime())
}

/** The clocks of some damages at a moment. */
export const clocksAt = async (tx: Tx, ids: readonly string[], now: Date): Promise<Timed[]> =>
  (await timed(tx, ids)).map((row) => ({ id: row.id, version: row.version, open: row.state === 'open', area: row.area, clocks: clocksUnder(row, row.targets, now) }))

/** The clocks of some damages as they are, and as they would be if a decision were made. */
export async function clocksSupposing(tx: Tx, ids: readonly string[], supposed: queries.Supposed, now: Date): Promise<{ readonly id: string; readonly before: Clock[]; readonly after: Clock[] }[]> {
  const rows = await timed(tx, ids)
  const promised = new Map((rows.length === 0 ? [] : await many(tx, Promised, queries.promised(ids, supposed))).map(({ id, targets }) => [id, targets]))
  return rows.map((row) => ({ id: row.id, before: clocksUnder(row, row.targets, now), after: clocksUnder(row, promised.get(row.id) ?? null, now) }))
}

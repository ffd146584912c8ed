import { z } from 'zod'
import { many, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import type { Heard } from './picture.ts'
import * as queries from './queries.ts'

const ACTOR = { id: 'system:alerts' }
const Placed = z.object({ area: z.string().nullable(), kind: z.string(), since: z.string() })
const Running = z.object({ id: z.uuid(), zone: z.string(), kind: z.string() })

/** Takes in all that a source says is under alert: what is new begins, what is no longer said ends, each with its event. Gives how many began, ended, and lie in no area of ours. */
export async function takeIn(tx: Tx, feed: string, heard: readonly Heard[], now: Date, makeId: () => string): Promise<{ began: number; ended: number; elsewhere: number }> {
  await run(tx, queries.lockFeed(feed))
  const placed = heard.length === 0 ? [] : await many(tx, Placed, queries.areasOf(JSON.stringify(heard)))
  const wanted = new Map(placed.filter((one) => one.area !== null).map((one) => [`${one.area} ${one.kind}`, { ...one, id: makeId() }]))
  const running = await many(tx, Running, queries.running(feed))
  const over = running.filter((one) => !wanted.has(`${one.zone} ${one.kind}`))
  for (const one of running) wanted.delete(`${one.zone} ${one.kind}`)
  const fresh = [...wanted.values()]
  if (over.length > 0) await run(tx, queries.end(over.map(({ id }) => id), now))
  if (fresh.length > 0) await run(tx, queries.start(feed, JSON.stringify(fresh), now))
  await events.record(tx, ACTOR, [
    ...over.map((one) => ({ verb: 'hazard.ended' as const, id: one.id, area: one.zone, body: { kind: one.kind, feed } })),
    ...fresh.map((one) => ({ verb: 'hazard.declared' as const, id: one.id, area: one.area, body: { kind: one.kind, zone: one.area, from: one.since, feed } })),
  ])
  return { began: fresh.length, ended: over.length, elsewhere: placed.filter((one) => one.area === null).length }
}

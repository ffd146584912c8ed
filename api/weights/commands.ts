import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import type { Preview } from '../../geo/damages/order-contract.ts'
import { AreaWeights, Decision } from '../../geo/damages/order-contract.ts'
import { DEFAULT_WEIGHTS, Weights, type WeightSet } from '../../geo/damages/weights.ts'
import { Problem } from '../../geo/problems.ts'
import { KeptWeights } from '../damages/assess.ts'
import { settle, under, type Ranked } from '../damages/ranking.ts'
import * as damages from '../damages/reading.ts'
import { many, maybe, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import * as queries from './queries.ts'

const Row = AreaWeights.omit({ history: true, weights: true }).extend({ weights: Weights.nullable(), around: KeptWeights })
const Made = z.object({ version: z.number() })
const TOP = 20

async function found(tx: Tx, area: string, scope: Scope): Promise<z.infer<typeof Row>> {
  const row = await maybe(tx, Row, queries.areaWeights(area, scope))
  if (row === undefined) throw new Problem('area-not-found', { id: area })
  return row
}

/** What weighs in an area, and what was decided on it. Throws `area-not-found`. */
export async function read(tx: Tx, area: string, scope: Scope): Promise<AreaWeights> {
  const { around, weights, ...row } = await found(tx, area, scope)
  return { ...row, weights: weights ?? DEFAULT_WEIGHTS.weights, history: await many(tx, Decision, queries.history(area)) }
}

const order = (ranked: readonly Ranked[], of: (one: Ranked) => { tier: number; rank: number }) =>
  [...ranked].sort((a, b) => of(a).tier - of(b).tier || of(b).rank - of(a).rank || (a.id < b.id ? -1 : 1))

/** The order of an area as it stands and as it would be. */
async function moves(tx: Tx, row: z.infer<typeof Row>, weights: Weights | null, now: Date) {
  const next: WeightSet = weights === null ? row.around ?? DEFAULT_WEIGHTS : { version: row.version, weights }
  const ranked = await under(tx, row.area, next, row.version, now)
  const [before, after] = [order(ranked, (one) => one.before), order(ranked, (one) => one)]
  const places = new Map(after.map(({ id }, at) => [id, at + 1]))
  return { before, after, places, moved: before.filter(({ id }, at) => places.get(id) !== at + 1).length }
}

/** What other weights would move in an area. Throws `area-not-found`. */
export async function preview(tx: Tx, scope: Scope, given: { area: string; weights: Weights | null; now: Date }): Promise<Preview> {
  const { before, after, places, moved } = await moves(tx, await found(tx, given.area, scope), given.weights, given.now)
  const stood = new Map(before.map(({ id }, at) => [id, at + 1]))
  const tops = [before.slice(0, TOP), after.slice(0, TOP)] as const
  const named = new Map((await damages.byIds(tx, [...new Set(tops.flat().map(({ id }) => id))], scope)).map((damage) => [damage.id, damage]))
  const shown = (list: readonly Ranked[], of: (one: Ranked) => { tier: number; rank: number }) => list.flatMap((one) => {
    const damage = named.get(one.id)
    return damage === undefined ? [] : [{ id: one.id, names: damage.names, areaNames: damage.areaNames, kind: damage.kind, ...of(one), before: stood.get(one.id)!, after: places.get(one.id)! }]
  })
  return {
    moved, total: before.length,
    before: shown(tops[0], (one) => ({ tier: one.before.tier, rank: one.before.rank })), after: shown(tops[1], (one) => ({ tier: one.tier, rank: one.rank })),
  }
}

/** Puts weights in force in an area and all below it that has none of its own, and orders the head of its queue by them; the rest follows by the job that keeps the order. The same said again by the same person, on what they had seen, changes nothing. Throws `area-not-found`, `stale-version`. */
export async function set(tx: Tx, actor: Actor, scope: Scope, given: { area: string; weights: Weights | null; why: string; version: number; now: Date }): Promise<void> {
  await run(tx, queries.lock())
  const row = await found(tx, given.area, scope)
  if (row.own !== given.version && (await maybe(tx, Made, queries.repeated({ ...given, by: actor.id }))) !== undefined) return
  if (row.own !== given.version) throw new Problem('stale-version', { id: given.area, sent: given.version, current: row.own })
  const { moved } = await moves(tx, row, given.weights, given.now)
  const { version } = await one(tx, Made, queries.insert({ ...given, moved, by: actor.id }))
  await run(tx, queries.putInForce(given.area))
  await events.record(tx, actor, [{ verb: 'weights.set', id: given.area, area: given.area, body: { version, moved, why: given.why, before: row.weights, after: given.weights } }])
  await settle(tx, given.now)
}

import { z } from 'zod'
import { peopleBehind, prioritise, Priority } from '../../geo/damages/priority.ts'
import { Override, overriddenTier, pinnedAt } from '../../geo/damages/override.ts'
import { ServiceState } from '../../geo/damages/grades.ts'
import { DEFAULT_WEIGHTS, type WeightSet } from '../../geo/damages/weights.ts'
import { failsWith } from '../../geo/network/cascade.ts'
import { lossesOf, pictureOf, type Fact, type Picture } from '../../geo/network/losses.ts'
import { makeNetwork, needsOf } from '../../geo/network/network.ts'
import { GivenBack } from '../../geo/repairs/restoration.ts'
import { Basis } from '../../geo/sites/site.ts'
import { many, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import type { Job } from '../jobs/scheduler.ts'
import { KeptWeights, ownOf } from './assess.ts'
import { FactRow } from './cascade.ts'
import * as cascadeQueries from './cascade-queries.ts'
import * as queries from './ranking-queries.ts'

const Weighed = z.object({
  id: z.string(), version: z.number(), site: z.string().nullable(), kind: z.string(), area: z.string().nullable(), oblast: z.string().nullable(),
  severity: z.number().int().min(0).max(4).nullable(), function: ServiceState, danger: z.boolean(), travelH: z.number().nullable(), tier: z.number(), rank: z.number(), people: z.number().nullable(),
  openedAt: z.string(), override: Override.nullable(), back: GivenBack.nullable(), populationServed: z.number().nullable(), populationBasis: Basis.nullable(),
  feeds: z.number(), weights: KeptWeights,
})
/** A damage as far as its place follows from it, and where it stands. */
type Weighed = z.infer<typeof Weighed>

const Candidate = Weighed.extend({ priority: Priority })
type Candidate = z.infer<typeof Candidate>

/** A damage with what its place is now, worked out with all that hangs together. */
export type Ranked<Before extends Weighed = Weighed> = { readonly id: string; readonly area: string | null; readonly before: Before; readonly priority: Priority; readonly override: Override | null; readonly tier: number; readonly rank: number }

const LinkRow = z.object({ id: z.string(), from: z.string(), to: z.string(), carrier: z.string().nullable(), service: z.string() })
const Out = z.object({ id: z.string(), since: z.string() })
const Supplied = z.object({ id: z.string() })
const Lacking = z.object({ oblast: z.string(), people: z.number() })
const Held = z.object({ id: z.string(), version: z.number() })
const Pinned = z.object({ id: z.string(), version: z.number(), area: z.string().nullable(), oblast: z.string().nullable(), place: z.number(), tier: z.number(), rank: z.number() })
const Stands = z.object({ tier: z.number(), rank: z.number() })

/** The whole network with all that is out, by damages and by what they bring down. */
export async function pictureNow(tx: Tx, now: Date): Promise<Picture> {
  const links = await many(tx, LinkRow, cascadeQueries.links())
  const outs = await many(tx, Out, cascadeQueries.outs())
  const network = makeNetwork(links.flatMap(needsOf))
  const outSince = new Map(outs.map(({ id, since }) => [id, (Date.parse(since) - now.getTime()) / 3_600_000]))
  const lines = new Set(links.map(({ id }) => id))
  const supplied = new Set((await many(tx, Supplied, cascadeQueries.supplied())).map(({ id }) => id))
  const failed = [...failsWith(new Set(outSince.keys()), network, supplied)].filter((id) => !lines.has(id))
  const facts = failed.length === 0 ? [] : await many(tx, FactRow, cascadeQueries.facts(failed))
  return pictureOf(network, outSince, new Map(facts.map((fact: Fact) => [fact.id, fact])), supplied)
}

const NOTHING = { dependents: [], facilities: [], hanging: [] }

const inForce = ({ weights }: Weighed): WeightSet => weights ?? DEFAULT_WEIGHTS

/** Works out the places of some damages from everything: the whole network, all that is out, the weights in force or others. */
async function reckon<Before extends Weighed>(tx: Tx, candidates: readonly Before[], now: Date, weightsOf: (one: Weighed) => WeightSet = inForce): Promise<Ranked<Before>[]> {
  if (candidates.length === 0) return []
  const picture = candidates.some(({ feeds }) => feeds > 0) ? await pictureNow(tx, now) : undefined
  const at = now.toISOString()
  const lossesFor = (one: Before) => (picture === undefined || one.site === null || one.feeds === 0 || one.function !== 'out' ? NOTHING : lossesOf(one.site, picture))
  const work = (one: Before, losses: ReturnType<typeof lossesFor>, behind: number, others: number) => prioritise({
    kind: one.kind, severity: one.severity as 0 | 1 | 2 | 3 | 4 | null, function: one.function, danger: one.danger,
    own: ownOf(one.site === null ? undefined : one), dependents: losses.dependents, facilities: losses.facilities, hanging: behind, others,
    travelH: one.travelH, back: one.back, weights: weightsOf(one), openedAt: one.openedAt, at,
  })
  // People first: how much hangs on one is a share of all who lack service around it.
  const first = candidates.map((one) => {
    const losses = lossesFor(one)
    return { one, losses, behind: peopleBehind(losses.hanging, at), people: work(one, losses, 0, 0).people?.value ?? 0 }
  })
  const lacking = new Map((await many(tx, Lacking, queries.lacking())).map(({ oblast, people }) => [oblast, people]))
  for (const { one, people } of first) if (one.oblast !== null) lacking.set(one.oblast, (lacking.get(one.oblast) ?? 0) - (one.people ?? 0) + people)
  return first.map(({ one, losses, behind, people }) => {
    const priority = work(one, losses, one.oblast === null ? 0 : behind, one.oblast === null ? 0 : (lacking.get(one.oblast) ?? 0) - people)
    const override = one.override !== null && Date.parse(one.override.until) > now.getTime() ? one.override : null
    const pinned = override?.kind === 'pin' && priority.tier > 0 // what turned out to endanger life goes before all
    return {
      id: one.id, area: one.area, before: one, priority, override,
      tier: pinned ? one.tier : overriddenTier(priority.tier, override?.kind ?? null), rank: pinned ? one.rank : priority.perCrewHour?.value ?? 0,
    }
  })
}

// Batteries run down by themselves: only what differs apart from the clock is written.
const same = (a: Priority, b: Priority) => JSON.stringify({ ...a, at: null }) === JSON.stringify({ ...b, at: null })

async function write(tx: Tx, ranked: readonly Ranked<Candidate>[]): Promise<readonly Ranked<Candidate>[]> {
  const changed = ranked.filter((one) => one.tier !== one.before.tier || one.rank !== one.before.rank || (one.override === null) !== (one.before.override === null) || !same(one.priority, one.before.priority))
  if (changed.length === 0) return []
  const held = new Map((await many(tx, Held, queries.hold(changed.map(({ id }) => id)))).map(({ id, version }) => [id, version]))
  const writable = changed.filter(({ id, before }) => held.get(id) === before.version)
  const told = (one: Ranked) => one.tier !== one.before.tier || (one.priority.people?.value ?? null) !== one.before.people || (one.override === null) !== (one.before.override === null)
  await run(tx, queries.write(JSON.stringify(writable.map((one) => ({
    id: one.id, tier: one.tier, rank: one.rank, people: one.priority.people?.value ?? null, priority: one.priority, override: one.override, told: told(one),
  })))))
  await events.record(tx, { id: 'system' }, writable.filter(told).flatMap((one) => [
    ...(one.override === null && one.before.override !== null ? [{ verb: 'damage.override_ended' as const, id: one.id, area: one.area, damage: one.id, body: { kind: one.before.override.kind, why: '' } }] : []),
    { verb: 'damage.ranked' as const, id: one.id, area: one.area, damage: one.id, body: { from: one.before.tier, to: one.tier, people: one.priority.people?.value ?? null, weights: one.priority.weights } },
  ]))
  return writable
}

/** Puts those that are pinned where they are to stand, from the first place on: the order around them has moved. */
async function pin(tx: Tx): Promise<number> {
  let moved = 0
  const placed = new Map<string | null, { tier: number; rank: number }[]>()
  for (const one of await many(tx, Pinned, queries.pinned())) {
    const earlier = placed.get(one.oblast) ?? []
    const others = [...await many(tx, Stands, queries.firstOf(one.oblast, one.place + 1)), ...earlier].sort((a, b) => a.tier - b.tier || b.rank - a.rank)
    const stands = pinnedAt(one.place, others)
    placed.set(one.oblast, [...earlier, stands])
    if (stands.tier === one.tier && stands.rank === one.rank) continue
    if ((await many(tx, Held, queries.hold([one.id])))[0]?.version !== one.version) continue
    moved += await run(tx, queries.setStanding(one.id, stands.tier, stands.rank, stands.tier !== one.tier))
    if (stands.tier !== one.tier) await events.record(tx, { id: 'system' }, [{ verb: 'damage.ranked', id: one.id, area: one.area, damage: one.id, body: { from: one.tier, to: stands.tier } }])
  }
  return moved
}

/** How many damages follow other weights while whoever put them in force waits: the head of the queue. The rest follows minute by minute. */
const AT_ONCE = 1000
const EACH_MINUTE = 20_000

/**
 * Brings the order up to date: what hangs together, batteries that have run down, moves that have ended, and of what was worked out with other
 * weights than those in force the first in order, `atMost` of them. Gives how many damages changed.
 */
export const settle = async (tx: Tx, now: Date, atMost = AT_ONCE): Promise<number> => (await settleAll(tx, now, atMost)).length + (await pin(tx))

/** The same but for what is pinned; gives the damages that changed, as they were and as they are. */
export const settleAll = async (tx: Tx, now: Date, atMost = AT_ONCE): Promise<readonly Ranked<Candidate>[]> => write(tx, await reckon(tx, await many(tx, Candidate, queries.unsettled(now, atMost)), now))

/** The places of all open damages of an area as they would be under other weights; those of its parts that have weights of their own keep theirs. */
export async function under(tx: Tx, area: string, weights: WeightSet, version: number, now: Date): Promise<Ranked[]> {
  return reckon(tx, await many(tx, Weighed, queries.within(area)), now, (one) => ((one.weights?.version ?? 0) === version ? weights : inForce(one)))
}

/** Keeps the order up to date by itself. */
export const keepOrder: Job = { name: 'keep-order', cron: '* * * * *', run: (tx, now) => settle(tx, now, EACH_MINUTE) }

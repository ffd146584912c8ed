import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import { EVERYWHERE, type Scope } from '../../geo/access/scope.ts'
import { DamageState, Verification } from '../../geo/damages/damage.ts'
import type { Grades } from '../../geo/damages/grades.ts'
import { Override } from '../../geo/damages/override.ts'
import type { ServiceBack } from '../../geo/damages/priority.ts'
import { Problem } from '../../geo/problems.ts'
import { GivenBack } from '../../geo/repairs/restoration.ts'
import { many, maybe, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { assess, AssessedSite, DANGERS, GradedReport, KeptWeights } from './assess.ts'
import * as queries from './queries.ts'

const Locked = z.object({
  id: z.uuid(), state: DamageState, version: z.number().int(), area: z.string().nullable(), mergedInto: z.uuid().nullable(),
  site: z.uuid().nullable(), verification: Verification, kind: z.string().nullable(), restoredAt: z.string().nullable(),
  openedAt: z.string(), weights: KeptWeights, back: GivenBack.nullable(), override: Override.nullable(),
  /** By the figures alone. */
  ownTier: z.number().nullable(),
})
/** A damage held for a change. */
export type Locked = z.infer<typeof Locked>

const Found = z.object({ id: z.uuid() })

/** Holds a damage until the transaction ends. Throws `damage-not-found`, and `stale-version` when the sender saw another version. */
export async function lock(tx: Tx, id: string, scope: Scope, seen?: number): Promise<Locked> {
  const damage = await maybe(tx, Locked, queries.lockById(id, scope))
  if (damage === undefined) throw new Problem('damage-not-found', { id })
  if (seen !== undefined && seen !== damage.version) throw new Problem('stale-version', { id, sent: seen, current: damage.version })
  return damage
}

/** A damage as far as its reports are weighed for it. */
export type Assessed = Pick<Locked, 'id' | 'site' | 'kind' | 'openedAt' | 'weights' | 'back'>

/**
 * The damage that counts for a damage: itself, or the one it was merged into, held for a change. Held from the bottom up:
 * a damage that is held can neither be merged nor parted, so that the way up is still true when its end is reached.
 */
export async function root(tx: Tx, id: string): Promise<Locked> {
  const damage = await lock(tx, id, EVERYWHERE)
  return damage.mergedInto === null ? damage : root(tx, damage.mergedInto)
}

/** Works out grades, priority and counts of a damage anew from its reports and its site, and writes them. A `known` site is not read again. */
export const recompute = async (tx: Tx, damage: Assessed, now: Date, known?: AssessedSite | null): Promise<Grades> => (await reassess(tx, damage, now, known)).grades

async function reassess(tx: Tx, damage: Assessed, now: Date, known?: AssessedSite | null): ReturnType<typeof assess> {
  const reports = await many(tx, GradedReport, queries.gradedReports(damage.id, DANGERS))
  const site = damage.site === null ? undefined : damage.site === known?.id ? known : await maybe(tx, AssessedSite, queries.assessedSite(damage.site))
  const assessed = await assess(tx, { damage: damage.id, kind: damage.kind ?? 'unknown', reports, site, openedAt: damage.openedAt, weights: damage.weights, back: damage.back, now })
  await run(tx, queries.setAssessed(damage.id, assessed.grades, assessed.priority))
  return assessed
}

const Summed = z.object({ back: GivenBack.nullable() })

/** Works out a damage anew with all that confirmed steps of its repairs gave back; gives who lacks what until it is repaired. */
export async function withSteps(tx: Tx, damage: Assessed, now: Date): Promise<readonly ServiceBack[]> {
  await run(tx, queries.setSupplied(damage.id))
  const { back } = await one(tx, Summed, queries.sumGivenBack(damage.id))
  return (await reassess(tx, { ...damage, back }, now)).priority.services
}

const DISMISSED: readonly Verification[] = ['withdrawn', 'false']

/** Says how far a damage is believed. What is false or withdrawn leaves the queue; believed again, it comes back. */
export async function verify(tx: Tx, actor: Actor, scope: Scope, given: { id: string; verification: Verification; why: string; version: number; now: Date }): Promise<void> {
  const damage = await lock(tx, given.id, scope, given.version)
  if (damage.state === 'merged') throw new Problem('damage-cannot-merge', { reason: 'already-merged' })
  const state = DISMISSED.includes(given.verification) ? 'dismissed' : damage.restoredAt !== null ? 'restored' : 'open'
  await run(tx, queries.setVerification(damage.id, { ...given, state, by: actor.id }))
  await run(tx, queries.setSupplied(damage.id))
  await events.record(tx, actor, [{
    verb: 'damage.verified', id: damage.id, area: damage.area, damage: damage.id,
    body: { from: damage.verification, to: given.verification, why: given.why, state },
  }])
}

/** Merges a damage into another. Both keep their own reports and history; the other counts them together. */
export async function merge(tx: Tx, actor: Actor, scope: Scope, given: { id: string; into: string; why: string; version: number; now: Date }): Promise<string> {
  // A number may come in capitals; the database's own are small.
  const [id, into] = [given.id.toLowerCase(), given.into.toLowerCase()]
  if (id === into) throw new Problem('damage-cannot-merge', { reason: 'same' })
  // Held in one order whoever starts, so that two merges the other way round cannot wait for each other.
  const held = [await lock(tx, id < into ? id : into, scope), await lock(tx, id < into ? into : id, scope)]
  const damage = held.find((one) => one.id === id) as Locked
  const target = held.find((one) => one.id === into) as Locked
  if (damage.version !== given.version) throw new Problem('stale-version', { id: damage.id, sent: given.version, current: damage.version })
  if (damage.state === 'merged') throw new Problem('damage-cannot-merge', { reason: 'already-merged' })
  if (target.state === 'merged') throw new Problem('damage-cannot-merge', { reason: 'target-merged' })
  if (damage.state !== 'open' || target.state !== 'open') throw new Problem('damage-cannot-merge', { reason: 'closed' })
  if ((await maybe(tx, Found, queries.activeRepair(damage.id))) !== undefined) throw new Problem('damage-cannot-merge', { reason: 'has-repair' })
  await run(tx, queries.setMerged(damage.id, target.id, { by: actor.id, why: given.why, now: given.now }))
  await withSteps(tx, target, given.now)
  const body = { merged: damage.id, into: target.id, why: given.why }
  await events.record(tx, actor, [
    { verb: 'damage.merged', id: damage.id, area: damage.area, damage: damage.id, body },
    { verb: 'damage.merged', id: target.id, area: target.area, damage: target.id, body },
  ])
  return target.id
}

/** Takes a merged damage out again, with its reports and all that was merged into it before. It is believed as it was before it was merged. */
export async function part(tx: Tx, actor: Actor, scope: Scope, given: { id: string; why: string; version: number; now: Date }): Promise<void> {
  const damage = await lock(tx, given.id, scope, given.version)
  if (damage.mergedInto === null) throw new Problem('damage-not-merged', { id: damage.id })
  // What it was merged into may be merged further: all the way up its reports were counted. Held from the bottom up, as `root` does.
  const above: Locked[] = []
  for (let next: string | null = damage.mergedInto; next !== null; next = above.at(-1)!.mergedInto) above.push(await lock(tx, next, EVERYWHERE))
  await run(tx, queries.setParted(damage.id))
  await withSteps(tx, damage, given.now)
  for (const one of above) await withSteps(tx, one, given.now)
  const body = { parted: damage.id, from: above[0]!.id, why: given.why }
  await events.record(tx, actor, [damage, ...above].map((one) => ({ verb: 'damage.parted' as const, id: one.id, area: one.area, damage: one.id, body })))
}

/** Marks service as back, or as lost again. */
export async function restored(tx: Tx, actor: Pick<Actor, 'id'>, damage: Pick<Locked, 'id' | 'area'>, at: Date | null): Promise<void> {
  if ((await run(tx, queries.setRestored(damage.id, at))) === 0) return
  await run(tx, queries.setSupplied(damage.id))
  await events.record(tx, actor, [{
    verb: at === null ? 'damage.reopened' : 'damage.restored', id: damage.id, area: damage.area, damage: damage.id, body: at === null ? {} : { at: at.toISOString() },
  }])
}

/** Marks a damage as changed when something that belongs to it did. */
export const touch = (tx: Tx, id: string): Promise<number> => run(tx, queries.touch(id))

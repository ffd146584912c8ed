import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { AreaTargets, TargetDecision } from '../../geo/clocks/contract.ts'
import { DEFAULT_TARGETS, Targets } from '../../geo/clocks/targets.ts'
import { Problem } from '../../geo/problems.ts'
import { many, maybe, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import * as queries from './queries.ts'

const Row = AreaTargets.omit({ history: true, targets: true }).extend({ targets: Targets.nullable() })
const Made = z.object({ version: z.number() })

/** An area with what is promised there. Throws `area-not-found`, `organisation-not-found`. */
export async function found(tx: Tx, area: string, organisation: string | null, scope: Scope): Promise<z.infer<typeof Row>> {
  if (organisation !== null && (await maybe(tx, z.object({ id: z.uuid() }), queries.organisation(organisation))) === undefined) throw new Problem('organisation-not-found', { id: organisation })
  const row = await maybe(tx, Row, queries.areaTargets(area, organisation, scope))
  if (row === undefined) throw new Problem('area-not-found', { id: area })
  return row
}

/** What is promised in an area, and what was decided on it. Throws `area-not-found`, `organisation-not-found`. */
export async function read(tx: Tx, area: string, organisation: string | null, scope: Scope): Promise<AreaTargets> {
  const row = await found(tx, area, organisation, scope)
  return { ...row, targets: row.targets ?? DEFAULT_TARGETS, history: await many(tx, TargetDecision, queries.history(area, organisation)) }
}

/** Puts other hours in force; the same said again by the same person, on what they had seen, changes nothing. Throws `area-not-found`, `organisation-not-found`, `stale-version`. */
export async function set(tx: Tx, actor: Actor, scope: Scope, given: { area: string; organisation: string | null; targets: Targets | null; why: string; version: number; now: Date }): Promise<void> {
  await run(tx, queries.lock())
  const row = await found(tx, given.area, given.organisation, scope)
  if (row.own !== given.version && (await maybe(tx, Made, queries.repeated({ ...given, by: actor.id }))) !== undefined) return
  if (row.own !== given.version) throw new Problem('stale-version', { id: given.area, sent: given.version, current: row.own })
  const { version } = await one(tx, Made, queries.decide({ ...given, by: actor.id }))
  await events.record(tx, actor, [{ verb: 'targets.set', id: given.area, area: given.area, body: { version, organisation: given.organisation, why: given.why, before: row.targets, after: given.targets } }])
}
